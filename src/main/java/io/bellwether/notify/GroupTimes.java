package io.bellwether.notify;

import java.io.Serializable;
import java.util.List;

/**
 * How a route wants its groups to be told, processing time.
 *
 * @param waitMillis how long to gather changes before a message
 * @param intervalMillis least time between two messages of a group, but for what is of a page
 * @param repeatMillis after which time what still fires is said again; 0 for never
 * @param muteTimes names of intervals in which nothing is told
 * @param activeTimes names of intervals beside which nothing is told; none for always
 */
public record GroupTimes(
        long waitMillis, long intervalMillis, long repeatMillis, List<String> muteTimes, List<String> activeTimes)
        implements Serializable {

    /** Of a route that does not say: storms are gathered, and nothing is said twice. */
    public static final GroupTimes DEFAULT = new GroupTimes(0, 300_000, 0);

    public GroupTimes {
        muteTimes = List.copyOf(muteTimes);
        activeTimes = List.copyOf(activeTimes);
    }

    /** At any hour. */
    public GroupTimes(long waitMillis, long intervalMillis, long repeatMillis) {
        this(waitMillis, intervalMillis, repeatMillis, List.of(), List.of());
    }
}
