package io.bellwether.metric;

import io.bellwether.metric.Metric.Kind;
import io.bellwether.metric.Metric.Unit;
import java.util.List;
import java.util.Set;

/** How many agents queues need, by what came lately, and have; and whether the plan's will do in the hours ahead. */
public final class PlanMetrics {

    static final Family FAMILY = new Family(Measurement.PLAN);

    private static final double THOUSANDTH = 0.001;

    private static final Quantity STAFF_KNOWN = Quantity.atEnd(Measure.PLAN_STAFF_KNOWN);
    private static final Quantity KNOWN = Quantity.atEnd(Measure.PLAN_KNOWN);
    private static final Quantity AHEAD_KNOWN = Quantity.atEnd(Measure.PLAN_AHEAD_KNOWN);

    public static final Metric LATELY = FAMILY.level(
            "contacts_30m",
            Measure.PLAN_LATELY,
            "contacts that entered the queue in the half hour before the window's end");

    public static final Metric HANDLE = FAMILY.seconds(
            "handle_time_s",
            seconds(Measure.PLAN_HANDLE),
            "what a contact takes by what is known at the window's end: the mean of the contacts that ended in the half hour before it, where fewer than 20 did of the day before it, where fewer than 20 did in that either setting handle_time, or what planning.handle_time says");

    public static final Metric PATIENCE = FAMILY.seconds(
            "patience_s",
            seconds(Measure.PLAN_PATIENCE),
            "how long customers wait in the mean before they leave, by what is known at the window's end: all waiting of the day before it over the customers who left; no value where fewer than 20 did and the settings (planning.patience) do not say it");

    public static final Metric REQUIRED = FAMILY.level(
            "required",
            Measure.PLAN_REQUIRED,
            "fewest agents with whom the queue reaches its goal (settings planning) with the contacts of the half hour before the window's end, by Erlang A where patience_s is known, else by Erlang C");

    public static final Metric STAFFED = FAMILY.add(FAMILY.read(
                    "staffed",
                    Unit.NUMBER,
                    Kind.LEVEL,
                    Reading.of(Quantity.atEnd(Measure.PLAN_STAFFED)).onlyWith(STAFF_KNOWN),
                    "agents of the queue at the window's end: as its shifts or the plan say, where they say nothing those who are there (queue.staffed); no value where neither is known")
            .atEnd());

    public static final Metric SHORT = FAMILY.add(FAMILY.read(
                    "short",
                    Unit.NUMBER,
                    Kind.LEVEL,
                    Reading.of(Quantity.atEnd(Measure.PLAN_REQUIRED).minus(Quantity.atEnd(Measure.PLAN_AT_HAND)))
                            .by(Quantity.atEnd(Measure.PLAN_REQUIRED))
                            .onlyWith(STAFF_KNOWN),
                    "agents that are missing at the window's end, whatever was planned; negative where there are more than required")
            .range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            .atEnd());

    public static final Metric ARRIVALS = FAMILY.add(FAMILY.read(
                    "arrivals",
                    Unit.EXPECTED,
                    Kind.RATIO,
                    thousandth(Measure.PLAN_ARRIVALS, KNOWN).onlyWith(KNOWN),
                    "contacts that the plan expects in the interval that the window ends in or with")
            .atEnd());

    public static final Metric EXPECTED = FAMILY.add(FAMILY.read(
                    "expected",
                    Unit.EXPECTED,
                    Kind.RATIO,
                    thousandth(Measure.PLAN_EXPECTED, KNOWN).onlyWith(KNOWN),
                    "contacts expected in the interval that the window ends in or with, by the plan and what has come today until the window's end: arrivals × (contacts of today's intervals that are over + 20) / (contacts that the plan expected in them + 20), at least half and at most twice arrivals")
            .atEnd());

    public static final Metric SHORT_AHEAD = FAMILY.add(FAMILY.read(
                    "short_ahead",
                    Unit.NUMBER,
                    Kind.LEVEL,
                    Reading.of(Quantity.atEnd(Measure.PLAN_SHORT_AHEAD)).onlyWith(AHEAD_KNOWN),
                    "most agents that will be missing in an interval from the window's end until planning.ahead: required for what is expected, less those whom the plan has; no value where it has none")
            .atEnd());

    public static final Metric SHORT_FROM = FAMILY.seconds(
            "short_in_s",
            new Reading(
                            Set.of(Measure.PLAN_SHORT_FROM, Measure.PLAN_SHORT_AHEAD),
                            cell -> Math.max(0, cell.atEnd(Measure.PLAN_SHORT_FROM) - cell.end() * THOUSANDTH),
                            Quantity.atEnd(Measure.PLAN_SHORT_AHEAD),
                            new Formula(
                                    "{} − window's end, at least 0", List.of(Quantity.atEnd(Measure.PLAN_SHORT_FROM))))
                    .onlyWith(Quantity.atEnd(Measure.PLAN_SHORT_FROM)),
            "seconds from the window's end until the first interval begins in which agents will be missing, 0 while it is under way; no value where none are missing");

    private PlanMetrics() {}

    private static Reading seconds(Measure millis) {
        return thousandth(millis, Quantity.atEnd(Measure.PLAN_LATELY)).onlyWith(Quantity.atEnd(millis));
    }

    private static Reading thousandth(Measure of, Quantity samples) {
        return new Reading(
                Quantity.union(Set.of(of), samples.measures()),
                cell -> cell.atEnd(of) * THOUSANDTH,
                samples,
                new Formula("as known at the window's end", List.of()));
    }
}
