package io.bellwether.metric;

/** The fields of visits to the self-service help. */
public final class SelfServiceMetrics {

    static final Family FAMILY = new Family(Measurement.SELF_SERVICE);

    public static final Metric VISITS = FAMILY.count(
            "visits",
            Measure.HELP_VISITS,
            "visits to the help that began in the window; whatever the customer views within 24 hours (setting self_service) is one visit");

    public static final Metric DEFLECTED = FAMILY.count(
            "deflected",
            Measure.HELP_DEFLECTED,
            "visits to the help whose customer began no case within 24 hours (setting self_service), in the window in which they were over");

    public static final Metric CONFIRMED = FAMILY.count(
            "confirmed",
            Measure.HELP_CONFIRMED,
            "visits to the help whose customer said that it helped and began no case within 24 hours (setting self_service), in the window in which they were over; part of deflected");

    public static final Metric CONTACTED = FAMILY.count(
            "contacted",
            Measure.HELP_CONTACTED,
            "visits to the help whose customer began a case, or opened one again, within 24 hours (setting self_service), in the window in which they were over");

    private static final Quantity JUDGED = Quantity.counts(Measure.HELP_DEFLECTED, Measure.HELP_CONTACTED);

    public static final Metric DEFLECTION = FAMILY.share(
            "deflection",
            Quantity.count(Measure.HELP_DEFLECTED),
            JUDGED,
            "visits to the help that led to no case, as a share of all whose 24 hours (setting self_service) were over in the window; an estimate, for who gave up begins none either");

    public static final Metric CONFIRMED_SHARE = FAMILY.share(
            "confirmed_deflection",
            Quantity.count(Measure.HELP_CONFIRMED),
            JUDGED,
            "visits to the help that led to no case and whose customer said that it helped, as a share of all whose 24 hours (setting self_service) were over in the window; the lower bound of deflection");

    private SelfServiceMetrics() {}
}
