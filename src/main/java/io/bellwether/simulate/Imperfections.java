package io.bellwether.simulate;

import io.bellwether.yaml.Durations;

/**
 * What goes wrong between a source and Bellwether. Off for exact truth, on where life is to be imitated.
 *
 * @param duplicates share of records that are sent twice, the second time up to two seconds later
 * @param disorder records are delivered up to this much after their time, each by its own delay
 * @param malformed share of additional records that are not events at all
 */
public record Imperfections(double duplicates, Span disorder, double malformed) {
    /** Everything arrives once, in order. */
    public static final Imperfections NONE = new Imperfections(0, Span.ZERO, 0);

    /** What a healthy installation sees: some of everything, disorder below two seconds. */
    public static final Imperfections USUAL = new Imperfections(0.01, new Span(1_500), 0.001);

    private static final long MOST_DISORDER_MILLIS = 86_400_000;

    public Imperfections {
        requireShare("duplicates", duplicates);
        requireShare("malformed", malformed);
        if (disorder.millis() > MOST_DISORDER_MILLIS) {
            throw new IllegalArgumentException("disorder must be at most " + Durations.shortest(MOST_DISORDER_MILLIS)
                    + ", not " + Durations.shortest(disorder.millis()) + ": what is late waits in memory");
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", not a share from 0 to 1");
        }
    }
}
