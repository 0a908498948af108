package io.bellwether.metric;

import java.util.Arrays;
import java.util.List;

/** The counts of a cell: those of its window, and those that nobody observes but a rollup makes of several windows. */
final class DerivedCounts {

    /** How far a cell of queues looks back, ms. */
    static final long TRAILING_MILLIS = 300_000;

    private static final List<Measure> UNSOLVED =
            List.of(Measure.CASES_OPEN, Measure.CASES_WAITING_CUSTOMER, Measure.CASES_WAITING_THIRD_PARTY);

    private DerivedCounts() {}

    /**
     * The counts, each at its slot, or none at all; perhaps those of the window itself.
     *
     * @param at the place of the cell's window
     * @param end of the window, epoch ms
     */
    static long[] of(Measurement measurement, KeptWindows windows, int at, long end) {
        Window window = windows.window(at);
        long[] counts = window == null ? Window.NO_COUNTS : window.counts();
        if (measurement == Measurement.QUEUE) {
            return with(Measure.QUEUE_LEFT_TRAILING, leftTrailing(windows, end), counts);
        }
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

    private static long leftTrailing(KeptWindows windows, long end) {
        long left = 0;
        for (int at = windows.from(end) - 1; at >= 0 && windows.start(at) >= end - TRAILING_MILLIS; at--) {
            Window window = windows.window(at);
            if (window != null) {
                left += window.count(Measure.QUEUE_ANSWERED);
                left += window.count(Measure.QUEUE_ABANDONED);
                left += window.count(Measure.QUEUE_TRANSFERRED);
                left += window.count(Measure.QUEUE_OVERFLOW);
                left += window.count(Measure.QUEUE_CALLBACK);
            }
        }
        return left;
    }
}
