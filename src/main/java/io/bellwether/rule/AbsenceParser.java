package io.bellwether.rule;

import io.bellwether.metric.Metric;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code absent} of a rule. */
final class AbsenceParser {

    private static final long DAY = 86_400_000;

    private final YamlMap rule;
    private final YamlMap map;
    private final RuleContext context;

    AbsenceParser(YamlMap rule, RuleContext context) {
        this.rule = rule;
        this.map = rule.section("absent");
        this.context = context;
    }

    /** The metric of which nothing may be missing; null after a complaint. */
    Metric metric() {
        map.required("metric", "the count of what must come, such as cases.created");
        Metric metric = MetricParser.parse(map, "metric");
        if (metric != null && metric.kind() != Metric.Kind.COUNT) {
            map.error("metric", metric.fullName() + " is no count; name one");
        }
        return metric;
    }

    /** The condition, or null where it makes no sense; the complaints are with the map. */
    Absence parse(RuleWindow window) {
        for (String key : List.of(
                "metric",
                "window",
                "agg",
                "levels",
                "op",
                "value",
                "recover",
                "for",
                "min_samples",
                "n_of_m",
                "no_data",
                "baseline",
                "forecast")) {
            rule.refuse(key, "is not for a rule with absent, whose metric and time are in absent; remove it");
        }
        map.refuse(
                "suppress_if_lag_over",
                "is not needed: silence is told by the time of events, and a job that is behind has not come so far;"
                        + " remove it");
        Severity severity = Severity.byName(rule.required("severity", "one of " + Severity.names()));
        if (severity == null && rule.has("severity")) {
            rule.error("severity", "must be one of " + Severity.names());
        }
        map.required("for", "how long nothing may come, such as 10m");
        long holdFor = map.has("for") ? map.duration("for", DAY) : DAY;
        if (holdFor < window.everyMillis() || holdFor > DAY || holdFor % window.everyMillis() != 0) {
            map.error("for", "must be a multiple of " + Durations.shortest(window.everyMillis()) + ", up to 1d");
        }
        List<Map<String, String>> expect = expect(rule.words("by"));
        map.done();
        return severity == null ? null : Absence.of(severity, holdFor, window.everyMillis(), expect);
    }

    /** A rule that tells nothing apart has one series, which is always expected. */
    private List<Map<String, String>> expect(List<String> by) {
        List<Map<String, String>> all = new ArrayList<>();
        for (YamlMap entry : map.maps("expect")) {
            Map<String, List<String>> words = new TreeMap<>();
            entry.names().forEach(name -> words.put(name, List.of(entry.text(name, ""))));
            if (!words.keySet().equals(Set.copyOf(by))) {
                map.error(
                        "expect",
                        "names " + words.keySet() + ", and by has " + new TreeSet<>(by)
                                + ": write a value for each of by, and nothing else");
            }
            Map<String, String> labels = new TreeMap<>();
            context.behindTheDoor(words).forEach((name, value) -> labels.put(name, value.get(0)));
            all.add(labels);
        }
        return by.isEmpty() && all.isEmpty() ? List.of(Map.of()) : all;
    }
}
