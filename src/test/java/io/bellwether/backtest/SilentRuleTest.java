package io.bellwether.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Evidence;
import io.bellwether.rule.RuleFileException;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Rules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilentRuleTest {

    private static RuleSet rules() throws RuleFileException {
        return Rules.parse("""
            rules:
              - {uid: low, title: T, metric: queue.service_level, by: [queue], window: {size: 15m}, min_samples: 20,
                 levels: [{severity: page, op: "<", value: 60%}, {severity: warning, op: "<", value: 80%, for: 5m}],
                 annotations: {summary: S}}
              - {uid: old, title: T, metric: queue.oldest_age_s, by: [queue], severity: page, op: ">", value: 5m,
                 annotations: {summary: S}}
              - {uid: odd, title: T, metric: queue.offered, by: [queue], window: {size: 1h, every: 1h}, severity: warning,
                 baseline: {min_effect: 5, k: 3}, annotations: {summary: S}}
              - {uid: late, title: T, signal: sla.breached, severity: page, annotations: {summary: S}}
              - {uid: off, title: T, signal: sla.breached, severity: page, enabled: false, annotations: {summary: S}}
            """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        low | 0   | 0  | 0  | 0 | 0  | NaN   | there was no series of its metric with its where and by
        low | 90  | 0  | 0  | 0 | 0  | NaN   | its windows said nothing
        low | 90  | 80 | 0  | 0 | 19 | NaN   | too few values: at most 19 in a window, min_samples is 20
        low | 90  | 10 | 0  | 0 | 40 | 0.812 | never far enough: at least 81.2%, it takes < 80%
        low | 90  | 60 | 0  | 0 | 40 | 0.9   | never far enough: at least 90%, it takes < 80%; 60 of 90 windows had fewer values than min_samples (20)
        low | 900 | 10 | 0  | 3 | 40 | 0.5   | far enough in 3 of 900 windows, but not for as long as for or n_of_m ask
        old | 90  | 0  | 0  | 0 | 9  | 200   | never far enough: at most 3 min 20 s, it takes > 5 min
        odd | 90  | 0  | 90 | 0 | 9  | NaN   | nothing was usual yet, or all of it was a holiday
        odd | 90  | 0  | 50 | 0 | 9  | 2.125 | never far enough: at most 2.13 spreads, it takes >= 3 spreads
        """)
    void saysWhy(
            String uid, long windows, long few, long unknown, long crossed, long samples, double closest, String why)
            throws RuleFileException {
        Evidence evidence = new Evidence(windows, few, unknown, crossed, samples, closest);

        assertThat(SilentRule.of(rules(), List.of(), Map.of(uid, evidence))).contains(new SilentRule(uid, why));
    }

    @Test
    void whoFiredOrIsNotEnabledIsNotSilent() throws RuleFileException {
        List<Episode> episodes = Alerts.episode("low", "a", 1, 2);

        assertThat(SilentRule.of(rules(), episodes, Map.of()))
                .extracting(SilentRule::uid)
                .containsExactly("old", "odd", "late");
        assertThat(SilentRule.of(rules(), episodes, Map.of()).get(2).why())
                .isEqualTo("no sla.breached of a case that it asks for");
    }
}
