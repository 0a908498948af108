package io.bellwether.rule;

import io.bellwether.metric.Metric;

/** How the values of a metric in the parts of a series make that of the whole, and so what can be said of the parts. */
public enum Division {
    /** What happened in the window: the parts add up. */
    SUM,
    /** How many there are: the parts add up, but over time they do not. */
    LEVEL,
    /** Sums over sums: the parts, weighted by their samples, add up. */
    MEAN,
    /** Ages, maxima and percentiles: one of the parts has the greatest, and nobody has a share of it. */
    GREATEST,
    /** Nothing can be said. */
    NONE;

    /** That of a metric. */
    public static Division of(Metric metric) {
        boolean number = metric.unit() == Metric.Unit.NUMBER;
        if (metric.isMean()) {
            return MEAN;
        }
        return switch (metric.kind()) {
            case COUNT -> SUM;
            case LEVEL -> number ? LEVEL : Readout.isAge(metric) ? GREATEST : NONE;
            case TIMING ->
                number ? metric.isCounted() ? SUM : NONE : metric.unit() == Metric.Unit.SECONDS ? GREATEST : NONE;
            case RATIO -> NONE;
        };
    }
}
