package io.bellwether.alert;

import io.bellwether.metric.Series;
import io.bellwether.metric.Signal;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Severity;
import io.bellwether.rule.SignalEnds;
import io.bellwether.rule.SignalRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Opens and ends alerts on single cases. An alert belongs to a rule, a case, a clock and its repetition; a signal that is
 * said again changes nothing but what its end will say. Signals come in the order in which the case's events were folded; where a late one has an
 * earlier time than what is open, the transition is dated no earlier than the one before it.
 */
final class SignalEvaluator {

    private final Map<Signal.Kind, List<SignalRule>> byKind = new EnumMap<>(Signal.Kind.class);
    private final Map<String, SignalRule> byUid = new HashMap<>();
    private final AlertTexts texts;

    SignalEvaluator(RuleSet rules) {
        for (SignalRule rule : rules.signalRules()) {
            byKind.computeIfAbsent(rule.kind(), kind -> new ArrayList<>()).add(rule);
            byUid.put(rule.uid(), rule);
        }
        this.texts = new AlertTexts(rules.version());
    }

    /** Takes a signal of the case. */
    List<Transition> next(SignalState state, Signal signal) {
        List<Transition> transitions = new ArrayList<>();
        end(state, signal, transitions);
        if (!signal.backfill()) {
            for (SignalRule rule : byKind.getOrDefault(signal.kind(), List.of())) {
                if (rule.opensOn(signal)) {
                    open(state, rule, signal, transitions);
                }
            }
        }
        return transitions;
    }

    private void end(SignalState state, Signal signal, List<Transition> transitions) {
        for (Iterator<OpenAlert> all = state.open.iterator(); all.hasNext(); ) {
            OpenAlert alert = all.next();
            if (alert.isOf(signal) && SignalEnds.ends(alert.kind, signal.kind())) {
                all.remove();
                transitions.add(transition(
                        alert, signal, Transition.Kind.RESOLVED, SignalEnds.reason(signal.kind()), alert.severity));
            }
        }
    }

    private void open(SignalState state, SignalRule rule, Signal signal, List<Transition> transitions) {
        Severity severity = rule.severityOf(signal.level());
        for (OpenAlert alert : state.open) {
            if (alert.isOf(signal) && alert.uid.equals(rule.uid())) {
                if (signal.time() >= alert.at) {
                    alert.remember(signal);
                }
                raise(alert, severity, signal, transitions);
                return;
            }
        }
        if (!rule.mayBegin(signal.time()) || signal.kind() == Signal.Kind.SLA_AT_RISK && isBreached(state, signal)) {
            return;
        }
        Map<String, String> labels = labels(rule, signal);
        OpenAlert alert =
                new OpenAlert(rule.uid(), rule.kind(), signal.clock(), signal.instance(), signal.time(), labels);
        alert.level = signal.level();
        alert.severity = severity;
        alert.remember(signal);
        state.open.add(alert);
        transitions.add(
                transition(alert, signal, Transition.Kind.FIRING, signal.kind().wireName(), null));
    }

    /** A risk that is told after its breach is an old one. */
    private static boolean isBreached(SignalState state, Signal signal) {
        for (OpenAlert alert : state.open) {
            if (alert.kind == Signal.Kind.SLA_BREACHED && alert.isOf(signal)) {
                return true;
            }
        }
        return false;
    }

    private void raise(OpenAlert alert, Severity severity, Signal signal, List<Transition> transitions) {
        if (signal.level() <= alert.level) {
            return;
        }
        alert.level = signal.level();
        if (severity == alert.severity) {
            return;
        }
        Severity previous = alert.severity;
        alert.severity = severity;
        String reason = severity.compareTo(previous) < 0 ? "escalated" : "eased";
        transitions.add(transition(alert, signal, Transition.Kind.SEVERITY_CHANGED, reason, previous));
    }

    private static Map<String, String> labels(SignalRule rule, Signal signal) {
        Map<String, String> labels = new TreeMap<>();
        signal.dimensions().forEach((name, value) -> {
            if (!value.isEmpty() && !value.equals(Series.NONE)) {
                labels.put(name, value);
            }
        });
        if (!signal.clock().isEmpty()) {
            labels.put("clock", signal.clock());
        }
        labels.putAll(rule.about().labels());
        return labels;
    }

    private Transition transition(
            OpenAlert alert, Signal signal, Transition.Kind kind, String reason, Severity previous) {
        alert.seq++;
        alert.at = Math.max(alert.at, signal.time());
        AlertMachine.Change change =
                new AlertMachine.Change(kind, reason, alert.severity, previous, Double.NaN, alert.startsAt, alert.seq);
        return texts.transition(byUid.get(alert.uid), alert, signal, change, alert.at);
    }
}
