package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.rule.Rules;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AlertLimitFunctionTest {

    private static final String RULES = """
            defaults: {limits: {max_series: 1}}
            rules:
              - {uid: slow, title: T, metric: queue.offered, by: [queue], severity: page, op: ">", value: 1, annotations: {summary: S}}
              - {uid: free, title: T, signal: sla.breached, severity: page, limits: {max_series: 9}, annotations: {summary: S}}
            """;

    private static KeyedOneInputStreamOperatorTestHarness<String, Transition, Transition> harness(String rules)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AlertLimitFunction(Rules.parse(rules))), Transition::uid, Types.STRING);
    }

    private static Transition change(String uid, String id, Transition.Kind kind, long since, long at) {
        return new Transition(
                id,
                uid,
                "v",
                kind == Transition.Kind.FIRING ? 1 : 2,
                kind,
                "crossed",
                "page",
                "",
                5,
                1,
                Double.NaN,
                5,
                since,
                at,
                id,
                "S",
                Map.of("queue", id),
                "",
                "",
                "",
                "",
                false,
                List.of());
    }

    private static List<String> told(KeyedOneInputStreamOperatorTestHarness<String, Transition, Transition> harness) {
        List<String> told = harness.extractOutputValues().stream()
                .map(t -> t.uid() + " " + t.labels().getOrDefault("queue", "limit") + " "
                        + t.kind().wireName() + " at " + t.at())
                .toList();
        harness.getOutput().clear();
        return told;
    }

    @Test
    void waitsUntilAllOfAMomentAreThereWhicheverComesFirst() throws Exception {
        try (var harness = harness(RULES)) {
            harness.open();
            harness.processElement(change("slow", "b", Transition.Kind.FIRING, 20, 20), 20);
            harness.processElement(change("slow", "c", Transition.Kind.FIRING, 10, 10), 10);
            harness.processElement(change("slow", "a", Transition.Kind.FIRING, 10, 10), 10);
            assertThat(told(harness)).isEmpty();

            harness.processWatermark(10);
            assertThat(told(harness)).containsExactly("slow a firing at 10", "slow limit firing at 10");
            harness.processWatermark(Long.MAX_VALUE);
            assertThat(told(harness)).isEmpty();
        }
    }

    @Test
    void goesOnAfterARestartWithWhatIsOpenHeldBackAndWaiting() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(RULES)) {
            harness.open();
            harness.processElement(change("slow", "a", Transition.Kind.FIRING, 10, 10), 10);
            harness.processElement(change("slow", "b", Transition.Kind.FIRING, 10, 10), 10);
            harness.processWatermark(10);
            harness.processElement(change("slow", "a", Transition.Kind.RESOLVED, 10, 30), 30);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness(RULES)) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processWatermark(30);

            assertThat(told(harness))
                    .containsExactly("slow a resolved at 30", "slow b firing at 30", "slow limit resolved at 30");
            harness.processElement(change("slow", "b", Transition.Kind.RESOLVED, 10, 40), 40);
            harness.processWatermark(40);
            assertThat(told(harness)).containsExactly("slow b resolved at 40");
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void aRuleWithoutLimitsIsToldAtOnceAndCostsNothing() throws Exception {
        try (var harness = harness(RULES.replace("defaults: {limits: {max_series: 1}}\n", ""))) {
            harness.open();
            harness.processElement(change("slow", "a", Transition.Kind.FIRING, 10, 10), 10);
            harness.processElement(change("slow", "b", Transition.Kind.FIRING, 10, 10), 10);

            assertThat(told(harness)).containsExactly("slow a firing at 10", "slow b firing at 10");
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }
}
