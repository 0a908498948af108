package io.bellwether.metric;

/** The fields of where the sentiment of customers went in the course of a case, each when it is solved. */
public final class TrendMetrics {

    static final Family FAMILY = new Family(Measurement.TREND);

    public static final Metric CASES = FAMILY.values(
            "cases", Measure.TREND_POINTS, "solved cases whose customer wrote at least six scored messages");

    public static final Metric MEAN = FAMILY.points(
            "mean",
            Measure.TREND_POINTS,
            "mean trend of these: 100 × (mean of the customer's last three scores − mean of the first three) / 2");

    public static final Metric IMPROVING =
            FAMILY.count("improving", Measure.TREND_IMPROVING, "of these, with a trend above 55");

    public static final Metric SLIGHTLY_IMPROVING = FAMILY.count(
            "slightly_improving", Measure.TREND_SLIGHTLY_IMPROVING, "of these, with a trend above 20, to 55");

    public static final Metric FLAT = FAMILY.count("flat", Measure.TREND_FLAT, "of these, with a trend of −20 to 20");

    public static final Metric SLIGHTLY_DECLINING = FAMILY.count(
            "slightly_declining", Measure.TREND_SLIGHTLY_DECLINING, "of these, with a trend below −20, to −55");

    public static final Metric DECLINING =
            FAMILY.count("declining", Measure.TREND_DECLINING, "of these, with a trend below −55");

    public static final Metric DECLINING_SHARE = FAMILY.share(
            "declining_share",
            Quantity.counts(Measure.TREND_DECLINING, Measure.TREND_SLIGHTLY_DECLINING),
            Quantity.values(Measure.TREND_POINTS),
            "share of these whose customer's sentiment declined, slightly or more");

    private TrendMetrics() {}
}
