package io.bellwether.alert;

import static io.bellwether.rule.Rules.MINUTE;
import static io.bellwether.rule.Rules.VIP;
import static io.bellwether.rule.Rules.served;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.rule.Rules;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private Evidence all = Evidence.NONE;

    /** Four minutes: one with too few, two that speak, and then nothing. */
    @Test
    void everyWindowThatIsLookedAtCounts() throws Exception {
        SeriesState state = new SeriesState();
        SeriesEvaluator evaluator = new SeriesEvaluator(Rules.parse("""
                rules:
                  - {uid: low, title: T, metric: queue.service_level, by: [queue], window: {size: 1m}, min_samples: 5,
                     levels: [{severity: page, op: "<", value: 20%}, {severity: warning, op: "<", value: 60%, for: 10m}],
                     annotations: {summary: S}}
                """), 0)
                .telling((rule, judged) -> all = all.and(Evidence.of(rule, judged), false));
        evaluator.add(state, served(0, 4, 4), -1);
        evaluator.add(state, served(MINUTE, 10, 9), -1);
        evaluator.add(state, served(2 * MINUTE, 10, 5), -1);

        for (long due = evaluator.nextDue(state, VIP); due <= 10 * MINUTE; due = evaluator.nextDue(state, VIP)) {
            evaluator.evaluate(state, VIP, due);
        }

        assertThat(all).isEqualTo(new Evidence(4, 1, 0, 1, 10, 0.5));
    }
}
