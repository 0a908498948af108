package io.bellwether.alert;

import io.bellwether.metric.CellKey;
import io.bellwether.metric.Signal;
import io.bellwether.rule.Rule;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.Severity;
import io.bellwether.rule.SignalRule;
import io.bellwether.rule.Template;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes transitions out of changes: fills in texts and links. */
final class AlertTexts {

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cc}\u2028\u2029]+");
    private static final long BEFORE_MILLIS = 3_600_000;
    private static final long AFTER_MILLIS = 900_000;

    /** Tells the alert of a rule's limit from those of its series, of which none has a label without a name. */
    private static final Map<String, String> LIMIT = Map.of("", "limit");

    private final String ruleVersion;
    /** By their texts, of which rules have few. */
    private final Map<String, Template> templates = new HashMap<>();

    private final Map<String, Template> dashboards = new HashMap<>();

    AlertTexts(String ruleVersion) {
        this.ruleVersion = ruleVersion;
    }

    /** The transition of an alert on a series; {@code own} are the labels of its rule when the episode began. */
    Transition transition(
            SeriesRule rule,
            CellKey key,
            Map<String, String> own,
            AlertMachine.Change change,
            Judged judged,
            long end) {
        Sample sample = judged.sample();
        Map<String, String> labels = new TreeMap<>(key.labels());
        labels.putAll(own);
        Function<String, Object> values = name -> switch (name) {
            case "value" -> sample.value();
            case "threshold" -> change.threshold();
            case "samples" -> Long.toString(sample.samples());
            case "window_end" -> Times.rfc3339(end);
            default -> {
                Object judgement = judged.placeholder(name);
                yield judgement == null ? common(name, change, end, labels) : judgement;
            }
        };
        String id = AlertIds.alertId(rule.uid(), key.labels());
        boolean silent = change.reason().equals(AlertMachine.NO_DATA) && change.kind() != Transition.Kind.RESOLVED;
        Rule.About about = silent ? silent(rule) : rule.about();
        return transition(id, about, change, sample, judged.level(), end, labels, "", "", values);
    }

    /** What a rule says where silence is the alert: its own text speaks of a value. */
    private static Rule.About silent(SeriesRule rule) {
        String since = Durations.words(seconds(rule.noData().afterMillis()));
        return rule.about()
                .saying(
                        "No data: " + rule.about().title(),
                        "Nothing to go by for " + since + ": silence, or too few values.");
    }

    /** The end of an alert on a series whose rule is gone. */
    Transition removed(String uid, CellKey key, Map<String, String> own, AlertMachine.Change change, long end) {
        Map<String, String> labels = new TreeMap<>(key.labels());
        labels.putAll(own);
        return transition(
                AlertIds.alertId(uid, key.labels()),
                gone(uid),
                change,
                new Sample(Double.NaN, 0),
                Double.NaN,
                end,
                labels,
                "",
                "",
                name -> null);
    }

    /** The transition of an alert on a case; {@code rule} is null where it is gone. */
    Transition transition(SignalRule rule, OpenAlert alert, Signal signal, AlertMachine.Change change, long at) {
        Rule.About about = rule == null ? gone(alert.uid) : rule.about();
        SignalWords words = new SignalWords(alert, signal);
        Function<String, Object> values =
                name -> SignalWords.knows(name) ? words.of(name) : common(name, change, at, alert.labels);
        boolean timed = signal.targetMillis() > 0;
        Sample sample = new Sample(timed ? seconds(signal.consumedMillis()) : Double.NaN, 1);
        AlertMachine.Change full = new AlertMachine.Change(
                change.kind(),
                change.reason(),
                change.severity(),
                change.previous(),
                timed ? seconds(signal.targetMillis()) : Double.NaN,
                change.startsAt(),
                change.seq());
        String id = AlertIds.alertId(alert.uid, signal, alert.clock, alert.instance);
        return transition(
                id, about, full, sample, Double.NaN, at, alert.labels, signal.subject(), signal.source(), values);
    }

    /**
     * What is said of the alerts of a rule that are held back, as there are more than it may have.
     *
     * @param rule null where it is gone
     * @param before what was said last, or null
     * @param severity the worst of them; null where there are none any more
     */
    Transition heldBack(
            Rule rule,
            String uid,
            Transition before,
            String reason,
            Severity severity,
            LimitState state,
            int most,
            long at) {
        Rule.About about = rule == null ? gone(uid) : rule.about();
        Severity last = before == null ? null : Severity.of(before.severity());
        Transition.Kind kind = severity == null
                ? Transition.Kind.RESOLVED
                : before == null ? Transition.Kind.FIRING : Transition.Kind.SEVERITY_CHANGED;
        AlertMachine.Change change = new AlertMachine.Change(
                kind,
                reason,
                severity == null ? last : severity,
                last,
                rule == null ? Double.NaN : most,
                before == null ? at : before.startsAt(),
                before == null ? 1 : before.seq() + 1);
        Function<String, Object> values = name -> switch (name) {
            case "title" -> "Rule " + uid + " has more alerts than its limit";
            case "text" -> HeldText.of(state, most);
            default -> {
                Object common = common(name, change, at, about.labels());
                yield common == null ? "" : common;
            }
        };
        return transition(
                AlertIds.alertId(uid, LIMIT),
                about.saying("{{title}}", "{{text}}")
                        .inShadow(state.held.isEmpty() ? before != null && before.shadow() : state.isInShadow()),
                change,
                new Sample(state.held.size(), state.open.size() + state.held.size()),
                Double.NaN,
                at,
                about.labels(),
                "",
                "",
                values);
    }

    private static double seconds(long millis) {
        return millis / 1000.0;
    }

    private static Rule.About gone(String uid) {
        return new Rule.About(uid, uid, "", true, false, 0, Map.of(), "The rule was removed.", "", "", "", 0);
    }

    private static Object common(String name, AlertMachine.Change change, long at, Map<String, String> labels) {
        return switch (name) {
            case "severity" -> change.severity().wireName();
            case "starts_at" -> Times.rfc3339(change.startsAt());
            case "from" -> Long.toString(change.startsAt() - BEFORE_MILLIS);
            case "to" -> Long.toString(at + AFTER_MILLIS);
            default -> name.startsWith("labels.") ? labels.get(name.substring("labels.".length())) : null;
        };
    }

    private Transition transition(
            String id,
            Rule.About about,
            AlertMachine.Change change,
            Sample sample,
            double usual,
            long at,
            Map<String, String> labels,
            String subject,
            String source,
            Function<String, Object> values) {
        return new Transition(
                id,
                about.uid(),
                ruleVersion,
                change.seq(),
                change.kind(),
                change.reason(),
                change.severity().wireName(),
                change.previous() == null ? "" : change.previous().wireName(),
                sample.value(),
                change.threshold(),
                usual,
                sample.samples(),
                change.startsAt(),
                at,
                template(about.title()).fill(values, at),
                template(about.summary()).fill(values, at),
                labels,
                subject,
                source,
                template(about.runbook()).link(values, at),
                dashboard(about.dashboard()).link(values, at),
                about.shadow(),
                List.of());
    }

    /** A rule's author may write several lines; a field of the store has one. */
    static String inOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                return LINE_BREAKS.matcher(text).replaceAll(" ");
            }
        }
        return text;
    }

    private Template template(String text) {
        return templates.computeIfAbsent(text, Template::of);
    }

    private Template dashboard(String link) {
        return dashboards.computeIfAbsent(link, text -> Template.of(withRange(text)));
    }

    /** A dashboard opens at the time of the alert unless its link says otherwise. */
    private static String withRange(String dashboard) {
        if (dashboard.isEmpty() || dashboard.contains("from=")) {
            return dashboard;
        }
        return dashboard + (dashboard.contains("?") ? "&" : "?") + "from={{from}}&to={{to}}";
    }
}
