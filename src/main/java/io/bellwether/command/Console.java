package io.bellwether.command;

import java.util.Locale;

/** Progress on standard error: a bar on a terminal, a line every ten per cent elsewhere. */
public final class Console {

    private static final int WIDTH = 30;

    private final boolean wanted;
    private final boolean terminal = onTerminal();
    private int lastTenth = -1;

    public Console(boolean wanted) {
        this.wanted = wanted;
    }

    /**
     * Whether somebody sits at a terminal. From Java 22 on there is a console in any case, and it knows itself whether it is
     * a terminal; this class is compiled for Java 17, which cannot ask it by name.
     */
    @SuppressWarnings("SystemConsoleNull")
    public static boolean onTerminal() {
        java.io.Console console = System.console();
        try {
            return console != null
                    && (Runtime.version().feature() < 22
                            || (boolean) java.io.Console.class
                                    .getMethod("isTerminal")
                                    .invoke(console));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java " + Runtime.version() + " cannot tell a terminal", e);
        }
    }

    /** @param share 0 to 1 */
    public void progress(String what, double share, String note) {
        if (!wanted) {
            return;
        }
        int tenth = (int) (share * 10);
        if (terminal) {
            int full = (int) (share * WIDTH);
            System.err.printf(
                    Locale.ROOT,
                    "\r%s [%s%s] %3.0f %% %s ",
                    what,
                    "#".repeat(full),
                    " ".repeat(WIDTH - full),
                    share * 100,
                    note);
        } else if (tenth > lastTenth) {
            System.err.printf(Locale.ROOT, "%s %.0f %% %s%n", what, share * 100, note);
        }
        lastTenth = Math.max(tenth, lastTenth);
    }

    /** Moves to a fresh line. */
    public void endProgress() {
        if (wanted && terminal) {
            System.err.println();
        }
    }
}
