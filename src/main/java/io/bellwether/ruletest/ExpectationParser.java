package io.bellwether.ruletest;

import io.bellwether.alert.Transition;
import io.bellwether.rule.Rule;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.Severity;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what a test expects. What no alert could ever be like is an error: a test of it could not fail, or never pass. */
final class ExpectationParser {

    private static final String STATE = "firing";

    private final Map<String, Rule> rules = new TreeMap<>();
    private final Set<String> receivers;

    /**
     * @param rules that may be named
     * @param receivers names that may be named
     */
    ExpectationParser(List<Rule> rules, Set<String> receivers) {
        rules.forEach(rule -> this.rules.put(rule.uid(), rule));
        this.receivers = receivers;
    }

    RuleTest.Moment moment(YamlMap map) {
        long at = at(map);
        String uid = uid(map);
        if (!map.has("alerts")) {
            map.error("alerts", "missing; write alerts: [] where nothing may fire");
        }
        List<RuleTest.Alert> alerts =
                map.maps("alerts").stream().map(alert -> alert(alert, uid)).toList();
        map.done();
        return new RuleTest.Moment(map.line(), at, uid, alerts);
    }

    private RuleTest.Alert alert(YamlMap map, String uid) {
        if (!map.text("state", STATE).equals(STATE)) {
            map.error("state", "must be firing: what is pending or over is told to nobody");
        }
        RuleTest.Alert alert =
                new RuleTest.Alert(labels(map, uid), severity(map), map.text("title", ""), map.text("text", ""));
        map.done();
        return alert;
    }

    RuleTest.Course course(YamlMap map) {
        String uid = uid(map);
        Map<String, String> labels = labels(map, uid);
        if (!map.has("sequence")) {
            map.error("sequence", "missing; write sequence: [] where nothing may be told");
        }
        List<RuleTest.Step> steps =
                map.list("sequence").stream().map(ExpectationParser::step).toList();
        map.done();
        return new RuleTest.Course(map.line(), uid, labels, steps);
    }

    private static RuleTest.Step step(YamlValue value) {
        if (!value.isMap()) {
            return new RuleTest.Step(transition(value.word(""), value), -1, "", "");
        }
        YamlMap map = value.map();
        String transition = transition(map.required("transition", "such as firing"), value);
        RuleTest.Step step =
                new RuleTest.Step(transition, map.has("at") ? at(map) : -1, severity(map), map.text("reason", ""));
        map.done();
        return step;
    }

    private static String transition(String name, YamlValue value) {
        List<String> known = Arrays.stream(Transition.Kind.values())
                .map(Transition.Kind::wireName)
                .toList();
        if (!name.isEmpty() && !known.contains(name)) {
            value.error("must be one of " + String.join(", ", known) + ", not " + name);
        }
        return name;
    }

    RuleTest.Told told(YamlMap map) {
        String receiver = map.required("receiver", "a name of the routing file");
        if (!receiver.isEmpty() && !receivers.contains(receiver)) {
            map.error("receiver", "the routing file has no receiver " + receiver + Nearest.hint(receiver, receivers));
        }
        long count = map.whole("count", -1);
        if (count < 0) {
            map.error("count", "must be how many changes the receiver is told of, such as 2");
        }
        map.done();
        return new RuleTest.Told(map.line(), receiver, count);
    }

    /** Alerts on single cases may have any dimension of the settings. */
    private Map<String, String> labels(YamlMap map, String uid) {
        Map<String, String> labels = map.textByName("labels");
        if (rules.get(uid) instanceof SeriesRule rule) {
            Set<String> known = new TreeSet<>(rule.by());
            known.addAll(rule.where().keySet());
            known.addAll(rule.about().labels().keySet());
            for (String name : labels.keySet()) {
                if (!known.contains(name)) {
                    map.error("labels", "alerts of " + uid + " have no label " + name + Nearest.hint(name, known));
                }
            }
        }
        return labels;
    }

    private String uid(YamlMap map) {
        String uid = map.required("uid", "that of the rule");
        if (!uid.isEmpty() && !rules.containsKey(uid)) {
            map.error("uid", "there is no rule " + uid + Nearest.hint(uid, rules.keySet()));
        }
        return uid;
    }

    static long at(YamlMap map) {
        long at = map.duration("at", -1);
        if (at < 0 || at > RuleTestParser.LONGEST) {
            map.error("at", "must be a time since the start, such as 15m, and at most 400d");
        }
        return at;
    }

    private static String severity(YamlMap map) {
        String severity = map.text("severity", "");
        List<String> known =
                Arrays.stream(Severity.values()).map(Severity::wireName).toList();
        if (!severity.isEmpty() && !known.contains(severity)) {
            map.error("severity", "must be one of " + String.join(", ", known) + ", not " + severity);
        }
        return severity;
    }
}
