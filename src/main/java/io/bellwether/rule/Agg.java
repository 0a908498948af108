package io.bellwether.rule;

import java.util.Locale;

/** How a window becomes one number. */
public enum Agg {
    /** Counts, timings and ratios: read out of everything that happened in the window. */
    WHOLE,
    /** Levels: the value at the window's end. */
    LAST,
    /** Levels: the highest value at any moment of the window. */
    MAX,
    /** Levels: the lowest value at the end of any pane of the window. */
    MIN,
    /** Levels: the time-weighted mean. */
    AVG;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
