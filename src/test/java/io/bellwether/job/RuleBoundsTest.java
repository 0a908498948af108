package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsParser;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBoundsTest {

    private static final String SETTINGS = """
            rollups: [[], [queue], [channel, queue]]
            staff: {coaching: true}
            influx: {url: "http://localhost:8086", agent_bucket: agents}
            """;

    /** What the job was started with: it counts by brand, but no level from the beginning as far as is known. */
    private static final String STARTED = """
            - {uid: by-brand, metric: cases.created, by: [brand]}
            - {uid: by-tier, metric: queue.waiting, by: [tier]}
            - {uid: highest, metric: queue.waiting, by: [queue], agg: max}
            - {uid: of-agents, metric: agents.online, by: [agent]}
            - {uid: of-coaching, metric: coaching.missed, by: [agent]}
            - {uid: driven, metric: cases.created, by: [queue], drivers: [channel]}
            - {uid: limited, metric: cases.created, by: [queue], limits: {max_series: 5}}
            - {uid: asleep, enabled: false, metric: cases.created, by: [queue], limits: {max_series: 5}}
            """;

    private static RuleSet rules(String lines) throws Exception {
        StringBuilder yaml = new StringBuilder("rules:\n");
        lines.lines().forEach(line -> yaml.append("  ")
                .append(line.replaceAll(
                        "}$", ", title: T, severity: page, op: '>', value: 3, annotations: {summary: S}}"))
                .append('\n'));
        return RuleSet.parse("r.yaml", yaml.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "",
            value = {
                "uid: a-1, metric: cases.created, by: [queue] |",
                "uid: a-1, metric: cases.created, by: [queue, channel] |",
                "uid: a-1, metric: cases.created, by: [channel], where: {queue: x} |",
                "uid: a-1, metric: cases.created, by: [brand] |",
                "uid: a-1, metric: queue.waiting, by: [queue] |",
                "uid: a-1, metric: queue.waiting, by: [tier] |",
                "uid: a-1, metric: agents.online, by: [queue] |",
                "uid: a-1, metric: pipeline.rejected, by: [topic, reason] |",
                "uid: a-1, metric: queue.waiting, by: [queue], agg: avg |",
                "uid: of-coaching, metric: agents.online, by: [agent] |",
                "uid: a-1, metric: coaching.missed, by: [agent] |",
                "uid: a-1, enabled: false, metric: cases.created, by: [tier, brand] |",
                "uid: a-1, metric: cases.created, by: [tier, queue]"
                        + " | a-1.by: needs figures by queue, tier, which the running job does not count",
                "uid: a-1, metric: cases.created, where: {channel: x}"
                        + " | a-1.by: needs figures by channel, which the running job does not count",
                "uid: a-1, metric: queue.waiting, by: [brand]"
                        + " | a-1.by: needs levels by brand, which the running job may not have counted from its beginning",
                "uid: a-1, metric: cases.open, by: [queue], agg: max"
                        + " | a-1.agg: needs what cases.open was within windows, which the running job does not keep",
                "uid: driven, metric: cases.created, by: [queue], drivers: [channel], owner: x |",
                "uid: limited, metric: cases.created, by: [queue], limits: {max_series: 5}, owner: x |",
                "uid: driven, metric: cases.solved, by: [queue], drivers: [channel]"
                        + " | driven.drivers: what drives alerts is made of other parts now",
                "uid: a-1, metric: cases.created, by: [queue], drivers: [channel]"
                        + " | a-1.drivers: what drives alerts is made of other parts now",
                "uid: driven, metric: cases.created, by: [queue]"
                        + " | driven.drivers: what drives alerts is made of other parts now",
                "uid: limited, metric: cases.created, by: [queue], limits: {max_series: 6}"
                        + " | limited.limits: another number of alerts may be open now",
                "uid: asleep, metric: cases.created, by: [queue], limits: {max_series: 5}"
                        + " | asleep.limits: another number of alerts may be open now",
                "uid: asleep, metric: cases.created, by: [queue] |",
                "uid: driven, enabled: false, metric: cases.created, by: [queue], drivers: [channel] |",
                "uid: limited, enabled: false, metric: cases.created, by: [queue], limits: {max_series: 6} |",
                "uid: of-agents, metric: coaching.missed, by: [agent]"
                        + " | of-agents.metric: is on coaching now, whose alerts are kept apart"
            })
    void refusesWhatOnlyARestartCanBegin(String rule, String problem) throws Exception {
        Settings settings = SettingsParser.parse("b.yaml", SETTINGS, name -> null);
        RuleBounds bounds = RuleBounds.of(settings, rules(STARTED));
        List<String> problems = bounds.problems(rules("- {" + rule + "}")).stream()
                .map(Object::toString)
                .toList();
        if (problem == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .containsExactly("r.yaml:2:1: error: " + problem
                            + ": restart the job, which goes on from its state (docs/operations.md)");
        }
    }
}
