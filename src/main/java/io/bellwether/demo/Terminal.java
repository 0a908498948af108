package io.bellwether.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The terminal: how large it is, what it understands, and a second screen that leaves what was on the first. */
public final class Terminal implements AutoCloseable {

    /** A second screen without a cursor, which cuts lines that are too long instead of wrapping them. */
    private static final String ENTER = "\033[?1049h\033[?25l\033[?7l";

    private static final String LEAVE = "\033[?7h\033[?25h\033[?1049l";

    /** Between these a terminal that knows them shows nothing half drawn. */
    private static final String BEGIN = "\033[?2026h\033[H";

    private static final String END = "\033[J\033[?2026l";
    private static final int USUAL_LINES = 24;
    private static final int USUAL_COLUMNS = 80;
    private static final long LOOK_EVERY_NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final Style style;
    private boolean entered;
    private int lines = USUAL_LINES;
    private int columns = USUAL_COLUMNS;
    private boolean looked;
    private long lookedAt;
    private boolean sizeUnknown;

    public Terminal(Map<String, String> environment, boolean interactive) {
        boolean unicode = isUtf8(environment);
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        this.style = new Style(
                interactive && !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty(), unicode);
        Charset charset = unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        // Java decides by itself what System.out can print, and not always right; redirected output stays redirected.
        this.out = interactive ? new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset) : System.out;
    }

    /**
     * Whether a screen can be drawn.
     *
     * @param onTerminal whether somebody sits at one
     */
    public static boolean canDraw(Map<String, String> environment, boolean onTerminal) {
        return onTerminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** The launcher keeps the user's own locale in the first of them. */
    private static boolean isUtf8(Map<String, String> environment) {
        for (String name : List.of("BELLWETHER_LOCALE", "LC_ALL", "LC_CTYPE", "LANG")) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                String upper = value.toUpperCase(Locale.ROOT);
                return upper.contains("UTF-8") || upper.contains("UTF8");
            }
        }
        return false;
    }

    Style style() {
        return style;
    }

    int lines() {
        look();
        return lines;
    }

    int columns() {
        look();
        return columns;
    }

    void println(String line) {
        out.println(line);
        out.flush();
    }

    /** Draws over what is there, in one write. */
    void draw(List<String> screen) {
        StringBuilder text = new StringBuilder(entered ? "" : ENTER).append(BEGIN);
        entered = true;
        for (int i = 0; i < screen.size(); i++) {
            text.append(screen.get(i)).append("\033[K").append(i + 1 < screen.size() ? "\r\n" : "");
        }
        out.print(text.append(END));
        out.flush();
    }

    /** Gives the first screen back. */
    @Override
    public void close() {
        if (entered) {
            out.print(LEAVE);
            out.flush();
            entered = false;
        }
    }

    /** Java does not know the size of a terminal; stty does. */
    private void look() {
        if (sizeUnknown || (looked && System.nanoTime() - lookedAt < LOOK_EVERY_NANOS)) {
            return;
        }
        looked = true;
        lookedAt = System.nanoTime();
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            if (stty.waitFor(1, TimeUnit.SECONDS) && size.matches("[1-9][0-9]{0,3} [1-9][0-9]{0,3}")) {
                lines = Integer.parseInt(size.substring(0, size.indexOf(' ')));
                columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
            }
        } catch (IOException e) {
            // No stty on this machine: the size stays the usual one.
            sizeUnknown = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
