package io.bellwether.embedded;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * QuestDB prints a few lines straight to stdout and stderr when it starts and stops; a log configuration does not reach
 * them. While it does so, those lines are dropped and everything else that the process prints passes.
 */
final class StoreChatter {

    private StoreChatter() {}

    static synchronized <T> T mute(Supplier<T> work) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new Filter(out));
        System.setErr(new Filter(err));
        try {
            return work.get();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static final class Filter extends PrintStream {

        private final PrintStream target;

        Filter(PrintStream target) {
            super(target, true);
            this.target = target;
        }

        @Override
        public void println(String line) {
            if (!isChatter(line)) {
                target.println(line);
            }
        }

        @Override
        public PrintStream printf(String format, Object... values) {
            return isChatter(format) ? this : target.printf(format, values);
        }

        private static boolean isChatter(String text) {
            return text != null
                    && (text.startsWith("QuestDB is shutting down") || text.startsWith("Reading log configuration"));
        }
    }
}
