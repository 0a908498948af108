package io.bellwether.metric;

import java.util.Arrays;
import java.util.List;

/** The counts of a cell: those of its window, and those that nobody observes but a rollup makes of several windows. */
final class DerivedCounts {

    /** Of fewer contacts no mean is taken. */
    static final long LEAST_HANDLED = 20;

    private static final List<Measure> UNSOLVED =
            List.of(Measure.CASES_OPEN, Measure.CASES_WAITING_CUSTOMER, Measure.CASES_WAITING_THIRD_PARTY);

    private DerivedCounts() {}

    /**
     * The counts of cases, each at its slot, or none at all; perhaps those of the window itself.
     *
     * @param window null for one in which nothing happened
     */
    static long[] of(Measurement measurement, Window window) {
        long[] counts = window == null ? Window.NO_COUNTS : window.counts();
        if (measurement == Measurement.CASES && window != null) {
            return with(Measure.CASES_NET_FLOW, netFlow(window), counts);
        }
        return counts;
    }

    private static long[] with(Measure derived, long value, long[] counts) {
        if (value == 0) {
            return counts;
        }
        long[] all = Arrays.copyOf(counts, Measure.counts(derived.measurement()).size());
        all[derived.slot()] = value;
        return all;
    }

    /** Told by the levels, so that it adds up to their growth whatever made a case solved or unsolved. */
    private static long netFlow(Window window) {
        long net = 0;
        for (Measure unsolved : UNSOLVED) {
            LevelChanges changes = window.level(unsolved);
            net += changes == null ? 0 : changes.net();
        }
        return net;
    }

    /**
     * The counts of a queue with what somebody who waits goes by: how much work contacts were lately. Where nobody waits or
     * nobody is there to serve them, nothing is asked for.
     *
     * @param trailing null for none
     * @param levels at the window's end; null where all are zero
     * @param end of the window, epoch ms
     */
    static long[] ofQueue(long[] counts, TrailingWork trailing, CellLevels levels, long end, Windowing windowing) {
        boolean asked = levels != null
                && levels.atEnd(Measure.QUEUE_WAITING.slot()) > 0
                && levels.atEnd(Measure.QUEUE_STAFFED.slot()) > 0;
        if (!asked) {
            return counts;
        }
        long from = end - TrailingWork.span(windowing.length(Measurement.QUEUE));
        long handled = trailing == null ? 0 : trailing.handled(from, end);
        if (handled < LEAST_HANDLED) {
            return with(
                    Measure.QUEUE_TRAILING_WORK,
                    windowing.handleTimeMillis(),
                    with(Measure.QUEUE_TRAILING_HANDLED, 1, counts));
        }
        return with(
                Measure.QUEUE_TRAILING_WORK,
                trailing.work(from, end),
                with(Measure.QUEUE_TRAILING_HANDLED, handled, counts));
    }
}
