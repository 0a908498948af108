package io.bellwether.rule;

import io.bellwether.metric.Metric;
import io.bellwether.yaml.YamlMap;
import java.util.List;

/** Reads what a rule does where its windows say nothing. */
final class NoDataParser {

    private final YamlMap rule;
    private final YamlMap map;

    NoDataParser(YamlMap rule) {
        this.rule = rule;
        this.map = rule.map("no_data");
    }

    /** What is done; the complaints are with the map. */
    NoData parse() {
        if (map == null) {
            return NoData.KEEP;
        }
        String action = map.required(
                "action", "write keep (the alert stays as it is), ok (it resolves) or alert (silence is an alert)");
        long after = map.duration("after", 0);
        String severity = map.text("severity", "");
        map.done();
        if (!action.equals("alert")) {
            map.refuse("severity", "is for action alert alone; remove it");
        }
        return switch (action) {
            case "" -> NoData.KEEP;
            case "keep" -> {
                map.refuse("after", "is for action ok: with keep the alert stays as it is however long; remove it");
                yield NoData.KEEP;
            }
            case "ok" -> NoData.ok(positive(after, "the alert resolves"));
            case "alert" -> alert(positive(after, "that is an alert"), severity);
            default -> {
                map.error("action", "must be keep, ok or alert, not " + action);
                yield NoData.KEEP;
            }
        };
    }

    private long positive(long after, String what) {
        if (after <= 0) {
            map.error("after", "missing; say how long nothing may be heard before " + what + ", such as 30m");
        }
        return after;
    }

    private NoData alert(long after, String name) {
        for (String kind : List.of("baseline", "forecast")) {
            if (rule.has(kind)) {
                map.error(
                        "action",
                        "alert is not for a rule with " + kind + ", which says nothing while it learns, too: write a"
                                + " rule of its own with levels, or absent");
            }
        }
        Severity severity = Severity.byName(name);
        if (severity == null) {
            map.error("severity", name.isEmpty() ? "missing; one of " + Severity.names() : notOne(name));
        }
        return NoData.alert(after, severity);
    }

    private static String notOne(String name) {
        return "must be one of " + Severity.names() + ", not " + name;
    }

    /** Whether windows of a metric say nothing only where values are missing that {@code min_samples} asks for. */
    static boolean alwaysSpeaks(Metric metric) {
        return metric.kind() == Metric.Kind.COUNT || Readout.isPlainLevel(metric) || Readout.isAge(metric);
    }
}
