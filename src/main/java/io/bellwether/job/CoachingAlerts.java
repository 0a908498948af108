package io.bellwether.job;

import io.bellwether.alert.Transition;
import io.bellwether.event.AgentIds;
import io.bellwether.metric.Measurement;
import io.bellwether.rule.Rule;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SeriesRule;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/** Which alerts say how a single agent works, and so belong where coaching is kept. Immutable. */
final class CoachingAlerts implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Set<String> known = new HashSet<>();
    private final Set<String> ofCoaching = new HashSet<>();

    CoachingAlerts(RuleSet rules) {
        for (Rule rule : rules.rules()) {
            known.add(rule.about().uid());
            if (rule instanceof SeriesRule series && series.metric().measurement() == Measurement.COACHING) {
                ofCoaching.add(rule.about().uid());
            }
        }
    }

    /** Whether it is one; the end of a rule that is there no more is taken for one where it names an agent. */
    boolean has(Transition transition) {
        return ofCoaching.contains(transition.uid())
                || !known.contains(transition.uid())
                        && transition.labels().keySet().stream().anyMatch(AgentIds::areValuesOf);
    }
}
