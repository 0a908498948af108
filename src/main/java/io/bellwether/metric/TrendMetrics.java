package io.bellwether.metric;

/** The fields of where the sentiment of customers went in the course of a case, each when it is solved. */
public final class TrendMetrics {

    static final Family FAMILY = new Family(Measurement.TREND);

    public static final Metric CASES = FAMILY.values(
            "cases",
            Measure.TREND_POINTS,
            "times in the window that a case was solved whose customer had written at least six scored messages");

    public static final Metric MEAN = FAMILY.points(
            "mean",
            Measure.TREND_POINTS,
            "mean trend of the customer's sentiment, −100 to 100, over the cases solved in the window with at least six scored messages");

    public static final Metric IMPROVING = FAMILY.count(
            "improving",
            Measure.TREND_IMPROVING,
            "cases solved in the window with a trend of the customer's sentiment of more than 55");

    public static final Metric SLIGHTLY_IMPROVING = FAMILY.count(
            "slightly_improving",
            Measure.TREND_SLIGHTLY_IMPROVING,
            "cases solved in the window with a trend of the customer's sentiment of more than 20, up to 55");

    public static final Metric FLAT = FAMILY.count(
            "flat",
            Measure.TREND_FLAT,
            "cases solved in the window with a trend of the customer's sentiment of −20 to 20");

    public static final Metric SLIGHTLY_DECLINING = FAMILY.count(
            "slightly_declining",
            Measure.TREND_SLIGHTLY_DECLINING,
            "cases solved in the window with a trend of the customer's sentiment of less than −20, down to −55");

    public static final Metric DECLINING = FAMILY.count(
            "declining",
            Measure.TREND_DECLINING,
            "cases solved in the window with a trend of the customer's sentiment of less than −55");

    public static final Metric DECLINING_SHARE = FAMILY.share(
            "declining_share",
            Quantity.counts(Measure.TREND_DECLINING, Measure.TREND_SLIGHTLY_DECLINING),
            Quantity.values(Measure.TREND_POINTS),
            "cases with a trend of the customer's sentiment of less than −20, as a share of the cases solved in the window with at least six scored messages");

    private TrendMetrics() {}
}
