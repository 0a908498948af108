package io.bellwether.console;

import io.bellwether.influx.RowSource;
import io.bellwether.settings.Settings;

/**
 * What a console is made of.
 *
 * @param store where figures are read from; null for none
 * @param recentMillis over how long rates on the wallboard are
 */
public record ConsoleParts(Settings settings, RowSource store, long recentMillis) {

    /** A quarter of an hour, as dashboards have it. */
    public static final long USUAL_RECENT_MILLIS = 900_000;
}
