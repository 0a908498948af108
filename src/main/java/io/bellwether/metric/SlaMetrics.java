package io.bellwether.metric;

/** The fields of SLA clocks. */
public final class SlaMetrics {

    static final Family FAMILY = new Family(Measurement.SLA);

    private static final String TIME =
            "the time on the clock, without pauses and closed hours, of clock instances that were stopped in the window";

    public static final Metric MET = FAMILY.count(
            "met",
            Measure.SLA_MET,
            "clock instances stopped by their deadline, in the window of the stop; one without a target counts in none");

    public static final Metric BREACHED = FAMILY.count(
            "breached",
            Measure.SLA_BREACHED,
            "clock instances that were not stopped by their deadline, in the window of the deadline");

    public static final Metric RETRACTED = FAMILY.count(
            "retracted",
            Measure.SLA_RETRACTED,
            "breaches that a late event proved wrong, in the window in which the breach had been counted");

    public static final Metric RUNNING = FAMILY.level(
            "running",
            Measure.SLA_RUNNING,
            "clock instances that have begun and are not stopped at the window's end, those paused and those overdue included");

    public static final Metric AT_RISK = FAMILY.level(
            "at_risk",
            Measure.SLA_AT_RISK,
            "clock instances not stopped that are past an at-risk point of their policy and not past their deadline, at the window's end");

    public static final Metric OVERDUE = FAMILY.level(
            "overdue", Measure.SLA_OVERDUE, "clock instances past their deadline and not stopped, at the window's end");

    public static final Metric ATTAINMENT = FAMILY.share(
            "attainment",
            Quantity.count(Measure.SLA_MET),
            Quantity.counts(Measure.SLA_MET, Measure.SLA_BREACHED),
            "clock instances stopped by their deadline, as a share of those whose verdict (met or breached) came in the window");

    public static final Metric COUNT = FAMILY.values(
            "count",
            Measure.SLA_CONSUMED,
            "clock instances that were stopped in the window, with a target or without: as many as stand behind mean_s and the percentiles");

    public static final Metric MEAN = FAMILY.mean(
            "mean_s",
            Measure.SLA_CONSUMED,
            "mean of the time on the clock, without pauses and closed hours, of clock instances that were stopped in the window");

    public static final Metric P50 = FAMILY.percentile("", 50, Measure.SLA_CONSUMED, TIME);

    public static final Metric P90 = FAMILY.percentile("", 90, Measure.SLA_CONSUMED, TIME);

    public static final Metric P95 = FAMILY.percentile("", 95, Measure.SLA_CONSUMED, TIME);

    public static final Metric P99 = FAMILY.percentile("", 99, Measure.SLA_CONSUMED, TIME);

    private SlaMetrics() {}
}
