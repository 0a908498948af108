package io.bellwether.notify;

import java.io.Serializable;

/**
 * How a route wants its groups to be told, processing time.
 *
 * @param waitMillis how long to gather changes before a message
 * @param intervalMillis least time between two messages of a group, but for what is of a page
 * @param repeatMillis after which time what still fires is said again; 0 for never
 */
public record GroupTimes(long waitMillis, long intervalMillis, long repeatMillis) implements Serializable {

    /** Of a route that does not say: storms are gathered, and nothing is said twice. */
    public static final GroupTimes DEFAULT = new GroupTimes(0, 300_000, 0);

    /** Everything at once. */
    public static final GroupTimes AT_ONCE = new GroupTimes(0, 0, 0);
}
