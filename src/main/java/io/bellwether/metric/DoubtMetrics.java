package io.bellwether.metric;

/** The fields of ratings that may have been bought, or given in bad faith; by kind of survey and reason for doubt. */
public final class DoubtMetrics {

    static final Family FAMILY = new Family(Measurement.DOUBT);

    public static final Metric RATINGS = FAMILY.count(
            "ratings",
            Measure.DOUBT_RATINGS,
            "answers to surveys that may not be honest, by the reason that the tag names: they contradict what the customer wrote, are among too many of one customer, or came in a burst; by the window of the answer, a burst by that of its end");

    public static final Metric SATISFIED = FAMILY.count(
            "satisfied",
            Measure.DOUBT_SATISFIED,
            "satisfied answers among the ratings that may not be honest, by the window of the answer, a burst by that of its end");

    private DoubtMetrics() {}
}
