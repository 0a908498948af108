package io.bellwether.metric;

import java.util.concurrent.TimeUnit;

/**
 * How old something is, in steps that tell today's work from what was forgotten. Half open: what is an hour old to the
 * millisecond is in the second. A day is 24 hours, whatever the calendar says.
 */
public enum AgeBucket {
    TO_1H("0_1h", 0, "less than 1 h"),
    TO_4H("1_4h", TimeUnit.HOURS.toMillis(1), "1 h to less than 4 h"),
    TO_24H("4_24h", TimeUnit.HOURS.toMillis(4), "4 h to less than 24 h"),
    TO_3D("1_3d", TimeUnit.DAYS.toMillis(1), "24 h to less than 3 days"),
    TO_7D("3_7d", TimeUnit.DAYS.toMillis(3), "3 days to less than 7 days"),
    MORE("over_7d", TimeUnit.DAYS.toMillis(7), "7 days or more");

    private static final AgeBucket[] ALL = values();

    private final String suffix;
    private final long fromMillis;
    private final String words;

    AgeBucket(String suffix, long fromMillis, String words) {
        this.suffix = suffix;
        this.fromMillis = fromMillis;
        this.words = words;
    }

    /** That of an age; what lies ahead is as young as can be. */
    public static AgeBucket of(long ageMillis) {
        int at = ALL.length - 1;
        while (at > 0 && ageMillis < ALL[at].fromMillis) {
            at--;
        }
        return ALL[at];
    }

    static int count() {
        return ALL.length;
    }

    static AgeBucket at(int ordinal) {
        return ALL[ordinal];
    }

    /** The end of the name of a field. */
    String suffix() {
        return suffix;
    }

    /** The least age of it, ms. */
    public long fromMillis() {
        return fromMillis;
    }

    /** The ages, for people. */
    String words() {
        return words;
    }
}
