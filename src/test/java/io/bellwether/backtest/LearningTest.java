package io.bellwether.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.rule.RuleSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningTest {

    @ParameterizedTest
    @CsvSource({
        "'', 12",
        "'fallback: none', 504",
        "'fallback: hour_of_day', 12",
        "'season: hour_of_day, min_history: 3d, fallback: none', 72",
        "'season: none, min_history: 3d, fallback: none', 72",
        "'season: none, min_history: 6h', 6",
    })
    void aRuleNeedsSoManyHoursOfHistory(String baseline, int hours) throws Exception {
        RuleSet rules = RuleSet.parse("r.yaml", """
                group: g
                rules:
                  - {uid: fixed, title: t, metric: queue.offered, op: ">", value: 5, severity: info, annotations: {summary: s}}
                  - {uid: learns, title: t, metric: queue.offered, severity: info, baseline: {direction: above, %s},
                     window: {size: 10m, every: 10m}, annotations: {summary: s}}
                """.formatted(baseline));

        assertThat(Learning.of(rules)).containsExactly(new Learning("learns", hours * 3_600_000L));
    }
}
