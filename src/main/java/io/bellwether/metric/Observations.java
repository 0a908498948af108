package io.bellwether.metric;

import java.util.List;

/**
 * Where pure code puts what it measures. It names the measure and the measurement's own tags; the receiver knows the
 * case's dimensions.
 */
public interface Observations {

    /** Adds to a count. */
    void count(Measure measure, List<String> tags, long time, long n);

    /** Adds one value to a timing: ms, or millionths for scores. */
    void timing(Measure measure, List<String> tags, long time, long value);

    /**
     * Changes a level.
     *
     * @param delta +n when something begins to count, −n when it ceases
     * @param since the time since when it has been so; equal at + and −
     */
    void level(Measure measure, List<String> tags, long time, long delta, long since);
}
