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

    /** The observation that takes this one back. */
    public Observation negated() {
        return new Observation(measure, series, time, value, since, -weight);
    }
}
