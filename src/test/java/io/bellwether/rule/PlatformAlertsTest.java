package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alerts of shop platforms: what they can be routed by. */
class PlatformAlertsTest {

    @Test
    void whoWaitsIsToldByPlatform() throws RuleFileException {
        RuleSet rules = Rules.parse("""
                rules:
                  - {uid: all, title: "{{labels.platform}}", signal: platform.at_risk, severity: {1: info, 3: page}, annotations: {summary: S}}
                  - {uid: one, title: T, signal: platform.at_risk, where: {platform: [jd], level: [3]}, severity: page, annotations: {summary: S}}
                """);
        assertThat(rules.labels()).contains("platform").doesNotContain("clock");
        RuleAlerts all = RuleAlerts.of(rules.rules().get(0), List.of("queue"));
        RuleAlerts one = RuleAlerts.of(rules.rules().get(1), List.of("queue"));
        assertThat(all.canHave("platform", "taobao"::equals)).isTrue();
        assertThat(one.canHave("platform", "taobao"::equals)).isFalse();
        assertThat(one.canHave("platform", "jd"::equals)).isTrue();
        assertThat(all.canHave("clock", "first_reply"::equals)).isFalse();
    }

    /** Each indicator stands by itself; the shop is the one dimension, and no rollup of the settings is needed. */
    @Test
    void figuresAreOfOneIndicator() throws RuleFileException {
        RuleSet rules = Rules.parse("""
                rules:
                  - {uid: low, title: "{{labels.indicator}}", metric: platform.forecast, by: [platform, indicator, brand], where: {indicator: [a, b]},
                     op: "<", value: 0.8, severity: page, annotations: {summary: S}}
                """);
        assertThat(rules.rollups()).isEmpty();
        assertThat(((SeriesRule) rules.rules().get(0)).where()).isEqualTo(Map.of("indicator", List.of("a", "b")));
        assertThat(rules.labels()).contains("platform", "indicator", "brand");
    }
}
