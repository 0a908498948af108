package io.bellwether.rule;

import io.bellwether.baseline.BaselinePlan;
import io.bellwether.metric.Measure;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/** What a series rule compares the value of a window with. The parser names the kinds that are refused. */
public sealed interface Condition extends Serializable
        permits Condition.Thresholds, Condition.Departure, Burn, Forecast, Absence {

    /** Most severe first, each severity at most once, all in one direction. */
    List<Level> levels();

    /** What else than the rule's metric it reads. */
    default Set<Measure> measures() {
        return Set.of();
    }

    /** How far back it looks, for a rule with windows of that size. */
    default long reachMillis(long sizeMillis) {
        return sizeMillis;
    }

    /** What of it ends an alert when it is edited. */
    default String shape() {
        return getClass().getSimpleName();
    }

    /** Fixed thresholds: levels are in the metric's unit. */
    record Thresholds(List<Level> levels) implements Condition {

        public Thresholds {
            levels = List.copyOf(levels);
        }
    }

    /**
     * How far a value is from what is usual for its series: levels count spreads, or are anomaly scores.
     *
     * @param plan what is learnt
     * @param side on which a departure is bad
     * @param minEffect least distance from what is usual, in the metric's unit, at which a level is crossed
     * @param madFloor least median deviation that is believed, in the metric's unit
     * @param excludeFiring whether windows on which the alert fires are not learnt
     * @param holidays epoch days, in the plan's zone, that are neither judged nor learnt
     * @param levels that of the rule, and where it is {@link Severity#PAGE} also {@link Severity#WARNING}, which holds while the
     *     season has not been seen often enough: nobody is woken by a guess
     */
    record Departure(
            BaselinePlan plan,
            Side side,
            double minEffect,
            double madFloor,
            boolean excludeFiring,
            Set<Long> holidays,
            List<Level> levels)
            implements Condition {

        public Departure {
            holidays = Set.copyOf(holidays);
            levels = List.copyOf(levels);
        }
    }

    /** On which side of what is usual a value is bad. */
    enum Side {
        BELOW,
        ABOVE,
        BOTH
    }
}
