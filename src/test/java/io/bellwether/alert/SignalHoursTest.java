package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Signal;
import io.bellwether.metric.Signal.Kind;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Rules;
import io.bellwether.rule.Severity;
import io.bellwether.rule.SignalRule;
import io.bellwether.timeinterval.TimeInterval;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cases at risk, told from one to two in the morning of each day alone. */
class SignalHoursTest {

    private static final long MINUTE = 60_000;

    private final SignalState state = new SignalState();
    private final SignalEvaluator evaluator = new SignalEvaluator(RuleSet.of("v", List.of(rule())));

    private static SignalRule rule() {
        TimeInterval night = new TimeInterval(
                "night",
                ZoneOffset.UTC,
                Set.of(0, 1, 2, 3, 4, 5, 6),
                List.of(new TimeInterval.Span(60 * 60_000, 120 * 60_000)),
                Set.of());
        return new SignalRule(
                Rules.about("risk"), Kind.SLA_AT_RISK, Map.of(), Map.of(1, Severity.INFO, 2, Severity.WARNING), night);
    }

    private List<String> told(Kind kind, int level, long minute) {
        Signal signal = new Signal(
                kind, "T-1", "desk", "first_reply", 1, level, minute * MINUTE, 1, 1, 0, false, Map.of(), Map.of());
        List<String> told = new ArrayList<>();
        evaluator.next(state, signal).forEach(t -> told.add(t.kind() + " " + t.reason() + " " + t.severity()));
        return told;
    }

    @Test
    void outsideItsHoursNothingBegins() {
        assertThat(told(Kind.SLA_AT_RISK, 1, 59)).isEmpty();
        assertThat(told(Kind.SLA_FULFILLED, 0, 70)).isEmpty();
        assertThat(told(Kind.SLA_AT_RISK, 1, 120)).isEmpty();
        assertThat(state.open).isEmpty();
    }

    @Test
    void whatIsOpenGoesOnAndEndsAtAnyHour() {
        assertThat(told(Kind.SLA_AT_RISK, 1, 119)).containsExactly("FIRING sla.at_risk info");
        assertThat(told(Kind.SLA_AT_RISK, 2, 121)).containsExactly("SEVERITY_CHANGED escalated warning");
        assertThat(told(Kind.SLA_FULFILLED, 0, 300)).containsExactly("RESOLVED fulfilled warning");
    }

    @Test
    void whatBecomesWorseInsideThemBeginsThere() {
        assertThat(told(Kind.SLA_AT_RISK, 1, 50)).isEmpty();
        assertThat(told(Kind.SLA_AT_RISK, 2, 60)).containsExactly("FIRING sla.at_risk warning");
    }
}
