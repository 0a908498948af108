package io.bellwether.alert;

import static io.bellwether.rule.Rules.MINUTE;
import static io.bellwether.rule.Rules.pane;
import static io.bellwether.rule.Rules.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.metric.Measurement;
import io.bellwether.rule.Rules;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SeriesRuleFunctionTest {

    private static final long START = 1_700_000_040_000L - 1_700_000_040_000L % MINUTE;
    private static final long YEAR = 365L * 24 * 60 * MINUTE;

    private static final String LEVEL = """
            rules:
              - {uid: service-level, title: "{{labels.queue}} slow", metric: queue.service_level, by: [queue],
                 window: {size: 5m, every: 1m}, severity: page, op: "<", value: 80%, recover: 90%, min_samples: 5,
                 no_data: {after: 10m, action: ok}, labels: {team: cs}, dashboard: "http://g/d/x?q={{labels.queue}}",
                 annotations: {summary: "{{value|percent}} of {{samples}} (limit {{threshold|percent}})"}}
            """;

    private static final String OLDEST = """
            rules:
              - {uid: oldest, title: T, metric: queue.oldest_age_s, by: [queue], window: {size: 1m, every: 1m},
                 severity: page, op: ">=", value: 10m, annotations: {summary: "{{value|duration}}"}}
            """;

    private static KeyedOneInputStreamOperatorTestHarness<CellKey, Cell, Transition> harness(String yaml)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new SeriesRuleFunction(Rules.parse(yaml))),
                Cell::key,
                CodecTypeInfo.of(CellKeyCodec.INSTANCE));
    }

    private static void openAndFire(KeyedOneInputStreamOperatorTestHarness<CellKey, Cell, Transition> harness)
            throws Exception {
        harness.open();
        harness.processElement(served(START, 10, 5), START);
        harness.processWatermark(START + MINUTE);
    }

    private static void assertNothingKept(KeyedOneInputStreamOperatorTestHarness<CellKey, Cell, Transition> harness) {
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    private static List<String> told(KeyedOneInputStreamOperatorTestHarness<CellKey, Cell, Transition> harness) {
        return harness.extractOutputValues().stream()
                .map(t -> t.kind() + " " + t.reason() + " " + t.text() + " at " + (t.at() - START) / MINUTE + " since "
                        + (t.startsAt() - START) / MINUTE)
                .toList();
    }

    @Test
    void firesResolvesAndLeavesNothingBehind() throws Exception {
        try (var harness = harness(LEVEL)) {
            harness.open();
            harness.processElement(served(START, 10, 5), START);
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);
            harness.processWatermark(START + MINUTE);
            harness.processElement(served(START + MINUTE, 90, 90), START);
            harness.processWatermark(START + 30 * MINUTE);

            assertThat(told(harness))
                    .containsExactly(
                            "FIRING crossed 50% of 10 (limit 80%) at 1 since 1",
                            "RESOLVED recovered 95% of 100 (limit 90%) at 2 since 1");
            assertNothingKept(harness);
        }
    }

    @Test
    void saysWhoItIs() throws Exception {
        try (var harness = harness(LEVEL)) {
            openAndFire(harness);
            Transition fired = harness.extractOutputValues().get(0);

            assertThat(fired.title()).isEqualTo("vip slow");
            assertThat(fired.labels()).isEqualTo(Map.of("queue", "vip", "team", "cs"));
            assertThat(fired.alertId())
                    .hasSize(32)
                    .isEqualTo(AlertIds.alertId("service-level", Map.of("queue", "vip")));
            assertThat(fired.dashboard())
                    .isEqualTo("http://g/d/x?q=vip&from=" + (START - 59 * MINUTE) + "&to=" + (START + 16 * MINUTE));
            assertThat(fired.seq()).isEqualTo(1);
            assertThat(fired.samples()).isEqualTo(10);
            assertThat(fired.value()).isEqualTo(0.5);
            assertThat(fired.threshold()).isEqualTo(0.8);
            assertThat(fired.subject()).isEmpty();
        }
    }

    @Test
    void silenceResolvesWhereTheRuleWantsIt() throws Exception {
        try (var harness = harness(LEVEL)) {
            harness.open();
            harness.processElement(served(START, 10, 5), START);
            harness.processWatermark(START + YEAR);

            assertThat(told(harness))
                    .containsExactly(
                            "FIRING crossed 50% of 10 (limit 80%) at 1 since 1",
                            "RESOLVED no_data no value of 0 (limit no value) at 16 since 1");
            assertNothingKept(harness);
        }
    }

    @Test
    void anAgeCrossesWhileNothingHappensAndTheSeriesSleepsAround() throws Exception {
        try (var harness = harness(OLDEST)) {
            harness.open();
            harness.processElement(pane(START, 1, 1, START), START);
            harness.processWatermark(START + MINUTE);
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);
            harness.processWatermark(START + 10 * YEAR);
            harness.processElement(pane(START + 10 * YEAR, 0, 0, 0), START);
            harness.processWatermark(START + 10 * YEAR + 20 * MINUTE);

            assertThat(told(harness).get(0)).isEqualTo("FIRING crossed 10 min at 10 since 10");
            assertThat(harness.extractOutputValues().get(1).at()).isEqualTo(START + 10 * YEAR + MINUTE);
            assertNothingKept(harness);
        }
    }

    @Test
    void aLevelThatStandsStillNeedsNoTimerUnlessItsAlertFires() throws Exception {
        String fewer = OLDEST.replace("queue.oldest_age_s", "queue.waiting").replace("value: 10m", "value: 3");
        for (long waiting : new long[] {1, 3}) {
            try (var harness = harness(fewer)) {
                harness.open();
                harness.processElement(pane(START, 1, waiting, START), START);
                harness.processWatermark(START + 11 * MINUTE);

                assertThat(harness.numEventTimeTimers()).isEqualTo(waiting < 3 ? 0 : 1);
                assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            }
        }
    }

    @Test
    void theEndOfABoundedInputIsNoWindowEnd() throws Exception {
        try (var harness = harness(LEVEL)) {
            harness.open();
            harness.processElement(served(START, 10, 5), START);
            harness.processWatermark(Long.MAX_VALUE);

            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void aLateCellCorrectsTheWindowButNotThePast() throws Exception {
        try (var harness = harness(LEVEL)) {
            harness.open();
            harness.processElement(served(START, 10, 10), START);
            harness.processWatermark(START + 2 * MINUTE);
            harness.processElement(served(START, 10, 2), START);
            harness.processWatermark(START + 3 * MINUTE);

            assertThat(told(harness)).containsExactly("FIRING crossed 20% of 10 (limit 80%) at 3 since 3");
        }
    }

    @Test
    void aCorrectionOfAnOldPaneDoesNotBringALevelBack() throws Exception {
        try (var harness = harness(OLDEST)) {
            harness.open();
            harness.processElement(pane(START, 1, 1, START), START);
            harness.processElement(pane(START + 10_000, 0, 0, 0), START);
            harness.processWatermark(START + 5 * MINUTE);
            harness.processElement(pane(START, 2, 1, START), START);
            harness.processWatermark(START + 60 * MINUTE);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertNothingKept(harness);
        }
    }

    @Test
    void otherSeriesAreIgnored() throws Exception {
        try (var harness = harness(LEVEL)) {
            harness.open();
            CellKey all = new CellKey(Measurement.QUEUE, List.of(), List.of(), List.of());
            CellKey two =
                    new CellKey(Measurement.QUEUE, List.of("queue", "channel"), List.of("vip", "chat"), List.of());
            harness.processElement(new Cell(all, START, START + 10_000, Map.of(), Map.of(), Map.of()), START);
            harness.processElement(new Cell(two, START, START + 10_000, Map.of(), Map.of(), Map.of()), START);

            assertNothingKept(harness);
        }
    }

    @Test
    void anAlertLivesThroughARestartAndEndsWithItsRule() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(LEVEL)) {
            openAndFire(harness);
            snapshot = harness.snapshot(1, 1);
        }
        try (var same = harness(LEVEL)) {
            same.initializeState(snapshot);
            same.open();
            same.processWatermark(START + 20 * MINUTE);
            assertThat(told(same)).containsExactly("RESOLVED no_data no value of 0 (limit no value) at 16 since 1");
            assertThat(same.extractOutputValues().get(0).seq()).isEqualTo(2);
        }
        try (var edited = harness(LEVEL.replace("size: 5m", "size: 10m"))) {
            edited.initializeState(snapshot);
            edited.open();
            edited.processWatermark(START + 6 * MINUTE);
            assertThat(edited.extractOutputValues())
                    .extracting(Transition::reason)
                    .containsExactly("rule_changed", "crossed");
        }
        try (var gone = harness(OLDEST)) {
            gone.initializeState(snapshot);
            gone.open();
            gone.processWatermark(START + 20 * MINUTE);
            assertThat(gone.extractOutputValues())
                    .extracting(Transition::reason)
                    .containsExactly("rule_removed");
            assertThat(gone.extractOutputValues().get(0).labels())
                    .as("those that it began with")
                    .isEqualTo(Map.of("queue", "vip", "team", "cs"));
            assertNothingKept(gone);
        }
    }

    @Test
    void anEpisodeKeepsTheLabelsThatItBeganWith() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(LEVEL)) {
            openAndFire(harness);
            snapshot = harness.snapshot(1, 1);
        }
        String moved = LEVEL.replace("team: cs", "team: ops");
        try (var edited = harness(moved)) {
            edited.initializeState(snapshot);
            edited.open();
            edited.processElement(served(START + MINUTE, 90, 90), START);
            edited.processWatermark(START + 2 * MINUTE);
            edited.processElement(served(START + 10 * MINUTE, 10, 5), START);
            edited.processWatermark(START + 11 * MINUTE);
            assertThat(edited.extractOutputValues())
                    .extracting(Transition::kind, t -> t.labels().get("team"))
                    .containsExactly(tuple(Transition.Kind.RESOLVED, "cs"), tuple(Transition.Kind.FIRING, "ops"));
        }
        try (var edited = harness(moved.replace("size: 5m", "size: 10m"))) {
            edited.initializeState(snapshot);
            edited.open();
            edited.processWatermark(START + 6 * MINUTE);
            assertThat(edited.extractOutputValues())
                    .extracting(Transition::reason, t -> t.labels().get("team"))
                    .containsExactly(tuple("rule_changed", "cs"), tuple("crossed", "ops"));
        }
    }

    /** Nothing comes any more that would make anybody look: the rule's grouping went with it. */
    @Test
    void anAlertOnASeriesThatSleepsEndsWithItsRule() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(OLDEST)) {
            harness.open();
            harness.processElement(pane(START, 1, 1, START), START);
            harness.processWatermark(START + 60 * MINUTE);
            snapshot = harness.snapshot(1, 1);
        }
        try (var gone = harness(LEVEL)) {
            gone.initializeState(snapshot);
            gone.open();
            gone.processWatermark(START + 71 * MINUTE);
            assertThat(gone.extractOutputValues())
                    .extracting(Transition::reason)
                    .containsExactly("rule_removed");
        }
    }
}
