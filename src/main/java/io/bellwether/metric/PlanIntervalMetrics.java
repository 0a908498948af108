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
    private static final Quantity BAND = Quantity.count(Measure.PLANNED_BAND_KNOWN);
    private static final Quantity STAFFED_TOLD = Quantity.count(Measure.PLANNED_STAFF_KNOWN);
    private static final Quantity REQUIRED_TOLD = Quantity.count(Measure.PLANNED_REQUIRED_KNOWN);

    public static final Metric ARRIVALS = FAMILY.add(number(
            "arrivals",
            Unit.EXPECTED,
            Kind.COUNT,
            contacts(Measure.PLANNED_ARRIVALS),
            0,
            "contacts that the plan expects in the interval"));

    public static final Metric LOW = FAMILY.add(number(
            "arrivals_low",
            Unit.EXPECTED,
            Kind.RATIO,
            contacts(Measure.PLANNED_LOW).onlyWith(BAND),
            0,
            "lower end of the band of the plan: in one of ten intervals fewer contacts are expected"));

    public static final Metric HIGH = FAMILY.add(number(
            "arrivals_high",
            Unit.EXPECTED,
            Kind.RATIO,
            contacts(Measure.PLANNED_HIGH).onlyWith(BAND),
            0,
            "upper end of the band of the plan: in one of ten intervals more contacts are expected"));

    public static final Metric REQUIRED = FAMILY.add(number(
            "required",
            Unit.NUMBER,
            Kind.COUNT,
            counted(Measure.PLANNED_REQUIRED).onlyWith(REQUIRED_TOLD),
            0,
            "agents that the plan requires in the interval"));

    public static final Metric STAFFED = FAMILY.add(number(
            "staffed",
            Unit.NUMBER,
            Kind.COUNT,
            counted(Measure.PLANNED_STAFFED).onlyWith(STAFFED_TOLD),
            0,
            "agents that the plan has in the interval"));

    public static final Metric SHORT = FAMILY.add(number(
            "short",
            Unit.NUMBER,
            Kind.COUNT,
            Reading.of(Quantity.count(Measure.PLANNED_REQUIRED).minus(Quantity.count(Measure.PLANNED_STAFFED)))
                    .by(Quantity.count(Measure.PLANNED_REQUIRED))
                    .onlyWith(STAFFED_TOLD)
                    .onlyWith(REQUIRED_TOLD),
            Double.NEGATIVE_INFINITY,
            "agents that the plan lacks in the interval; negative where it has more than it requires"));

    public static final Metric OFFERED = FAMILY.add(number(
            "offered",
            Unit.NUMBER,
            Kind.COUNT,
            counted(Measure.PLANNED_OFFERED).onlyWith(OVER),
            0,
            "contacts that entered the queue in the interval, as was known at its end"));

    public static final Metric ERROR = FAMILY.add(number(
            "error",
            Unit.EXPECTED,
            Kind.COUNT,
            missed("{} − {}", false),
            Double.NEGATIVE_INFINITY,
            "by how many contacts the interval differs from the plan: positive where more came"));

    public static final Metric ERROR_SIZE = FAMILY.add(
            number(
                    "error_abs",
                    Unit.EXPECTED,
                    Kind.COUNT,
                    missed("{} − {} without its sign", true),
                    0,
                    "by how many contacts the interval differs from the plan, more or fewer; its sum over the sum of offered of several intervals is their weighted error (WAPE)"));

    private PlanIntervalMetrics() {}

    private static Metric number(String field, Unit unit, Kind kind, Reading reading, double lowest, String meaning) {
        return new Metric(
                Measurement.PLAN_INTERVAL,
                field,
                unit,
                kind,
                meaning,
                reading,
                false,
                lowest,
                Double.POSITIVE_INFINITY);
    }

    private static Reading counted(Measure of) {
        return Reading.of(Quantity.count(of)).as(new Formula("count in the interval", List.of()));
    }

    private static Reading contacts(Measure of) {
        return new Reading(
                Set.of(of),
                cell -> cell.count(of) * THOUSANDTH,
                Quantity.count(of),
                new Formula("as the plan says", List.of()),
                null);
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
                .onlyWith(OVER);
    }
}
