package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.rule.RuleSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an alert says of a single agent is kept for no longer than what it was found in. */
class CoachingAlertsTest {

    private static final String RULE = """
              - uid: %s
                title: T
                metric: %s
                by: [%s]
                window: {size: 1h, every: 10s}
                levels: [{severity: warning, op: "<", value: 0.5}]
                annotations: {summary: S}
            """;

    private static CoachingAlerts alerts() throws Exception {
        return new CoachingAlerts(RuleSet.parse(
                "rules.yaml",
                "group: test\ndefaults: {owner: test}\nrules:\n" + RULE.formatted("csat", "coaching.csat", "agent")
                        + RULE.formatted("busy", "agents.occupancy", "agent")
                        + RULE.formatted("level", "queue.service_level", "queue")));
    }

    private static Transition of(String uid, Map<String, String> labels) {
        return new Transition(
                "a",
                uid,
                "v",
                1,
                Transition.Kind.FIRING,
                "crossed",
                "warning",
                "",
                0.4,
                0.5,
                Double.NaN,
                10,
                0,
                0,
                "T",
                "S",
                labels,
                "",
                "",
                "",
                "",
                false,
                List.of());
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource({
        "csat, agent, true",
        "busy, agent, false",
        "level, queue, false",
        "removed, queue, false",
        "removed, agent, true"
    })
    void alertsOnCoachingGoWhereCoachingGoes(String uid, String by, boolean theirs) throws Exception {
        assertThat(alerts().has(of(uid, Map.of(by, "x")))).isEqualTo(theirs);
    }
}
