package io.bellwether.metric;

import io.bellwether.metric.Metric.Kind;
import io.bellwether.metric.Metric.Unit;
import java.util.List;
import java.util.Set;

/** What a plan says of each interval of a queue, and what came of it. */
public final class PlanIntervalMetrics {

    static final Family FAMILY = new Family(Measurement.PLAN_INTERVAL);

    private static final double THOUSANDTH = 0.001;

    private static final Quantity OVER = Quantity.count(Measure.PLANNED_OVER);
    private static final Quantity EXPECTED = Quantity.count(Measure.PLANNED_ARRIVALS_KNOWN);
    private static final Quantity BAND = Quantity.count(Measure.PLANNED_BAND_KNOWN);
    private static final Quantity STAFFED_TOLD = Quantity.count(Measure.PLANNED_STAFF_KNOWN);
    private static final Quantity REQUIRED_TOLD = Quantity.count(Measure.PLANNED_REQUIRED_KNOWN);

    public static final Metric ARRIVALS = FAMILY.add(FAMILY.read(
            "arrivals",
            Unit.EXPECTED,
            Kind.COUNT,
            contacts(Measure.PLANNED_ARRIVALS).onlyWith(EXPECTED),
            "contacts that the plan expects in the interval"));

    public static final Metric LOW = FAMILY.add(FAMILY.read(
            "arrivals_low",
            Unit.EXPECTED,
            Kind.RATIO,
            contacts(Measure.PLANNED_LOW).onlyWith(BAND),
            "lower end of the band of the plan: in one of ten intervals fewer contacts are expected"));

    public static final Metric HIGH = FAMILY.add(FAMILY.read(
            "arrivals_high",
            Unit.EXPECTED,
            Kind.RATIO,
            contacts(Measure.PLANNED_HIGH).onlyWith(BAND),
            "upper end of the band of the plan: in one of ten intervals more contacts are expected"));

    public static final Metric REQUIRED = FAMILY.add(FAMILY.read(
            "required",
            Unit.NUMBER,
            Kind.COUNT,
            Reading.of(Quantity.count(Measure.PLANNED_REQUIRED)).onlyWith(REQUIRED_TOLD),
            "agents that the plan requires in the interval"));

    public static final Metric STAFFED = FAMILY.add(FAMILY.read(
            "staffed",
            Unit.NUMBER,
            Kind.COUNT,
            Reading.of(Quantity.count(Measure.PLANNED_STAFFED)).onlyWith(STAFFED_TOLD),
            "agents that the plan has in the interval"));

    public static final Metric SHORT = FAMILY.add(FAMILY.read(
                    "short",
                    Unit.NUMBER,
                    Kind.COUNT,
                    Reading.of(Quantity.count(Measure.PLANNED_REQUIRED).minus(Quantity.count(Measure.PLANNED_STAFFED)))
                            .by(Quantity.count(Measure.PLANNED_REQUIRED))
                            .onlyWith(STAFFED_TOLD)
                            .onlyWith(REQUIRED_TOLD),
                    "agents that the plan lacks in the interval; negative where it has more than it requires")
            .range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));

    public static final Metric OFFERED = FAMILY.add(FAMILY.read(
            "offered",
            Unit.NUMBER,
            Kind.COUNT,
            Reading.of(Quantity.count(Measure.PLANNED_OFFERED)).onlyWith(OVER),
            "contacts that entered the queue in the interval, as was known at its end"));

    public static final Metric ERROR = FAMILY.add(FAMILY.read(
                    "error",
                    Unit.EXPECTED,
                    Kind.COUNT,
                    missed("{} − {}", false),
                    "by how many contacts the interval differs from the plan: positive where more came")
            .range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));

    public static final Metric ERROR_SIZE = FAMILY.add(
            FAMILY.read(
                    "error_abs",
                    Unit.EXPECTED,
                    Kind.COUNT,
                    missed("{} − {} without its sign", true),
                    "by how many contacts the interval differs from the plan, more or fewer; summed over several intervals and divided by the sum of offered of all intervals in which the plan has arrivals, the weighted error (WAPE)"));

    private PlanIntervalMetrics() {}

    private static Reading contacts(Measure of) {
        return new Reading(
                Set.of(of),
                cell -> cell.count(of) * THOUSANDTH,
                Quantity.count(of),
                new Formula("as the plan says", List.of()));
    }

    private static Reading missed(String pattern, boolean size) {
        return new Reading(
                        Set.of(Measure.PLANNED_OFFERED, Measure.PLANNED_ARRIVALS),
                        cell -> {
                            double by = cell.count(Measure.PLANNED_OFFERED)
                                    - cell.count(Measure.PLANNED_ARRIVALS) * THOUSANDTH;
                            return size ? Math.abs(by) : by;
                        },
                        OVER,
                        new Formula(
                                pattern,
                                List.of(
                                        Quantity.count(Measure.PLANNED_OFFERED),
                                        Quantity.count(Measure.PLANNED_ARRIVALS))),
                        null)
                .onlyWith(OVER)
                .onlyWith(EXPECTED);
    }
}
