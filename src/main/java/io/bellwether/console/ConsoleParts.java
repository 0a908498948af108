package io.bellwether.console;

import io.bellwether.influx.RowSource;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.util.function.Supplier;

/**
 * What a console is made of.
 *
 * @param store where figures are read from; null for none
 * @param recentMillis over how long rates on the wallboard are
 * @param policies those that a case is told by, read when it is asked for
 */
public record ConsoleParts(Settings settings, RowSource store, long recentMillis, Supplier<PolicyBook> policies) {

    /** A quarter of an hour, as dashboards have it. */
    public static final long USUAL_RECENT_MILLIS = 900_000;
}
