package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Signal;
import io.bellwether.metric.Signal.Kind;
import io.bellwether.rule.RuleSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the starter rules on signals say, at their beginning and at their end. */
class SignalTextsTest {

    private static final long DUE = 1_772_442_000_000L;
    private static final long HALF_AN_HOUR = 1_800_000;
    private static final Map<String, String> QUEUE = Map.of("queue", "vip", "priority", "high", "tier", "svip");

    private static List<Transition> told(Signal... signals) throws Exception {
        SignalEvaluator rules = new SignalEvaluator(RuleSet.load(Path.of("alert-rules")));
        SignalState state = new SignalState();
        List<Transition> told = new ArrayList<>();
        for (Signal signal : signals) {
            told.addAll(rules.next(state, signal));
            // as state that was kept and read again
            state = SignalStateCodec.INSTANCE.copy(state);
        }
        return told;
    }

    private static Signal clock(Kind kind, int level, long target, long deadline, Map<String, String> detail) {
        return new Signal(
                kind, "T-1", "desk", "resolution", 1, level, DUE, target, 7_200_000, deadline, false, QUEUE, detail);
    }

    @ParameterizedTest
    @CsvSource({"SLA_BREACHED, 0, 2", "SLA_AT_RISK, 1, 1", "SLA_AT_RISK, 2, 1"})
    void aDueTimeOfTheSourceIsNoTargetOfNoSeconds(Kind kind, int level, int rules) throws Exception {
        List<Transition> told = told(clock(kind, level, 0, DUE, Map.of("target", "due_at", "policy", "gold")));

        assertThat(told).hasSize(rules).allSatisfy(transition -> assertThat(transition.text())
                .contains("due at 2026-03-02T09:00:00Z, as the case itself said")
                .doesNotContain("0 s", "none", "gold"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alert-rules", "src/main/resources/io/bellwether/demo/rules"})
    void noRuleOnAClockTakesATargetForGiven(String folder) throws Exception {
        assertThat(RuleSet.load(Path.of(folder)).signalRules())
                .filteredOn(rule -> rule.kind().wireName().startsWith("sla."))
                .isNotEmpty()
                .allSatisfy(
                        rule -> assertThat(rule.about().title() + rule.about().summary())
                                .doesNotContain("{{target"));
    }

    @ParameterizedTest
    @CsvSource({"SLA_BREACHED, 0, 2", "SLA_AT_RISK, 1, 1"})
    void aTargetOfAPolicyIsNamedWithIt(Kind kind, int level, int rules) throws Exception {
        List<Transition> told =
                told(clock(kind, level, HALF_AN_HOUR, DUE, Map.of("target", "sla-policies.yaml:23", "policy", "gold")));

        assertThat(told).hasSize(rules).allSatisfy(transition -> assertThat(transition.text())
                .contains("due at 2026-03-02T09:00:00Z, the target being 30 min (policy gold)"));
    }

    @ParameterizedTest
    @CsvSource({
        "POLICY_REJECTED, POLICY_ACCEPTED",
        "RULES_REJECTED, RULES_ACCEPTED",
        "PLAN_REJECTED, PLAN_ACCEPTED",
        "STORE_AWAY, STORE_BACK",
    })
    void theEndNamesWhatWasWrong(Kind begins, Kind ends) throws Exception {
        List<Transition> told = told(
                Signal.ofNoCase(begins, "it", 1, DUE, Map.of("problem", "line 3")),
                Signal.ofNoCase(begins, "it", 1, DUE + 1, Map.of("problem", "line 4")),
                Signal.ofNoCase(ends, "it", 0, DUE + 2, Map.of()));

        assertThat(told).extracting(Transition::kind).containsExactly(Transition.Kind.FIRING, Transition.Kind.RESOLVED);
        assertThat(told.get(0).text()).endsWith("line 3");
        assertThat(told.get(1).text()).as("what was said last").endsWith("line 4");
    }

    @Test
    void theEndOfARiskNamesTheDeadlineThatWasKept() throws Exception {
        List<Transition> told = told(
                clock(Kind.SLA_AT_RISK, 1, HALF_AN_HOUR, DUE, Map.of("policy", "gold")),
                clock(Kind.SLA_FULFILLED, 0, HALF_AN_HOUR, 0, Map.of("verdict", "met")));

        assertThat(told.get(1).text()).contains("2026-03-02T09:00:00Z", "(policy gold)");
    }
}
