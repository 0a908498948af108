package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.event.AgentIds;
import io.bellwether.metric.QueueMetrics;
import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockKind;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {

    private static final String ABSENT = """
        rules:
          - {uid: gone, title: T, by: [queue], severity: page, annotations: {summary: "{{value|duration}}"},
             absent: {metric: cases.created, for: 10m, expect: [{queue: vip}, {queue: refunds}]}}
        """;

    private static final String GOOD = """
        group: test
        defaults: {owner: ops}
        rules:
          - uid: slow
            title: "{{labels.queue}} is slow"
            metric: queue.service_level
            where: {tier: [vip, svip]}
            by: [queue]
            window: {size: 15m, every: 1m}
            levels:
              - {severity: warning, op: "<", value: 80%, recover: 0.85, for: 10m}
              - {severity: page, op: "<", value: 0.6}
            min_samples: 20
            keep_firing_for: 5m
            dashboard: "${GRAFANA_URL}/d/x?q={{labels.queue}}"
            annotations: {summary: "{{value|percent}} of {{samples}}"}
        """;

    @Test
    void readsARuleOnASeries() throws RuleFileException {
        SeriesRule rule = (SeriesRule) Rules.parse(GOOD).rules().get(0);

        assertThat(rule.uid()).isEqualTo("slow");
        assertThat(rule.metric()).isEqualTo(QueueMetrics.SERVICE_LEVEL);
        assertThat(rule.rollup()).containsExactly("queue", "tier");
        assertThat(rule.sizeMillis()).isEqualTo(900_000);
        assertThat(rule.levels())
                .containsExactly(
                        new Level(Severity.PAGE, Op.LESS, 0.6, 0.6, 0),
                        new Level(Severity.WARNING, Op.LESS, 0.8, 0.85, 600_000));
        assertThat(rule.about().owner()).isEqualTo("ops");
        assertThat(rule.about().dashboard()).isEqualTo("http://localhost:3000/d/x?q={{labels.queue}}");
        assertThat(rule.about().line()).isEqualTo(4);
        assertThat(Rules.parse(GOOD).rollups()).containsExactly(List.of("queue", "tier"));
    }

    @Test
    void readsTheShortFormAndUnitsOfSeconds() throws RuleFileException {
        SeriesRule rule = (SeriesRule) Rules.parse("""
            rules:
              - {uid: old, title: T, metric: queue.oldest_age_s, by: [queue], severity: page, op: ">=", value: 5m,
                 recover: 60, for: 2m, n_of_m: [2, 3], mode: shadow, annotations: {summary: S}}
            """).rules().get(0);

        assertThat(rule.levels()).containsExactly(new Level(Severity.PAGE, Op.AT_LEAST, 300, 60, 120_000));
        assertThat(rule.agg()).isEqualTo(Agg.LAST);
        assertThat(rule.needed()).isEqualTo(2);
        assertThat(rule.about().shadow()).isTrue();
    }

    @Test
    void readsARuleOnASignal() throws RuleFileException {
        SignalRule rule = (SignalRule) Rules.parse("""
            rules:
              - {uid: risk, title: "{{case}}", signal: sla.at_risk, where: {clock: first_reply, tier: [vip]},
                 severity: {1: info, 2: page}, annotations: {summary: "{{detail.policy}} {{labels.queue}}"}}
            """).rules().get(0);

        assertThat(rule.kind()).isEqualTo(Signal.Kind.SLA_AT_RISK);
        assertThat(rule.where()).isEqualTo(Map.of("clock", List.of("first_reply"), "tier", List.of("vip")));
        assertThat(rule.severities()).isEqualTo(Map.of(1, Severity.INFO, 2, Severity.PAGE));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        metric: queue.service_level -> metric: queue.servicelevel | test.yaml:6:13: error: rules[0].metric: there is no metric queue.servicelevel; queue has offered
        metric: queue.service_level -> metric: queues.x      | measurements are sla, queue
        metric: queue.service_level -> metric: queue_interval.service_level | use queue.service_level with window: {size: 30m}
        metric: queue.service_level -> metric: sla.attainment | sla is kept for each clock by itself: add clock to by
        metric: queue.service_level -> metric: agents.occupancy | agents is told of all together, by agent, or by queue: keep at most one of agent and queue, and nothing else, of queue, tier
        uid: slow -> uid: Slow Queue                      | test.yaml:4:10: error: rules[0].uid: must be 3 to 64 of a-z
        uid: slow -> owner: x                             | rules[0].uid: missing
        size: 15m -> size: 15s                            | test.yaml:9:20: error: rules[0].window.size: must be a multiple of 10s
        value: 0.6 -> value: 0.6f                         | rules[0].levels[1].value: must be a number from 0 to 1 or a percentage such as 80%, not 0.6f
        value: 0.6 -> value: 0x1p-1                       | not 0x1p-1
        value: 0.6 -> value: NaN                          | not NaN
        value: 80% -> value: 8d%                          | not 8d%
        where: {tier: [vip, svip]} -> where: {tier: "!vip"} | where: tier takes values themselves, not !vip
        where: {tier: [vip, svip]} -> where: {tier: "*"}  | or move tier to by
        where: {tier: [vip, svip]} -> where: {teir: vip}  | rules[0].where: teir is not a dimension; known: agent,
        by: [queue] -> by: [queeu]                        | did you mean queue?
        by: [queue] -> by: [queue, queue]                 | rules[0].by: names a dimension twice
        metric: queue.service_level -> metric: queue.servicelevel | did you mean queue.service_level?
        title: "{{ -> title: "$TEAM {{                    | rules[0].title: has a $ that looks like a variable and is none
        ${GRAFANA_URL} -> ${GRAFANA-URL}                  | rules[0].dashboard: has a ${…} with something else in it than a name
        ${GRAFANA_URL} -> ${ GRAFANA_URL }                | rules[0].dashboard: has a ${…} with something else
        min_samples: 20 -> min_samples: -1                | must be 0 or more
        min_samples: 20 -> min_samples: 0x10              | must be a whole number, not 0x10
        min_samples: 20 -> n_of_m: [02, 3]                | must be two whole numbers
        for: 10m -> for: 10s                              | rules[0].for: is shorter than window.every
        size: 15m -> size: 15 minutes                     | must be a duration such as 30s, 5m, 1h30m or 2d, not 15 minutes
        every: 1m -> every: 1m, offset: 5s                | test.yaml:9:36: error: rules[0].window.offset: unknown key; known here: size, every
        min_samples: -> min_sample:                       | test.yaml:13:5: error: rules[0].min_sample: unknown key
        value: 80% -> value: 8                            | rules[0].levels[0].value: queue.service_level is never 8: it is from 0 to 1
        recover: 0.85 -> recover: 0.7                     | rules[0].levels[0].recover: must be on the good side of value: at least 80%
        value: 0.6 -> value: 0.9                          | page must be below warning
        severity: page -> severity: warning               | severity warning is there twice
        severity: page -> severity: urgent                | must be one of page, warning, info
        op: "<", value: 0.6 -> op: ">", value: 0.6        | all levels must look to the same side
        for: 10m -> for: 2d                               | is longer than a day
        {{samples}} -> {{sample}}                         | unknown placeholder {{sample}}; known: from, labels.queue, labels.tier
        {{samples}} -> {{sample}}                         | also.FIELD with another field of queue
        {{samples}} -> {{also.wating}}                    | rules[0].annotations: {{also.wating}}: queue has no field wating; it has
        {{samples}} -> {{also.wating}}                    | did you mean waiting?
        {{samples}} -> {{also.service_level_formula}}     | service_level_formula is a text of queue, and only numbers can be named
        `{{value|percent}} -> {{value|percents}}`         | unknown format percents
        {{samples}} -> {{samples                          | a placeholder is not closed
        ${GRAFANA_URL} -> ${GRAFANA_BASE}                 | environment variable GRAFANA_BASE is not set
        keep_firing_for: 5m -> keep_firing_for: 5m, x     | keep_firing_for: must be a duration
        min_samples: 20 -> min_samples: many              | must be a whole number, not many
        min_samples: 20 -> agg: max                       | queue.service_level is read out of the whole window; remove agg
        min_samples: 20 -> baseline: {k: 4}               | rules[0].levels: is for fixed thresholds, and this rule has a baseline
        min_samples: 20 -> limits: {max_series: 0}        | rules[0].limits.max_series: must be 1 or more, not 0
        min_samples: 20 -> limits: {}                     | rules[0].limits.max_series: missing; how many series may have an open alert at once
        min_samples: 20 -> limits: {max_alerts: 5}        | rules[0].limits.max_alerts: unknown key
        min_samples: 20 -> forecast: {over: 1h}           | rules[0].forecast.within: missing; how far ahead to look
        min_samples: 20 -> forecast: {within: 2d}         | rules[0].forecast.within: must be at most a day
        min_samples: 20 -> forecast: {within: 1h, over: 5m} | rules[0].forecast.over: must be a multiple of window.every, which is 1m, from 10m to 2h
        min_samples: 20 -> forecast: {within: 1h, min_r2: 2} | rules[0].forecast.min_r2: must be a number from 0 to 1, not 2
        {{samples}} -> {{crosses_in}}                     | unknown placeholder {{crosses_in}}
        min_samples: 20 -> active: office                 | rules[0].active: there is no time interval office: define it under time_intervals of alert-routing.yaml
        min_samples: 20 -> no_data: {after: 5m, action: alert} | rules[0].no_data.severity: missing; one of page, warning, info
        min_samples: 20 -> no_data: {after: 5m, action: alert, severity: red} | rules[0].no_data.severity: must be one of page, warning, info, not red
        min_samples: 20 -> no_data: {action: alert, severity: page} | rules[0].no_data.after: missing; say how long nothing may be heard before that is an alert
        min_samples: 20 -> no_data: {after: 5m, action: ok, severity: page} | rules[0].no_data.severity: is for action alert alone
        min_samples: 20 -> no_data: {after: 5m, action: fire} | rules[0].no_data.action: must be keep, ok or alert, not fire
        min_samples: 20 -> no_data: {action: ok}          | no_data.after: missing
        min_samples: 20 -> no_data: {after: 30m}          | rules[0].no_data.action: missing; write keep
        min_samples: 20 -> no_data: {action: keep, after: 30m} | rules[0].no_data.after: is for action ok
        min_samples: 20 -> no_data: {}                    | rules[0].no_data.action: missing
        min_samples: 20 -> n_of_m: []                     | rules[0].n_of_m: must be [n, m]
        min_samples: 20 -> n_of_m:                        | rules[0].n_of_m: has nothing behind it; write a value, or remove the key
        where: {tier: [vip, svip]} -> where:              | rules[0].where: has nothing behind it
        by: [queue] -> by:                                | rules[0].by: has nothing behind it
        min_samples: 20 -> labels:                        | rules[0].labels: has nothing behind it
        every: 1m -> every: 20m                           | rules[0].window.every: must be at most size
        min_samples: 20 -> n_of_m: [3, 2]                 | must be [n, m]
        min_samples: 20 -> labels: {queue: x}             | label queue is set by the series already
        min_samples: 20 -> labels: {severity: x}          | label severity must be
        min_samples: 20 -> uid: again                     | test.yaml:13:5: error: rules[0].uid: stands here twice
        min_samples: 20 -> value: 3                       | belongs into the entries of levels
        annotations: -> notes:                            | missing; write annotations
        group: test -> group: [test                       | not YAML
        rules: -> rule:                                   | rules: missing
        """)
    void refuses(String change, String message) {
        String[] parts = change.split(" -> ", 2);
        assertThat(GOOD).contains(parts[0]);

        assertThatThrownBy(() -> Rules.parse(GOOD.replace(parts[0], parts[1])))
                .isInstanceOf(RuleFileException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        baseline | baseline: {min_effect: 3}
        forecast | forecast: {within: 1h}, op: ">", value: 9
        """)
    void silenceIsNoAlertWhereARuleIsSilentWhileItLearns(String kind, String keys) {
        assertThatThrownBy(() ->
                        Rules.parse("rules: [{uid: one, title: T, metric: queue.waiting, by: [queue], severity: info,"
                                + " annotations: {summary: S}, no_data: {after: 1h, action: alert, severity: info}, "
                                + keys + "}]"))
                .hasMessageContaining("no_data.action: alert is not for a rule with " + kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        levels: [] | rules[0].levels: lists no level, so the rule would never fire
        levels:    | rules[0].levels: has nothing behind it
        for: 2m, levels: [{severity: page, op: ">", value: 3, for: 1m}] | rules[0].for: holds for no level: each has
        """)
    void whatNoLevelUsesIsRefused(String levels, String message) {
        String rule =
                "rules:\n  - {uid: old, title: T, annotations: {summary: S}, metric: queue.waiting, " + levels + "}";
        assertThatThrownBy(() -> Rules.parse(rule)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {size: 30s}             | 30000
        {size: 15m}             | 60000
        {size: 1m, every: 5m}   | 300000
        """)
    void aLevelMayBeLookedAtNowAndThen(String window, long every) throws RuleFileException {
        SeriesRule rule = (SeriesRule)
                Rules.parse("rules: [{uid: old, title: T, annotations: {summary: S}, metric: queue.waiting, op: '>',"
                                + " severity: info, value: 3, window: " + window + "}]")
                        .rules()
                        .get(0);
        assertThat(rule.everyMillis()).isEqualTo(every);
    }

    @Test
    void everyClockOfTheCatalogueCanBeWatched() throws RuleFileException {
        for (String clock : ClockKind.wireNames()) {
            String rules = "rules: [{uid: sig, title: T, annotations: {summary: S}, %s, severity: info, %s}]";
            assertThat(Rules.parse(rules.formatted("signal: sla.breached", "where: {clock: " + clock + "}"))
                            .rules())
                    .hasSize(1);
            String series = "metric: sla.overdue, op: '>', value: 1";
            assertThat(Rules.parse(rules.formatted(series, "where: {clock: [" + clock + "]}"))
                            .rules())
                    .hasSize(1);
        }
        assertThatThrownBy(() -> Rules.parse(
                        "rules: [{uid: sig, title: T, annotations: {summary: S}, metric: sla.overdue, op: '>', value:"
                                + " 1, severity: info, where: {clock: queue_wiat}}]"))
                .hasMessageContaining("did you mean queue_wait?");
    }

    @ParameterizedTest
    @CsvSource({"5d, 432000", "5m, 300", "90, 90", "1h30m, 5400", "1e2, 100"})
    void aThresholdOfSecondsMayBeADuration(String text, double seconds) throws RuleFileException {
        SeriesRule rule = (SeriesRule) Rules.parse(
                        "rules: [{uid: old, title: T, annotations: {summary: S}, metric: queue.oldest_age_s, op: '>',"
                                + " severity: info, value: " + text + "}]")
                .rules()
                .get(0);
        assertThat(rule.levels().get(0).value()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5d", "2d", "5m", "5f", "0x1p3", "NaN", "Infinity", "010", "1_000", "1,000", "'5 '"})
    void aThresholdOfANumberIsANumber(String text) {
        String yaml = "rules: [{uid: old, title: T, annotations: {summary: S}, metric: queue.waiting, op: '>',"
                + " severity: info, value: \"" + text.replace("'", "") + "\"}]";
        if (text.equals("'5 '")) {
            assertThatCode(() -> Rules.parse(yaml)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> Rules.parse(yaml)).hasMessageContaining("must be a number, not " + text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {size: 10s, every: 10s}  | 10000  |
        {size: 10s, every: 10s}  | 60000  | window.size: must be a multiple of 1m, the length of a pane (window of the settings), up to 7d; rule slow has 10s
        {size: 90s, every: 30s}  | 10000  |
        {size: 90s, every: 30s}  | 60000  | window.every: must be a multiple of 1m, the length of a pane (window of the settings), up to 7d; rule slow has 30s
        {size: 5s, every: 5s}    | 5000   |
        {size: 15m}              | 300000 |
        """)
    void windowsAreMadeOfThePanesOfTheSettings(String window, long pane, String message) {
        String yaml = GOOD.replace("{size: 15m, every: 1m}", window).replace("for: 10m", "for: 0");
        RuleContext context = new RuleContext(pane, Set.of("queue", "tier"), AgentIds.PLAIN, true, Map.of());
        List<YamlProblem> problems = new ArrayList<>();
        RuleSet.parse(Map.of("a.yaml", yaml), context, problems);
        if (message == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(YamlProblem.lines(problems)).contains(message);
        }
    }

    @Test
    void refusesAUidThatIsUsedTwice() {
        assertThatThrownBy(() -> RuleSet.of(Map.of("a.yaml", GOOD, "b.yaml", GOOD), Map.of()))
                .hasMessageContaining("b.yaml:4:1: error: uid: uid slow is also used in a.yaml line 4");
    }

    @Test
    void namesEveryProblemOfAFileAtOnce() {
        assertThatThrownBy(() -> Rules.parse(GOOD.replace("15m", "15").replace("page", "loud")))
                .isInstanceOfSatisfying(
                        RuleFileException.class, e -> assertThat(e.problems()).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        signal: sla.fulfilled, severity: page             | must be one of sla.at_risk, sla.breached
        signal: sla.breached, severity: {1: page}         | only sla.at_risk, platform.at_risk and store.away have levels
        signal: platform.at_risk, severity: {4: page}     | levels are 1 (the first warning of the platform) and 2
        signal: platform.at_risk, severity: page, where: {clock: [first_reply]} | platform.at_risk has no clock
        signal: sla.breached, severity: page, where: {platform: [jd]} | platform
        signal: platform.at_risk, severity: page, runbook: "{{labels.clock}}" | labels.clock
        signal: sla.breached, severity: page, runbook: "{{labels.platform}}" | labels.platform
        metric: platform.forecast, by: [platform], op: "<", value: 1, severity: page | platform is kept for each indicator by itself
        metric: platform.forecast, by: [platform], where: {indicator: [a, b]}, op: "<", value: 1, severity: page | what differs by indicator cannot be added up
        metric: platform.forecast, by: [platform, indicator, queue], op: "<", value: 1, severity: page | platform has no dimension but brand, the shop; remove queue
        metric: queue.expected_wait_s, by: [queue, channel], op: ">", value: 1m, severity: page | queue.expected_wait_s is said of queues alone; write by: [queue]
        metric: queue.staffed, op: "<", value: 1, severity: page | queue.staffed is said of queues alone; write by: [queue]
        signal: sla.at_risk, severity: {3: page}          | levels are 1
        signal: sla.breached, severity: page, for: 5m     | rules[0].for: belongs to rules on a metric
        signal: sla.breached, severity: page, metric: queue.offered | a rule has either metric or signal
        signal: sla.breached, severity: page, where: {clock: first_replay} | clock is one of first_reply, next_reply,
        signal: sla.at_risk, severity: page, where: {level: 3} | level is one of 1, 2, not 3
        signal: sla.at_risk, severity: {}                 | rules[0].severity: holds for no level
        signal: sla.at_risk, severity: {1: page}, where: {level: 2} | rules[0].severity: says nothing of level 2
        signal: sla.at_risk, severity: {1: info, 2: page}, where: {level: 2} | rules[0].severity: level 1 is never used
        signal: case.angry_customer, severity: page, where: {clock: next_reply} | case.angry_customer has no clock
        signal: store.away, severity: page, where: {level: 2} | to fire at some of its levels alone, 1 (it does not answer, or cannot now) and 2 (it refuses what is written), give these a severity, as in severity: {2: warning}
        signal: store.away, severity: page, where: {clock: resolution} | store.away is about no single case and has no clock
        signal: policy.rejected, severity: page, where: {level: 1} | policy.rejected is about no single case and has no level
        signal: policy.rejected, severity: page, where: {queue: vip} | policy.rejected is about no single case and has no queue
        signal: sla.breached, severity: page, where: {shop: a} | shop is not a dimension
        severity: page                                    | name a metric (measurement.field) or a signal
        """)
    void refusesSignalRules(String keys, String message) {
        String yaml = "rules: [{uid: sig, title: T, annotations: {summary: S}, " + keys + "}]";

        assertThatThrownBy(() -> Rules.parse(yaml)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        metric: queue.offered, drivers: [channel, tier, topic]              | channel, tier, topic | channel,queue; queue,tier; queue
        metric: sla.attainment, where: {clock: next_reply}, drivers: [tier] | tier  | queue,tier
        metric: queue.offered, drivers: tier                                | tier  | queue,tier
        metric: queue.expected_wait_s, drivers: [topic]                     | topic | queue
        metric: agents.available, drivers: [topic]                          | topic | queue
        metric: queue.offered, drivers: [shop, tier]                        | tier  | queue,tier
        metric: queue.offered                                               |       | queue
        """)
    void readsWhatAlertsAreBrokenDownBy(String keys, String drivers, String rollups) throws RuleFileException {
        RuleSet rules = Rules.parse("rules: [{uid: driven, title: T, annotations: {summary: S}, by: [queue], op: \">\","
                + " value: 0.5, severity: info, " + keys + "}]");

        assertThat(rules.seriesRules().get(0).drivers())
                .isEqualTo(drivers == null ? List.of() : List.of(drivers.split(", ")));
        assertThat(rules.rollups().stream().map(names -> String.join(",", names)))
                .contains(rollups.split("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        metric: queue.offered, op: ">", value: 5, drivers: [tier, queue]   | queue is the same in all of an alert
        metric: sla.overdue, where: {clock: next_reply}, op: ">", value: 5, drivers: [clock] | clock is the same in all
        metric: queue.offered, op: ">", value: 5, drivers: [tier, tier]    | name a dimension once
        metric: agents.available, op: "<", value: 5, drivers: [tier]       | agents is not broken down further
        metric: queue.expected_wait_s, op: ">", value: 5m, drivers: [tier] | queue.expected_wait_s is not made up of parts by tier
        metric: queue.waiting, forecast: {within: 1h}, op: ">", value: 5, drivers: [tier] | are told by rules with levels or a baseline alone
        absent: {metric: cases.created, for: 10m}, drivers: [tier]         | are told by rules with levels or a baseline alone
        signal: sla.breached, drivers: [tier]                              | belongs to rules on a metric
        """)
    void refusesDriversThatSayNothing(String keys, String message) {
        String by = keys.startsWith("signal") ? "" : ", by: [queue]";
        String yaml =
                "rules: [{uid: driven, title: T, annotations: {summary: S}" + by + ", severity: info, " + keys + "}]";

        assertThatThrownBy(() -> Rules.parse(yaml)).hasMessageContaining(message);
    }

    /** What a person writes reaches the store as well: nothing there may be what no line of it can hold. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: \"T\\x03\" | title: has the control character U+0003 in it; take it out",
                "title: \"T\\u2028x\" | title: has the control character U+2028 in it; take it out",
                "title: T, labels: {team: \"a\\nb\"} | labels.team: must be in one line, without tabs",
                "title: T, labels: {\"te\\nam\": b} | a key must be in one line and without control characters",
            })
    void refusesWhatNobodySees(String keys, String message) {
        String yaml =
                "rules: [{uid: sig, signal: sla.breached, severity: page, annotations: {summary: \"two\\nlines\"}, "
                        + keys + "}]";

        assertThatThrownBy(() -> Rules.parse(yaml)).hasMessageContaining(message);
        assertThatCode(() -> Rules.parse(yaml.replace(keys, "title: \"two\\nlines\"")))
                .doesNotThrowAnyException();
    }

    /** It stands in alerts that were told: what is told of it here must hold in every release. */
    @Test
    void theVersionFollowsWhatIsWrittenAlone() throws RuleFileException {
        String rule = """
            group: g   # of nobody
            rules:
              - uid: queue-long
                title: "Queue {{labels.queue}} is long"
                metric: queue.waiting
                by: [queue]
                window: {size: 1m, every: 1m}
                levels: [{severity: warning, op: ">", value: 20}]
                annotations: {summary: 'long'}
            """;
        String version = Rules.parse(rule).version();

        assertThat(version).isEqualTo("5e794d845c36");
        String moved = rule.replace("   # of nobody", "")
                .replace("    by: [queue]\n", "")
                .replace("'long'", "long")
                .replace("  - uid", "  - by:\n        - queue\n\n    uid")
                .replace("\n", "\r\n");
        assertThat(Rules.parse(moved).version()).isEqualTo(version);
        assertThat(Rules.parse(rule.replace("20", "21")).version()).isNotEqualTo(version);
        assertThat(Rules.parse(rule.replace("20", "20.0")).version()).isNotEqualTo(version);
        assertThat(Rules.parse(rule.replace("'long'", "'longer'")).version()).isNotEqualTo(version);
        assertThat(RuleSet.of(Map.of("a.yaml", rule, "b.yaml", rule.replace("queue-long", "other")), Map.of())
                        .version())
                .isNotEqualTo(version)
                .isEqualTo(RuleSet.of(Map.of("b.yaml", rule, "c.yaml", rule.replace("queue-long", "other")), Map.of())
                        .version());
    }

    @Test
    void disabledRulesAreKeptButNotEvaluated() throws RuleFileException {
        RuleSet rules = Rules.parse(GOOD.replace("min_samples: 20", "enabled: false"));

        assertThat(rules.rules()).hasSize(1);
        assertThat(rules.isEmpty()).isTrue();
        assertThat(rules.rollups()).isEmpty();
    }

    @Test
    void noDirectoryIsNoRules() throws RuleFileException {
        assertThat(RuleSet.load(Path.of("no-such-directory"), RuleContext.usual(Map.of()))
                        .isEmpty())
                .isTrue();
    }

    private static String of(String metric, String where) {
        return GOOD.replace("queue.service_level", metric)
                .replace("where: {tier: [vip, svip]}", where)
                .replace("by: [queue]", "by: [agent]")
                .replace("{{labels.queue}}", "{{labels.agent}}")
                .replace("80%, recover: 0.85, ", "0.8, ");
    }

    private static List<YamlProblem> problems(String yaml, AgentIds ids, boolean coaching, List<Rule> rules) {
        List<YamlProblem> problems = new ArrayList<>();
        RuleContext context = new RuleContext(10_000, Set.of("queue", "tier", "agent"), ids, coaching, Map.of());
        rules.addAll(RuleSet.parse(Map.of("a.yaml", yaml), context, problems));
        return problems;
    }

    /** Rules name agents as their system does; what is looked for is what stands for that behind the door. */
    @Test
    void agentsOfRulesAreThoseBehindTheDoor() {
        AgentIds ids = new AgentIds(AgentIds.Kind.HASHED, "a-secret-for-tests");
        List<Rule> rules = new ArrayList<>();
        assertThat(problems(of("agents.occupancy", "where: {agent: [ann, none, other]}"), ids, true, rules))
                .isEmpty();
        assertThat(((SeriesRule) rules.get(0)).where()).containsEntry("agent", List.of(ids.of("ann"), "none", "other"));
    }

    /** What is not counted would be silent for ever. */
    @Test
    void aRuleOnCoachingNeedsCoaching() {
        String yaml = of("coaching.csat", "where: {agent: ann}");
        assertThat(problems(yaml, AgentIds.PLAIN, true, new ArrayList<>())).isEmpty();
        assertThat(problems(yaml, AgentIds.PLAIN, false, new ArrayList<>()))
                .singleElement()
                .asString()
                .contains("metric: staff.coaching is false in the settings, so it is not counted");
    }

    @Test
    void readsWhatMustNotBeAbsent() throws RuleFileException {
        SeriesRule rule = (SeriesRule) Rules.parse(ABSENT).rules().get(0);

        assertThat(rule.condition())
                .isEqualTo(new Absence(
                        600_000,
                        List.of(Map.of("queue", "vip"), Map.of("queue", "refunds")),
                        List.of(new Level(Severity.PAGE, Op.LESS, 1, 1, 540_000))));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        metric: cases.created, -> metric: sla.attainment, | rules[0].absent.metric: sla.attainment is no count; name one
        for: 10m               -> for: 10s                | rules[0].absent.for: must be a multiple of 1m, up to 1d
        for: 10m,              -> ``                      | rules[0].absent.for: missing; how long nothing may come
        for: 10m,              -> for: 10m, suppress_if_lag_over: 5m, | rules[0].absent.suppress_if_lag_over: is not needed
        {queue: refunds}       -> {tier: vip}             | rules[0].absent.expect: names [tier], and by has [queue]
        severity: page,        -> severity: page, metric: cases.created, | rules[0].metric: is not for a rule with absent
        severity: page,        -> ``                      | rules[0].severity: missing
        """)
    void refusesWhatCannotBeAbsent(String change, String message) {
        String[] fromTo = change.split("->", 2);
        String wrong = ABSENT.replace(fromTo[0].strip(), fromTo[1].strip().replace("``", ""));

        assertThatThrownBy(() -> Rules.parse(wrong)).hasMessageContaining(message);
    }
}
