package io.bellwether.metric;

/** The fields of ratings that may have been bought, or given in bad faith; by kind of survey and reason for doubt. */
public final class DoubtMetrics {

    static final Family FAMILY = new Family(Measurement.DOUBT);

    public static final Metric RATINGS = FAMILY.count(
            "ratings",
            Measure.DOUBT_RATINGS,
            "answers that contradict what the customer wrote, are among too many of one customer, or came in a burst");

    public static final Metric SATISFIED =
            FAMILY.count("satisfied", Measure.DOUBT_SATISFIED, "of these, satisfied answers");

    private DoubtMetrics() {}
}
