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
     * The counts of a cell, each at its slot, or none at all; perhaps those of the window itself.
     *
     * @param window null for one in which nothing happened
     * @param trailing null for none
     * @param levels at the window's end; null where all are zero
     * @param end of the window, epoch ms
     */
    static long[] of(
            Measurement measurement,
            Window window,
            TrailingWork trailing,
            CellLevels levels,
            long end,
            Windowing windowing) {
        long[] counts = window == null ? Window.NO_COUNTS : window.counts();
        return switch (measurement) {
            case CASES -> window == null ? counts : ofCases(counts, netFlow(window));
            case QUEUE -> ofQueue(counts, trailing, levels, end, windowing);
            default -> counts;
        };
    }

    private static long[] ofCases(long[] counts, long netFlow) {
        if (netFlow == 0) {
            return counts;
        }
        long[] all = Arrays.copyOf(counts, Measure.counts(Measurement.CASES).size());
        all[Measure.CASES_NET_FLOW.slot()] = netFlow;
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
     * With what somebody who waits goes by: how much work contacts were lately. Where nobody waits or nobody is there to
     * serve them, nothing is asked for.
     */
    private static long[] ofQueue(
            long[] counts, TrailingWork trailing, CellLevels levels, long end, Windowing windowing) {
        boolean asked = levels != null
                && levels.atEnd(Measure.QUEUE_WAITING.slot()) > 0
                && levels.atEnd(Measure.QUEUE_STAFFED.slot()) > 0;
        if (!asked) {
            return counts;
        }
        long from = end - TrailingWork.span(windowing.length(Measurement.QUEUE));
        long handled = trailing == null ? 0 : trailing.handled(from, end);
        boolean enough = handled >= LEAST_HANDLED;
        long[] all = Arrays.copyOf(counts, Measure.counts(Measurement.QUEUE).size());
        all[Measure.QUEUE_TRAILING_HANDLED.slot()] = enough ? handled : 1;
        all[Measure.QUEUE_TRAILING_WORK.slot()] = enough ? trailing.work(from, end) : windowing.handleTimeMillis();
        return all;
    }
}
