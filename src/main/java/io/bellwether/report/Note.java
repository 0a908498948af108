package io.bellwether.report;

/**
 * What a report does not say, and why.
 *
 * @param from epoch ms; 0 where it has no time
 * @param to epoch ms; 0 where it has no end
 */
record Note(Kind kind, long from, long to) {

    enum Kind {
        /** Hours begin in the period. */
        HOURS_SINCE,
        /** Hours end in it. */
        HOURS_UNTIL,
        /** None for more than a day. */
        HOURS_GAP,
        /** The settings do not roll up by queue and tier. */
        NO_TIERS,
        /** Half hours and alerts are kept for less long. */
        HALF_HOURS_SINCE,
        NO_HALF_HOURS,
        NO_ALERTS,
        /** Nobody was told of alerts, as in a replay, or it is no longer known. */
        NO_NOTIFICATIONS
    }

    static Note of(Kind kind) {
        return new Note(kind, 0, 0);
    }

    static Note of(Kind kind, long time) {
        return new Note(kind, time, 0);
    }
}
