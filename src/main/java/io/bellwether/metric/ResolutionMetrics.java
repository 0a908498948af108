package io.bellwether.metric;

/** The fields of whether customers come back about what was solved for them. */
public final class ResolutionMetrics {

    static final Family FAMILY = new Family(Measurement.RESOLUTION);

    public static final Metric PENDING = FAMILY.level(
            "pending",
            Measure.RESOLUTION_PENDING,
            "cases solved within the last seven days (setting resolution) whose customer has not come back by the window's end");

    public static final Metric RETURNED = FAMILY.level(
            "returned",
            Measure.RESOLUTION_RETURNED,
            "cases solved within the last seven days (setting resolution) whose customer has come back by the window's end, about the topic of the case or by reopening it");

    public static final Metric PROVISIONAL = FAMILY.shareAtEnd(
            "fcr_provisional",
            Quantity.atEnd(Measure.RESOLUTION_PENDING),
            Quantity.atEnd(Measure.RESOLUTION_PENDING).plus(Quantity.atEnd(Measure.RESOLUTION_RETURNED)),
            "first contact resolution so far: cases solved within the last seven days (setting resolution) whose customer has not come back, as a share of all solved within them, at the window's end");

    public static final Metric RESOLVED = FAMILY.count(
            "resolved",
            Measure.RESOLUTION_RESOLVED,
            "cases whose customer had not come back when seven days after the solving (setting resolution) were over, in the window in which they were");

    public static final Metric UNRESOLVED = FAMILY.count(
            "unresolved",
            Measure.RESOLUTION_UNRESOLVED,
            "cases whose customer had come back when seven days after the solving (setting resolution) were over, in the window in which they were");

    public static final Metric FINAL = FAMILY.share(
            "fcr",
            Quantity.count(Measure.RESOLUTION_RESOLVED),
            Quantity.counts(Measure.RESOLUTION_RESOLVED, Measure.RESOLUTION_UNRESOLVED),
            "first contact resolution, final: cases whose customer did not come back within seven days (setting resolution), as a share of all cases whose seven days were over in the window");

    public static final Metric CONTACTS = FAMILY.count(
            "contacts",
            Measure.RESOLUTION_CONTACTS,
            "cases that a known customer began, and those that were over and opened again, in the window");

    public static final Metric REPEATS = FAMILY.count(
            "repeats",
            Measure.RESOLUTION_REPEATS,
            "cases begun or opened again in the window that are about a topic that had been solved for the customer within the seven days before (setting resolution)");

    public static final Metric REPEAT_RATE = FAMILY.share(
            "repeat_rate",
            Measure.RESOLUTION_REPEATS,
            Measure.RESOLUTION_CONTACTS,
            "contacts about a topic that had been solved for the customer within the seven days before (setting resolution), as a share of all contacts in the window");

    private ResolutionMetrics() {}
}
