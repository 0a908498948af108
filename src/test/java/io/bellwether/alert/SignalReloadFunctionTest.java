package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Signal;
import io.bellwether.rule.RuleUpdate;
import io.bellwether.rule.RuleUpdateCodec;
import io.bellwether.rule.Rules;
import io.bellwether.rule.Updates;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SignalReloadFunctionTest {

    private static final String ANGRY = rule("angry", "case.angry_customer", "page");

    private static String rule(String uid, String signal, String severity) {
        return "rules: [{uid: " + uid + ", title: T, signal: " + signal + ", severity: " + severity
                + ", annotations: {summary: S}}]";
    }

    private static KeyedBroadcastOperatorTestHarness<String, Signal, RuleUpdate, Transition> harness(
            String start, OperatorSubtaskState state) throws Exception {
        var updates =
                new MapStateDescriptor<>("rule-updates", Types.STRING, CodecTypeInfo.of(RuleUpdateCodec.INSTANCE));
        var function = new SignalReloadFunction(Rules.parse(ANGRY), Updates.start(start, Updates.texts(ANGRY, null)));
        var harness = new KeyedBroadcastOperatorTestHarness<String, Signal, RuleUpdate, Transition>(
                new CoBroadcastWithKeyedOperator<>(function, List.of(updates)), Signal::key, Types.STRING, 1, 1, 0);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static Signal signal(Signal.Kind kind, String subject) {
        return new Signal(kind, subject, "", "", 0, 0, 1_000, 0, 0, 0, false, Map.of(), Map.of());
    }

    private static List<String> told(
            KeyedBroadcastOperatorTestHarness<String, Signal, RuleUpdate, Transition> harness) {
        return harness.extractOutputValues().stream()
                .map(t -> t.uid() + " " + t.kind() + " " + t.severity() + " " + t.subject())
                .toList();
    }

    @Test
    void newCasesGoByTheNewRulesAndOpenOnesEndWithTheirCase() throws Exception {
        try (var harness = harness("s-1", null)) {
            harness.processElement(signal(Signal.Kind.CASE_ANGRY_CUSTOMER, "a"), 0);
            harness.processBroadcastElement(Updates.update("s-1", rule("mood", "case.angry_customer", "info")), 0);
            harness.processElement(signal(Signal.Kind.CASE_ANGRY_CUSTOMER, "b"), 0);
            harness.processElement(signal(Signal.Kind.CASE_CALMED, "a"), 0);
            harness.processElement(signal(Signal.Kind.CASE_CALMED, "b"), 0);
            assertThat(told(harness))
                    .containsExactly(
                            "angry FIRING page a",
                            "mood FIRING info b",
                            "angry RESOLVED page a",
                            "mood RESOLVED info b");
        }
    }

    @Test
    void whatWasRefusedIsToldUntilSomethingIsAccepted() throws Exception {
        try (var harness = harness("s-1", null)) {
            harness.processBroadcastElement(Updates.update("s-1", rule("bad-rules", "rules.rejected", "page")), 0);
            harness.processElement(signal(Signal.Kind.RULES_REJECTED, "rules"), 0);
            harness.processElement(signal(Signal.Kind.POLICY_ACCEPTED, "rules"), 0);
            harness.processElement(signal(Signal.Kind.RULES_ACCEPTED, "rules"), 0);
            assertThat(told(harness)).containsExactly("bad-rules FIRING page rules", "bad-rules RESOLVED page rules");
        }
    }

    @Test
    void aRestartGoesOnWithWhatCameAndANewStartWithItsOwnFiles() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness("s-1", null)) {
            harness.processBroadcastElement(Updates.update("s-1", rule("mood", "case.angry_customer", "info")), 0);
            state = harness.snapshot(1, 1);
        }
        for (String start : List.of("s-1", "s-2")) {
            try (var harness = harness(start, state)) {
                harness.processElement(signal(Signal.Kind.CASE_ANGRY_CUSTOMER, "a"), 0);
                assertThat(told(harness))
                        .containsExactly(start.equals("s-1") ? "mood FIRING info a" : "angry FIRING page a");
            }
        }
    }
}
