package io.bellwether.metric;

/**
 * One thing that was measured.
 *
 * @param measure what
 * @param series where it belongs; its measurement is that of the measure
 * @param time when, epoch ms event time: chooses the window; the enqueue time for the counts of an interval
 * @param value a count to add, a duration in ms, a score in millionths, or a level's change (+n or −n)
 * @param since for levels the time since when the thing counted has been so (the same at its + and its −), else 0
 * @param weight 1, or −1 where a correction takes back an earlier observation
 */
public record Observation(Measure measure, Series series, long time, long value, long since, int weight) {

    /**
     * When a record is counted that comes behind the watermark: at its own time, or, where the panes of that time are
     * closed for good, at the watermark. So no record goes uncounted, however old it is.
     *
     * @param time of the record, epoch ms event time
     */
    public static long countableTime(long time, long watermark, long latenessMillis) {
        // the watermark may be the least of numbers, from which nothing can be taken
        return watermark > time && watermark - latenessMillis > time ? watermark : time;
    }

    /**
     * Up to and at which time nothing that comes late is put in its place any more.
     *
     * @param now how far time has come, epoch ms event time; may be the least of numbers
     */
    public static long settledUntil(long now, long latenessMillis) {
        return Math.max(now, Long.MIN_VALUE + latenessMillis + 1) - latenessMillis - 1;
    }

    /**
     * Whether the window of an observation can still be corrected. It is the observer who has to ask: how far time has
     * come at the windows hangs on how the work is spread. Levels always can, for what is there must be given back.
     *
     * @param time of the observation
     * @param now how far time has come where this is observed, epoch ms event time
     */
    public static boolean isInTime(Measure measure, long time, long now, long latenessMillis) {
        if (measure.kind() == Measure.Kind.LEVEL || now <= time) {
            return true;
        }
        long patience = measure.measurement().isInterval() ? Windowing.INTERVAL_PATIENCE_MILLIS : latenessMillis;
        return now - patience <= time;
    }

    /** The observation that takes this one back. */
    public Observation negated() {
        return new Observation(measure, series, time, value, since, -weight);
    }
}
