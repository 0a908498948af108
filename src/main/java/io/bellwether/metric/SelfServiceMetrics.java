package io.bellwether.metric;

/** The fields of visits to the self-service help. */
public final class SelfServiceMetrics {

    static final Family FAMILY = new Family(Measurement.SELF_SERVICE);

    public static final Metric VISITS = FAMILY.count(
            "visits",
            Measure.HELP_VISITS,
            "visits that began: help that a customer views or calls solved, once within a day (setting self_service)");

    public static final Metric DEFLECTED = FAMILY.count(
            "deflected",
            Measure.HELP_DEFLECTED,
            "visits whose customer began no case within the same time, when that is over");

    public static final Metric CONFIRMED =
            FAMILY.count("confirmed", Measure.HELP_CONFIRMED, "of the deflected, whose customer said that it helped");

    public static final Metric CONTACTED =
            FAMILY.count("contacted", Measure.HELP_CONTACTED, "the other visits, when the same time is over");

    private static final Quantity JUDGED = Quantity.counts(Measure.HELP_DEFLECTED, Measure.HELP_CONTACTED);

    public static final Metric DEFLECTION = FAMILY.share(
            "deflection",
            Quantity.count(Measure.HELP_DEFLECTED),
            JUDGED,
            "share of the visits that did not lead to a case; an estimate, for who gave up begins none either");

    public static final Metric CONFIRMED_SHARE = FAMILY.share(
            "confirmed_deflection",
            Quantity.count(Measure.HELP_CONFIRMED),
            JUDGED,
            "share of the visits that did not, and whose customer said that it helped; the lower bound");

    private SelfServiceMetrics() {}
}
