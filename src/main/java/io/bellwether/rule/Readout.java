package io.bellwether.rule;

import io.bellwether.metric.Cell;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import io.bellwether.metric.QueueMetrics;

/** How rules read metrics. */
public final class Readout {

    private Readout() {}

    /** Whether it is the number of things at the window's end, so that the window also has a highest, lowest and mean. */
    public static boolean isPlainLevel(Metric metric) {
        return metric.kind() == Metric.Kind.LEVEL && metric.isCounted();
    }

    /** Whether it grows with time alone. */
    public static boolean isAge(Metric metric) {
        return metric.kind() == Metric.Kind.LEVEL && metric.unit() == Metric.Unit.SECONDS;
    }

    /** The value, NaN for none. Where nobody waits the expected wait is 0, whatever left before. */
    public static double value(Metric metric, Cell cell) {
        if (metric.equals(QueueMetrics.EXPECTED_WAIT)
                && cell.level(Measure.QUEUE_WAITING).atEnd() == 0) {
            return 0;
        }
        return metric.value(cell);
    }

    /** The values that it can have, in words. */
    static String range(Metric metric) {
        if (metric.highest() == Double.POSITIVE_INFINITY) {
            return "at least " + (long) metric.lowest();
        }
        return "from " + (long) metric.lowest() + " to " + (long) metric.highest()
                + (metric.unit() == Metric.Unit.SHARE ? " (0.8 is 80%)" : "");
    }
}
