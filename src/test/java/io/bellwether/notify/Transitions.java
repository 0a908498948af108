package io.bellwether.notify;

import io.bellwether.alert.Driver;
import io.bellwether.alert.Transition;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
                false,
                List.of());
    }

    /** The same, changed. */
    private static Transition with(Transition t, Consumer<Draft> changes) {
        Draft draft = new Draft(t);
        changes.accept(draft);
        return draft.done();
    }

    /** The same for a case, with its own start. */
    public static Transition ofCase(String subject, long startsAt) {
        Transition t = of("alert-of-" + subject, startsAt, 1, Transition.Kind.FIRING, "warning", "");
        return with(t, draft -> {
            draft.uid = "sla-breach";
            draft.reason = "sla.breached";
            draft.samples = 1;
            draft.subject = subject;
            draft.source = "desk";
        });
    }

    /** The end of an alert on a case. */
    public static Transition ended(Transition ofCase) {
        return ended(ofCase, ofCase.at());
    }

    /** Its end at another time. */
    public static Transition ended(Transition ofCase, long at) {
        return with(ofCase, draft -> {
            draft.kind = Transition.Kind.RESOLVED;
            draft.seq = 2;
            draft.previous = ofCase.severity();
            draft.at = at;
        });
    }

    /** The same as urgent as that. */
    public static Transition ofSeverity(Transition t, String severity) {
        return with(t, draft -> draft.severity = severity);
    }

    /** The same for the case of that id of another system. */
    public static Transition of(Transition t, String system) {
        return with(t, draft -> draft.source = system);
    }

    /** The first with other words. */
    public static Transition worded(String alert, String title, String text) {
        return with(firing(alert, "warning"), draft -> {
            draft.title = title;
            draft.text = text;
        });
    }

    /** The same, driven by these. */
    public static Transition driven(Transition t, Driver... drivers) {
        return with(t, draft -> draft.drivers = List.of(drivers));
    }

    public static Transition shadow(Transition t) {
        return with(t, draft -> draft.shadow = true);
    }

    /** The same with other labels. */
    public static Transition labelled(Transition t, Map<String, String> labels) {
        return with(t, draft -> draft.labels = labels);
    }

    /** The same of another rule. */
    public static Transition ofRule(Transition t, String uid) {
        return with(t, draft -> draft.uid = uid);
    }

    public static Change change(Transition transition) {
        return Change.of(transition, "hook");
    }

    /** A transition that is changed here and there. */
    private static final class Draft {
        private String alertId;
        private String uid;
        private String ruleVersion;
        private long seq;
        private Transition.Kind kind;
        private String reason;
        private String severity;
        private String previous;
        private double value;
        private double threshold;
        private double usual;
        private long samples;
        private long startsAt;
        private long at;
        private String title;
        private String text;
        private Map<String, String> labels;
        private String subject;
        private String source;
        private String runbook;
        private String dashboard;
        private boolean shadow;
        private List<Driver> drivers;

        Draft(Transition t) {
            alertId = t.alertId();
            uid = t.uid();
            ruleVersion = t.ruleVersion();
            seq = t.seq();
            kind = t.kind();
            reason = t.reason();
            severity = t.severity();
            previous = t.previousSeverity();
            value = t.value();
            threshold = t.threshold();
            usual = t.usual();
            samples = t.samples();
            startsAt = t.startsAt();
            at = t.at();
            title = t.title();
            text = t.text();
            labels = t.labels();
            subject = t.subject();
            source = t.source();
            runbook = t.runbook();
            dashboard = t.dashboard();
            shadow = t.shadow();
            drivers = t.drivers();
        }

        Transition done() {
            return new Transition(
                    alertId,
                    uid,
                    ruleVersion,
                    seq,
                    kind,
                    reason,
                    severity,
                    previous,
                    value,
                    threshold,
                    usual,
                    samples,
                    startsAt,
                    at,
                    title,
                    text,
                    labels,
                    subject,
                    source,
                    runbook,
                    dashboard,
                    shadow,
                    drivers);
        }
    }
}
