package io.bellwether.metric;

/** The fields of whether customers buy again, of those who were served and of those who had no case. */
public final class AfterServiceMetrics {

    static final Family FAMILY = new Family(Measurement.AFTER_SERVICE);

    public static final Metric PENDING = FAMILY.level(
            "pending",
            Measure.AFTER_PENDING,
            "customers' days of the last fifteen days (setting after_service), after which they have not bought so far");

    public static final Metric BOUGHT =
            FAMILY.level("bought", Measure.AFTER_BOUGHT, "the same, after which they have bought again");

    public static final Metric PROVISIONAL = FAMILY.shareAtEnd(
            "repurchase_provisional",
            Quantity.atEnd(Measure.AFTER_BOUGHT),
            Quantity.atEnd(Measure.AFTER_PENDING).plus(Quantity.atEnd(Measure.AFTER_BOUGHT)),
            "share of these that were followed by another order so far");

    public static final Metric BOUGHT_AGAIN = FAMILY.count(
            "bought_again",
            Measure.AFTER_BOUGHT_AGAIN,
            "customers' days that were followed by another order in time, when the time is over");

    public static final Metric NOT_AGAIN =
            FAMILY.count("not_again", Measure.AFTER_NOT_AGAIN, "the others, when the same time is over");

    public static final Metric FINAL = FAMILY.share(
            "repurchase",
            Quantity.count(Measure.AFTER_BOUGHT_AGAIN),
            Quantity.counts(Measure.AFTER_BOUGHT_AGAIN, Measure.AFTER_NOT_AGAIN),
            "repurchase rate, final: share of the customers' days that were followed by another order in time");

    private AfterServiceMetrics() {}
}
