package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.event.Decoded;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsParser;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateFitTest {

    private static final String BEFORE = """
            dimensions: [queue, channel, brand]
            rollups: [[], [queue]]
            lateness: 10m
            """;

    private static final String LEVEL_RULE = rule("queue.waiting", "brand");
    private static final String COUNT_RULE = rule("queue.offered", "brand");

    private static String rule(String metric, String by) {
        return """
                group: test
                rules:
                  - uid: many
                    title: Many
                    metric: %s
                    by: [%s]
                    window: {size: 1m, every: 10s}
                    levels: [{severity: warning, op: ">=", value: 3}]
                    annotations: {summary: many}
                """.formatted(metric, by);
    }

    private static Settings settings(String yaml) throws Exception {
        return SettingsParser.parse("b.yaml", yaml, name -> null);
    }

    private static RuleSet rules(String yaml) throws Exception {
        return yaml.isEmpty() ? RuleSet.none() : RuleSet.parse("rules.yaml", yaml);
    }

    private static List<String> problems(StateFit state, String yaml, String ruleFile) throws Exception {
        Settings settings = settings(yaml);
        RuleSet rules = rules(ruleFile);
        return StateFit.of(settings, rules).problems(state, settings, rules);
    }

    @Test
    void theTextOfAStateGivesItBack() throws Exception {
        StateFit fit = StateFit.of(settings(BEFORE), rules(LEVEL_RULE));
        assertThat(fit.levels()).containsExactly(List.of(), List.of("queue"), List.of("brand"));
        assertThat(StateFit.parse(fit.text())).isEqualTo(fit);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            dimensions: [queue, channel]            | dimensions was [queue, channel, brand] and is [queue, channel]: set it back, or begin anew
            dimensions: [channel, queue, brand]     | dimensions was [queue, channel, brand] and is [channel, queue, brand]
            window: 5s                              | window was 10000 ms and is 5000 ms
            interval: 15m                           | interval was 1800000 ms and is 900000 ms
            lateness: 11m                           | lateness is 660000 ms, but panes were kept for 600000 ms
            rollups: [[], [queue], [channel]]       | rollups needs levels by [channel], which nobody counted so far
            kafka: {topics: {chats: other}}         | it reads topic service.chats, which kafka.topics no longer has
            """)
    void whatTheStateCannotBeReadWithoutIsRefused(String change, String problem) throws Exception {
        StateFit state = StateFit.of(settings(BEFORE), RuleSet.none());
        String key = change.substring(0, change.indexOf(':'));
        String yaml = BEFORE.replaceAll("(?m)^" + key + ":.*\n", "") + change + "\n";
        assertThat(problems(state, yaml, "")).singleElement().asString().startsWith(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "lateness: 5m",
        "rollups: [[]]",
        "parallelism: 7",
        "disorder: 1m",
        "level_refresh: 20s",
        "service_level: {threshold: 1m}",
        "kafka: {group: other}"
    })
    void whatMeansTheSameToTheStateMayChange(String change) throws Exception {
        StateFit state = StateFit.of(settings(BEFORE), RuleSet.none());
        String key = change.substring(0, change.indexOf(':'));
        assertThat(problems(state, BEFORE.replaceAll("(?m)^" + key + ":.*\n", "") + change + "\n", ""))
                .isEmpty();
    }

    @Test
    void aRuleOnALevelThatIsCountedUnderItsNamesInAnotherOrderFits() throws Exception {
        String counted = BEFORE.replace("[queue]]", "[queue, channel]]");
        StateFit state = StateFit.of(settings(counted), RuleSet.none());
        assertThat(problems(state, counted, rule("queue.waiting", "channel, queue")))
                .isEmpty();
        assertThat(StateFit.of(settings(counted), rules(rule("queue.waiting", "channel, queue"))))
                .isEqualTo(state);
    }

    /** Levels of a new breakdown would begin at zero in the middle of the day, and go below as customers leave. */
    @Test
    void aRuleOnALevelByWhatNobodyCountedIsRefusedAlsoLater() throws Exception {
        StateFit state = StateFit.of(settings(BEFORE), RuleSet.none());
        assertThat(problems(state, BEFORE, LEVEL_RULE))
                .singleElement()
                .asString()
                .startsWith("rule many needs levels by [brand], which nobody counted so far");
        assertThat(problems(state, BEFORE, COUNT_RULE)).isEmpty();

        StateFit later = StateFit.of(settings(BEFORE), rules(COUNT_RULE)).goingOnFrom(state);
        assertThat(later.levels()).containsExactly(List.of(), List.of("queue"));
        assertThat(problems(later, BEFORE, LEVEL_RULE)).hasSize(1);
    }

    /** Offsets of one cluster mean other records in another, of which all may look right. */
    @ParameterizedTest(name = "made with {0}, goes on with {1}: {2}")
    @CsvSource({"one, one, false", "one, two, true", "'', two, false", "one, '', false"})
    void theStateOfAnotherKafkaClusterIsRefused(String then, String now, boolean refused) throws Exception {
        StateFit fit = StateFit.of(settings(BEFORE), RuleSet.none());
        StateFit state = StateFit.parse(fit.in(then).text());
        assertThat(fit.in(now).problems(state, settings(BEFORE), RuleSet.none()))
                .hasSize(refused ? 1 : 0)
                .allSatisfy(problem -> assertThat(problem)
                        .startsWith("it reads from the Kafka cluster one, but kafka.bootstrap_servers leads to two"));
    }

    /** Ids that are to be hidden must not stay in state, and nobody is to be there twice under two names. */
    @ParameterizedTest(name = "{0}, then {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            plain                              | hashed, agent_ids_secret: one-secret-of-16  | agent_ids was plain and is hashed
            plain                              | off                                         | agent_ids was plain and is off
            hashed, agent_ids_secret: one-secret-of-16 | plain                               | agent_ids was hashed and is plain
            hashed, agent_ids_secret: one-secret-of-16 | hashed, agent_ids_secret: another-secret-of-1 | agent_ids_secret is another than
            hashed, agent_ids_secret: one-secret-of-16 | hashed, agent_ids_secret: one-secret-of-16    |
            plain                              | plain, agent_ids_secret: one-secret-of-16   |
            """)
    void aStateThatKnowsAgentsByOtherIdsIsRefused(String then, String now, String problem) throws Exception {
        String before = BEFORE + "agent_ids: " + then.replace(", ", "\n") + "\n";
        StateFit state =
                StateFit.parse(StateFit.of(settings(before), RuleSet.none()).text());
        assertThat(state.text()).doesNotContain("secret");
        List<String> problems = problems(state, BEFORE + "agent_ids: " + now.replace(", ", "\n") + "\n", "");
        if (problem == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith(problem)
                    .contains("set it back, or begin anew")
                    .doesNotContain("secret-of");
        }
    }

    @Test
    void aStateOfAnotherLayoutIsRefusedInWords() throws Exception {
        assertThat(problems(StateFit.parse("version=99\nsomething=new\n"), BEFORE, ""))
                .singleElement()
                .asString()
                .startsWith("it was made by another version of Bellwether (layout 99, this one reads "
                        + StateFit.VERSION + ")");
    }

    private static OneInputStreamOperatorTestHarness<Inbound, Inbound> harness(String yaml, String cluster)
            throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new StateFitOperator(settings(yaml), RuleSet.none(), cluster),
                CodecTypeInfo.of(InboundCodec.INSTANCE)
                        .createSerializer(new org.apache.flink.api.common.serialization.SerializerConfigImpl()));
    }

    @Test
    void theJobPassesEventsOnAndRefusesAStateThatDoesNotFit() throws Exception {
        OperatorSubtaskState state;
        OperatorSubtaskState later;
        Inbound inbound = new Inbound(
                new Decoded(
                        ServiceEvent.of(EventType.CLOCK_HEARTBEAT, "1", 5, "test")
                                .build(),
                        null),
                "topic",
                5);
        try (var first = harness(BEFORE, "one")) {
            first.open();
            first.processElement(inbound, 5);
            assertThat(first.extractOutputValues()).containsExactly(inbound);
            state = first.snapshot(1, 1);
        }
        try (var same = harness(BEFORE, "")) {
            same.initializeState(state);
            same.open();
            later = same.snapshot(2, 2);
        }
        try (var elsewhere = harness(BEFORE, "two")) {
            assertThatThrownBy(() -> elsewhere.initializeState(later))
                    .as("the cluster is remembered by a run that could not ask for it")
                    .hasMessageContaining(
                            "it reads from the Kafka cluster one, but kafka.bootstrap_servers leads to two");
        }
        try (var other = harness(BEFORE + "window: 5s\n", "one")) {
            assertThatThrownBy(() -> other.initializeState(state))
                    .hasMessageContaining("The job cannot go on from this state:")
                    .hasMessageContaining("window was 10000 ms and is 5000 ms");
        }
        try (var hidden = harness(BEFORE + "agent_ids: off\n", "one")) {
            assertThatThrownBy(() -> hidden.initializeState(state))
                    .hasMessageContaining("agent_ids was plain and is off");
        }
    }
}
