package io.bellwether.metric;

/** The fields of whether customers come back about what was solved for them. */
public final class ResolutionMetrics {

    static final Family FAMILY = new Family(Measurement.RESOLUTION);

    public static final Metric PENDING = FAMILY.level(
            "pending",
            Measure.RESOLUTION_PENDING,
            "cases solved within the last seven days (setting resolution) whose customer has not come back so far");

    public static final Metric RETURNED = FAMILY.level(
            "returned", Measure.RESOLUTION_RETURNED, "cases solved within the same time whose customer came back");

    public static final Metric PROVISIONAL = FAMILY.shareAtEnd(
            "fcr_provisional",
            Quantity.atEnd(Measure.RESOLUTION_PENDING),
            Quantity.atEnd(Measure.RESOLUTION_PENDING).plus(Quantity.atEnd(Measure.RESOLUTION_RETURNED)),
            "share of the cases solved within that time whose customer has not come back so far");

    public static final Metric RESOLVED = FAMILY.count(
            "resolved",
            Measure.RESOLUTION_RESOLVED,
            "cases whose customer has not come back, now that the time is over");

    public static final Metric UNRESOLVED = FAMILY.count(
            "unresolved", Measure.RESOLUTION_UNRESOLVED, "the others, when the same time after their solving is over");

    public static final Metric FINAL = FAMILY.share(
            "fcr",
            Quantity.count(Measure.RESOLUTION_RESOLVED),
            Quantity.counts(Measure.RESOLUTION_RESOLVED, Measure.RESOLUTION_UNRESOLVED),
            "first contact resolution, final: share of the solved cases whose customer has not come back within the time");

    public static final Metric CONTACTS = FAMILY.count(
            "contacts",
            Measure.RESOLUTION_CONTACTS,
            "cases that a known customer began, and those that were over and opened again");

    public static final Metric REPEATS = FAMILY.count(
            "repeats", Measure.RESOLUTION_REPEATS, "of these, about what had been solved within the time before");

    public static final Metric REPEAT_RATE = FAMILY.share(
            "repeat_rate",
            Measure.RESOLUTION_REPEATS,
            Measure.RESOLUTION_CONTACTS,
            "share of the contacts that are about what had been solved");

    private ResolutionMetrics() {}
}
