package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Signal;
import io.bellwether.metric.Signal.Kind;
import io.bellwether.rule.Rules;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SignalRuleFunctionTest {

    private static final long DUE = 1_700_000_000_000L;

    private static final String RULES = """
            rules:
              - {uid: breached, title: "{{case}} late", signal: sla.breached, where: {clock: first_reply, tier: [vip, svip]},
                 severity: page, labels: {team: cs}, dashboard: "http://g/d/x",
                 annotations: {summary: "{{case}} {{clock}} {{deadline}} {{target|duration}} {{consumed|duration}}
                 {{labels.queue}} {{labels.brand}} {{detail.policy}}"}}
              - {uid: at-risk, title: T, signal: sla.at_risk, severity: {1: info, 2: warning}, annotations: {summary: S}}
              - {uid: angry, title: T, signal: case.angry_customer, severity: warning, annotations: {summary: S}}
              - {uid: policy, title: "{{case}}", signal: policy.rejected, severity: warning, annotations: {summary: S}}
            """;

    private static KeyedOneInputStreamOperatorTestHarness<String, Signal, Transition> harness() throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<String, Signal, Transition>(
                new KeyedProcessOperator<>(new SignalRuleFunction(Rules.parse(RULES))), Signal::key, Types.STRING);
        return harness;
    }

    private static Signal signal(Kind kind, int instance, int level, long time, boolean backfill) {
        return new Signal(
                kind,
                "T-1",
                "desk",
                "first_reply",
                instance,
                level,
                time,
                1_800_000,
                1_805_000,
                DUE,
                backfill,
                Map.of("queue", "vip-desk", "tier", "vip", "channel", "none"),
                Map.of("policy", "gold"));
    }

    private static Signal signal(Kind kind, long time) {
        return signal(kind, 1, 0, time, false);
    }

    private static Signal plain(Kind kind, String subject, long time) {
        return new Signal(kind, subject, "desk", "", 0, 0, time, 0, 0, 0, false, Map.of("queue", "q"), Map.of());
    }

    private static List<String> told(Signal... signals) throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (Signal signal : signals) {
                harness.processElement(signal, signal.time());
            }
            Kind last = signals[signals.length - 1].kind();
            if (last != Kind.SLA_BREACHED && last != Kind.SLA_AT_RISK) {
                assertThat(harness.numKeyedStateEntries()).isZero();
            }
            assertThat(harness.numEventTimeTimers()).isZero();
            return harness.extractOutputValues().stream()
                    .map(t -> t.uid() + " " + t.kind() + " " + t.reason() + " " + t.severity() + " #" + t.seq() + " "
                            + (t.startsAt() - DUE) + ".." + (t.at() - DUE))
                    .toList();
        }
    }

    @Test
    void aBreachFiresAndEndsWithTheAnswer() throws Exception {
        assertThat(told(signal(Kind.SLA_BREACHED, DUE), signal(Kind.SLA_FULFILLED, DUE + 60)))
                .containsExactly(
                        "breached FIRING sla.breached page #1 0..0", "breached RESOLVED fulfilled page #2 0..60");
    }

    @Test
    void everyWayToEndIsTheReason() throws Exception {
        for (Kind kind : List.of(Kind.SLA_CANCELLED, Kind.SLA_RETRACTED, Kind.SLA_SUPERSEDED)) {
            String reason = kind.wireName().substring(4);
            assertThat(told(signal(Kind.SLA_BREACHED, DUE), signal(kind, DUE + 1))
                            .get(1))
                    .isEqualTo("breached RESOLVED " + reason + " page #2 0..1");
        }
    }

    @Test
    void riskEscalatesAndEndsWhenItComesTrue() throws Exception {
        assertThat(told(
                        signal(Kind.SLA_AT_RISK, 1, 1, DUE - 20, false),
                        signal(Kind.SLA_AT_RISK, 1, 2, DUE - 10, false),
                        signal(Kind.SLA_AT_RISK, 1, 1, DUE - 5, false),
                        signal(Kind.SLA_BREACHED, DUE),
                        signal(Kind.SLA_AT_RISK, 1, 2, DUE - 10, false),
                        signal(Kind.SLA_FULFILLED, DUE + 1)))
                .containsExactly(
                        "at-risk FIRING sla.at_risk info #1 -20..-20",
                        "at-risk SEVERITY_CHANGED escalated warning #2 -20..-10",
                        "at-risk RESOLVED breached warning #3 -20..0",
                        "breached FIRING sla.breached page #1 0..0",
                        "breached RESOLVED fulfilled page #2 0..1");
    }

    @Test
    void repetitionsAreAlertsOfTheirOwn() throws Exception {
        assertThat(told(
                        signal(Kind.SLA_BREACHED, 1, 0, DUE, false),
                        signal(Kind.SLA_BREACHED, 2, 0, DUE + 5, false),
                        signal(Kind.SLA_FULFILLED, 2, 0, DUE + 6, false),
                        signal(Kind.SLA_FULFILLED, 1, 0, DUE + 7, false)))
                .containsExactly(
                        "breached FIRING sla.breached page #1 0..0",
                        "breached FIRING sla.breached page #1 5..5",
                        "breached RESOLVED fulfilled page #2 5..6",
                        "breached RESOLVED fulfilled page #2 0..7");
    }

    @Test
    void sayingItTwiceChangesNothing() throws Exception {
        assertThat(told(
                        signal(Kind.SLA_BREACHED, DUE),
                        signal(Kind.SLA_BREACHED, DUE - 30),
                        signal(Kind.SLA_FULFILLED, DUE - 10),
                        signal(Kind.SLA_FULFILLED, DUE + 9)))
                .containsExactly(
                        "breached FIRING sla.breached page #1 0..0", "breached RESOLVED fulfilled page #2 0..0");
    }

    @Test
    void equalIdsOfTwoSystemsAreTwoAlerts() throws Exception {
        try (var harness = harness()) {
            harness.open();
            Signal desk = signal(Kind.SLA_BREACHED, DUE);
            Signal shop = new Signal(
                    Kind.SLA_BREACHED,
                    desk.subject(),
                    "shop",
                    desk.clock(),
                    desk.instance(),
                    desk.level(),
                    desk.time(),
                    desk.targetMillis(),
                    desk.consumedMillis(),
                    desk.deadline(),
                    false,
                    desk.dimensions(),
                    desk.detail());
            harness.processElement(desk, DUE);
            harness.processElement(shop, DUE);
            harness.processElement(signal(Kind.SLA_FULFILLED, DUE + 1), DUE + 1);
            List<Transition> told = harness.extractOutputValues();
            assertThat(told).extracting(Transition::source).containsExactly("desk", "shop", "desk");
            assertThat(told).extracting(Transition::subject).containsOnly("T-1");
            assertThat(told.get(1).alertId()).isNotEqualTo(told.get(0).alertId());
            assertThat(told.get(2).alertId()).isEqualTo(told.get(0).alertId());
            assertThat(told.get(2).kind()).isEqualTo(Transition.Kind.RESOLVED);
        }
    }

    @Test
    void historyAndStrangersNeverFire() throws Exception {
        Signal otherTier = new Signal(
                Kind.SLA_BREACHED,
                "T-2",
                "desk",
                "first_reply",
                1,
                0,
                DUE,
                1,
                1,
                DUE,
                false,
                Map.of("tier", "plain"),
                Map.of());
        Signal noTier = new Signal(
                Kind.SLA_BREACHED, "T-3", "desk", "first_reply", 1, 0, DUE, 1, 1, DUE, false, Map.of(), Map.of());
        assertThat(told(
                        signal(Kind.SLA_BREACHED, 1, 0, DUE, true),
                        signal(Kind.SLA_RETRACTED, DUE + 1),
                        otherTier,
                        noTier,
                        signal(Kind.SLA_FULFILLED, DUE + 2)))
                .isEmpty();
    }

    @Test
    void customersCalmDownAndFilesAreCorrected() throws Exception {
        assertThat(told(
                        plain(Kind.CASE_ANGRY_CUSTOMER, "C-1", DUE),
                        plain(Kind.CASE_ANGRY_CUSTOMER, "C-1", DUE + 1),
                        plain(Kind.CASE_CALMED, "C-1", DUE + 2),
                        plain(Kind.POLICY_REJECTED, "sla-policies.yaml", DUE + 3),
                        plain(Kind.POLICY_ACCEPTED, "sla-policies.yaml", DUE + 4)))
                .containsExactly(
                        "angry FIRING case.angry_customer warning #1 0..0",
                        "angry RESOLVED calmed warning #2 0..2",
                        "policy FIRING policy.rejected warning #1 3..3",
                        "policy RESOLVED accepted warning #2 3..4");
    }

    @Test
    void theTextNamesTheCaseAndTheAlertKeepsItsPlaceThroughARestart() throws Exception {
        OperatorSubtaskState snapshot;
        Transition fired;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(signal(Kind.SLA_BREACHED, DUE), DUE);
            fired = harness.extractOutputValues().get(0);
            snapshot = harness.snapshot(1, 1);
        }
        assertThat(fired.title()).isEqualTo("T-1 late");
        assertThat(fired.text()).isEqualTo("T-1 first_reply 2023-11-14T22:13:20Z 30 min 30 min 5 s vip-desk none gold");
        assertThat(fired.labels())
                .isEqualTo(Map.of("queue", "vip-desk", "tier", "vip", "clock", "first_reply", "team", "cs"));
        assertThat(fired.subject()).isEqualTo("T-1");
        assertThat(fired.value()).isEqualTo(1805);
        assertThat(fired.threshold()).isEqualTo(1800);
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            Signal moved = new Signal(
                    Kind.SLA_FULFILLED,
                    "T-1",
                    "desk",
                    "first_reply",
                    1,
                    0,
                    DUE + 5,
                    1_800_000,
                    1_900_000,
                    DUE,
                    false,
                    Map.of("queue", "other"),
                    Map.of());
            harness.processElement(moved, DUE + 5);
            Transition resolved = harness.extractOutputValues().get(0);

            assertThat(resolved.alertId()).isEqualTo(fired.alertId());
            assertThat(resolved.labels()).isEqualTo(fired.labels());
            assertThat(resolved.seq()).isEqualTo(2);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }
}
