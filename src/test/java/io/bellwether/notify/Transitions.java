package io.bellwether.notify;

import io.bellwether.alert.Driver;
import io.bellwether.alert.Transition;
import java.util.List;
import java.util.Map;

/** Transitions for tests: an alert called {@code a} of rule {@code backlog} fires at second 100 in queue vip. */
public final class Transitions {

    public static final long START = 1_700_000_000_000L;

    private Transitions() {}

    public static Transition firing(String alert, String severity) {
        return of(alert, START, 1, Transition.Kind.FIRING, severity, "");
    }

    public static Transition changed(String alert, long seq, String severity, String previous) {
        return of(alert, START, seq, Transition.Kind.SEVERITY_CHANGED, severity, previous);
    }

    public static Transition resolved(String alert, long seq, String severity) {
        return of(alert, START, seq, Transition.Kind.RESOLVED, severity, severity);
    }

    /** Of an episode that began so many milliseconds after the first. */
    public static Transition of(
            String alert, long startsAt, long seq, Transition.Kind kind, String severity, String previous) {
        return new Transition(
                alert,
                "backlog",
                "v1",
                seq,
                kind,
                "crossed",
                severity,
                previous,
                90.5,
                60,
                Double.NaN,
                12,
                startsAt,
                startsAt + seq * 1_000,
                "Backlog above staffing",
                "vip: 等待 90 s",
                Map.of("queue", "vip", "channel", "chat"),
                "",
                "",
                "https://wiki.example/backlog",
                "https://grafana.example/d/cs",
                false);
    }

    /** The same for a case, with its own start. */
    public static Transition ofCase(String subject, long startsAt) {
        Transition t = of("alert-of-" + subject, startsAt, 1, Transition.Kind.FIRING, "warning", "");
        return new Transition(
                t.alertId(),
                "sla-breach",
                t.ruleVersion(),
                t.seq(),
                t.kind(),
                "sla.breached",
                t.severity(),
                "",
                t.value(),
                t.threshold(),
                t.usual(),
                1,
                t.startsAt(),
                t.at(),
                t.title(),
                t.text(),
                t.labels(),
                subject,
                "desk",
                t.runbook(),
                t.dashboard(),
                false);
    }

    /** The end of an alert on a case. */
    public static Transition ended(Transition ofCase) {
        return ended(ofCase, ofCase.at());
    }

    /** Its end at another time. */
    public static Transition ended(Transition ofCase, long at) {
        return with(ofCase, Transition.Kind.RESOLVED, 2, ofCase.severity(), ofCase.severity(), at);
    }

    /** The same as urgent as that. */
    public static Transition ofSeverity(Transition t, String severity) {
        return with(t, t.kind(), t.seq(), severity, t.previousSeverity(), t.at());
    }

    private static Transition with(
            Transition t, Transition.Kind kind, long seq, String severity, String previous, long at) {
        return new Transition(
                t.alertId(),
                t.uid(),
                t.ruleVersion(),
                seq,
                kind,
                t.reason(),
                severity,
                previous,
                t.value(),
                t.threshold(),
                t.usual(),
                t.samples(),
                t.startsAt(),
                at,
                t.title(),
                t.text(),
                t.labels(),
                t.subject(),
                t.source(),
                t.runbook(),
                t.dashboard(),
                t.shadow());
    }

    /** The same for the case of that id of another system. */
    public static Transition of(Transition t, String system) {
        return copy(t, t.title(), t.text(), t.labels(), system, t.shadow());
    }

    /** The first with other words. */
    public static Transition worded(String alert, String title, String text) {
        Transition t = firing(alert, "warning");
        return copy(t, title, text, t.labels(), t.source(), false);
    }

    /** The same, driven by these. */
    public static Transition driven(Transition t, Driver... drivers) {
        return new Transition(
                t.alertId(),
                t.uid(),
                t.ruleVersion(),
                t.seq(),
                t.kind(),
                t.reason(),
                t.severity(),
                t.previousSeverity(),
                t.value(),
                t.threshold(),
                t.usual(),
                t.samples(),
                t.startsAt(),
                t.at(),
                t.title(),
                t.text(),
                t.labels(),
                t.subject(),
                t.source(),
                t.runbook(),
                t.dashboard(),
                t.shadow(),
                List.of(drivers));
    }

    public static Transition shadow(Transition t) {
        return copy(t, t.title(), t.text(), t.labels(), t.source(), true);
    }

    /** The same with other labels. */
    public static Transition labelled(Transition t, Map<String, String> labels) {
        return copy(t, t.title(), t.text(), labels, t.source(), t.shadow());
    }

    /** The same of another rule. */
    public static Transition ofRule(Transition t, String uid) {
        return new Transition(
                t.alertId(),
                uid,
                t.ruleVersion(),
                t.seq(),
                t.kind(),
                t.reason(),
                t.severity(),
                t.previousSeverity(),
                t.value(),
                t.threshold(),
                t.usual(),
                t.samples(),
                t.startsAt(),
                t.at(),
                t.title(),
                t.text(),
                t.labels(),
                t.subject(),
                t.source(),
                t.runbook(),
                t.dashboard(),
                t.shadow());
    }

    private static Transition copy(
            Transition t, String title, String text, Map<String, String> labels, String source, boolean shadow) {
        return new Transition(
                t.alertId(),
                t.uid(),
                t.ruleVersion(),
                t.seq(),
                t.kind(),
                t.reason(),
                t.severity(),
                t.previousSeverity(),
                t.value(),
                t.threshold(),
                t.usual(),
                t.samples(),
                t.startsAt(),
                t.at(),
                title,
                text,
                labels,
                t.subject(),
                source,
                t.runbook(),
                t.dashboard(),
                shadow);
    }

    public static Change change(Transition transition) {
        return Change.of(transition, "hook");
    }
}
