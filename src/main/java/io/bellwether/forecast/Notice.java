package io.bellwether.forecast;

/**
 * Something about a history or a forecast that a reader of the numbers has to know.
 *
 * @param queue that it is about; null for all
 */
public record Notice(Kind kind, String queue, String text) {

    /** What it is about. */
    public enum Kind {
        /** Nothing at all came, where much was usual: left out. */
        GAP,
        /** A day far out of the ordinary that nobody named: left out. */
        OUTLIER,
        /** A named day lies in the time that is forecast. */
        SPECIAL_DAY,
        /** The same, but nobody knows what it makes of it. */
        SPECIAL_DAY_UNKNOWN,
        /** Much more or less comes since a day. */
        LEVEL_SHIFT,
        /** More or less comes from week to week, and that is taken to go on. */
        GROWTH,
        /** A queue that is too young to know its week. */
        YOUNG_QUEUE,
        /** A history that is. */
        SHORT_HISTORY
    }
}
