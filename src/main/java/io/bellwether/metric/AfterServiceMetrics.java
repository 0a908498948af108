package io.bellwether.metric;

/** The fields of whether customers buy again, of those who were served and of those who had no case. */
public final class AfterServiceMetrics {

    static final Family FAMILY = new Family(Measurement.AFTER_SERVICE);

    public static final Metric PENDING = FAMILY.level(
            "pending",
            Measure.AFTER_PENDING,
            "days of customers on which a case was solved (customers=served) or, without a case, an order placed (customers=others) within the last fifteen days (setting after_service), not followed by another order by the window's end");

    public static final Metric BOUGHT = FAMILY.level(
            "bought",
            Measure.AFTER_BOUGHT,
            "days of customers on which a case was solved (customers=served) or, without a case, an order placed (customers=others) within the last fifteen days (setting after_service), followed by another order by the window's end");

    public static final Metric PROVISIONAL = FAMILY.shareAtEnd(
            "repurchase_provisional",
            Quantity.atEnd(Measure.AFTER_BOUGHT),
            Quantity.atEnd(Measure.AFTER_PENDING).plus(Quantity.atEnd(Measure.AFTER_BOUGHT)),
            "repurchase rate so far: watched days of customers that were followed by another order, as a share of all within the last fifteen days (setting after_service), at the window's end; lower than repurchase");

    public static final Metric BOUGHT_AGAIN = FAMILY.count(
            "bought_again",
            Measure.AFTER_BOUGHT_AGAIN,
            "days of customers on which a case was solved (customers=served) or, without a case, an order placed (customers=others), followed by another order within fifteen days (setting after_service), in the window in which they were over");

    public static final Metric NOT_AGAIN = FAMILY.count(
            "not_again",
            Measure.AFTER_NOT_AGAIN,
            "days of customers on which a case was solved (customers=served) or, without a case, an order placed (customers=others), not followed by another order within fifteen days (setting after_service), in the window in which they were over");

    public static final Metric FINAL = FAMILY.share(
            "repurchase",
            Quantity.count(Measure.AFTER_BOUGHT_AGAIN),
            Quantity.counts(Measure.AFTER_BOUGHT_AGAIN, Measure.AFTER_NOT_AGAIN),
            "repurchase rate, final: watched days of customers that were followed by another order, as a share of all whose fifteen days (setting after_service) were over in the window");

    private AfterServiceMetrics() {}
}
