package io.bellwether.demo;

import io.bellwether.simulate.Incident;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Says of each part that it is ready, where, and how long it took. */
final class Startup {

    private final Terminal terminal;
    private final Clock clock;
    private final long startedAt;

    /** @param page where the live console will be */
    Startup(Terminal terminal, Clock clock, String page) {
        this.terminal = terminal;
        this.clock = clock;
        this.startedAt = clock.millis();
        terminal.println("Bellwether demo: a simulated contact centre, a day compressed into minutes. Ctrl-C ends it.");
        terminal.println("Look at it in a browser: " + page + " (there in some 10 seconds)");
        terminal.println("It starts broker, store, receiver and job in this process, which takes some 20 seconds.");
    }

    /** @param where says where the part is to be found */
    <T> T step(String name, Callable<T> work, Function<T, String> where) throws Exception {
        T part = work.call();
        Style style = terminal.style();
        terminal.println(style.good(style.tick()) + " " + style.left(name, 17) + style.left(where.apply(part), 40)
                + String.format(Locale.ROOT, "%5.1f s", (clock.millis() - startedAt) / 1000.0));
        return part;
    }

    /** Where to look, before the screen is drawn; it stays in the scrollback. */
    void hint(DemoPlaces places, Incident next) {
        terminal.println("  webhooks received  " + places.webhooks());
        terminal.println("  rules, policies    " + places.rules()
                + " (those of alert-rules/ with windows of a minute, for a compressed day)");
        terminal.println("  log                " + places.log());
        terminal.println("  try in the store   " + DemoPlaces.SAMPLE_QUERY);
        if (next != null) {
            terminal.println(
                    "  first incident     in " + Screen.span(next.start() - clock.millis()) + ": " + next.title());
        }
    }

    long startedAt() {
        return startedAt;
    }
}
