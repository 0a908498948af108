package io.bellwether.report;

import java.util.Comparator;

/**
 * What a figure is of.
 *
 * @param queue empty for all together
 * @param tier empty for all together
 * @param clock empty for all together, and where the figure is of no clock
 */
record Scope(String queue, String tier, String clock) implements Comparable<Scope> {

    static final Scope ALL = new Scope("", "", "");

    private static final Comparator<Scope> ORDER =
            Comparator.comparing(Scope::queue).thenComparing(Scope::tier).thenComparing(Scope::clock);

    static Scope ofQueue(String queue) {
        return new Scope(queue, "", "");
    }

    static Scope ofClock(String clock) {
        return new Scope("", "", clock);
    }

    /** The same, all clocks together. */
    Scope withoutClock() {
        return new Scope(queue, tier, "");
    }

    @Override
    public int compareTo(Scope other) {
        return ORDER.compare(this, other);
    }
}
