package io.bellwether.backtest;

import io.bellwether.baseline.BaselinePlan;
import io.bellwether.rule.Condition;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SeriesRule;
import java.util.List;

/**
 * A rule with a baseline and the history that it needs: before, it says nothing of any series, so that it missed an incident
 * tells nothing of it.
 *
 * @param needsMillis the least history before it says anything
 */
public record Learning(String uid, long needsMillis) {

    private static final long HOUR = 3_600_000;

    /** The rules that learn, in the order of the files. */
    public static List<Learning> of(RuleSet rules) {
        return rules.seriesRules().stream()
                .filter(rule -> rule.condition() instanceof Condition.Departure)
                .map(Learning::of)
                .toList();
    }

    private static Learning of(SeriesRule rule) {
        BaselinePlan plan = ((Condition.Departure) rule.condition()).plan();
        return new Learning(rule.uid(), plan.leastHours() * HOUR);
    }

    /** Whether it could say nothing in all of an incident, the history having begun then. */
    boolean knowsNothingOf(KnownIncident incident, long historyBegan) {
        return incident.end() - historyBegan < needsMillis;
    }
}
