package io.bellwether.metric;

/** The fields of SLA clocks. */
public final class SlaMetrics {

    static final Family FAMILY = new Family(Measurement.SLA);

    public static final Metric MET = FAMILY.count("met", Measure.SLA_MET, "clock instances stopped in time");

    public static final Metric BREACHED = FAMILY.count(
            "breached", Measure.SLA_BREACHED, "clock instances that passed their deadline, counted at the deadline");

    public static final Metric RETRACTED =
            FAMILY.count("retracted", Measure.SLA_RETRACTED, "breaches that a late event proved wrong");

    public static final Metric RUNNING =
            FAMILY.level("running", Measure.SLA_RUNNING, "clock instances running or paused at the window's end");

    public static final Metric AT_RISK = FAMILY.level(
            "at_risk", Measure.SLA_AT_RISK, "running instances past an at-risk point but not past the deadline");

    public static final Metric OVERDUE =
            FAMILY.level("overdue", Measure.SLA_OVERDUE, "instances past their deadline and still not stopped");

    public static final Metric ATTAINMENT = FAMILY.share(
            "attainment",
            Quantity.count(Measure.SLA_MET),
            Quantity.counts(Measure.SLA_MET, Measure.SLA_BREACHED),
            "clock instances that were met, as a share of those with a verdict");

    public static final Metric COUNT =
            FAMILY.values("count", Measure.SLA_CONSUMED, "instances that were stopped, with or without a target");

    public static final Metric MEAN =
            FAMILY.mean("mean_s", Measure.SLA_CONSUMED, "mean time that stopped instances consumed");

    public static final Metric P50 =
            FAMILY.percentile("", 50, Measure.SLA_CONSUMED, "the time that stopped instances consumed");

    public static final Metric P90 =
            FAMILY.percentile("", 90, Measure.SLA_CONSUMED, "the time that stopped instances consumed");

    public static final Metric P95 =
            FAMILY.percentile("", 95, Measure.SLA_CONSUMED, "the time that stopped instances consumed");

    public static final Metric P99 =
            FAMILY.percentile("", 99, Measure.SLA_CONSUMED, "the time that stopped instances consumed");

    private SlaMetrics() {}
}
