package io.bellwether.rule;

import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockKind;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a rule on a signal. */
final class SignalRuleParser {

    private static final Set<String> PLACEHOLDERS = new TreeSet<>(Set.of(
            "case",
            "source",
            "clock",
            "instance",
            "level",
            "deadline",
            "target",
            "consumed",
            "severity",
            "starts_at",
            "from",
            "to"));

    private static final List<String> SERIES_KEYS = List.of(
            "by",
            "window",
            "agg",
            "levels",
            "op",
            "value",
            "recover",
            "for",
            "keep_firing_for",
            "min_samples",
            "n_of_m",
            "no_data",
            "baseline",
            "burn_rate",
            "forecast",
            "absent",
            "active",
            "limits");

    private final YamlMap map;
    private final RuleContext context;

    SignalRuleParser(YamlMap map, RuleContext context) {
        this.map = map;
        this.context = context;
    }

    /** The rule, or null where it makes no sense; the complaints are with the map. */
    SignalRule parse(Rule.About about) {
        SERIES_KEYS.forEach(key -> map.refuse(key, "belongs to rules on a metric; remove it"));
        Signal.Kind kind = kind(map.text("signal", ""));
        Map<String, List<String>> where = map.wordsByName("where");
        checkWhere(kind, where);
        Map<Integer, Severity> severities = severities(kind);
        checkLevels(where, severities);
        RuleParser.checkTexts(
                map,
                about,
                name -> PLACEHOLDERS.contains(name) || name.matches("detail\\.[a-z][a-z0-9_]*") || isLabel(name, about),
                String.join(", ", PLACEHOLDERS) + ", detail.NAME, labels.NAME with one of "
                        + String.join(", ", new TreeSet<>(context.dimensions())));
        return kind == null ? null : new SignalRule(about, kind, where, severities);
    }

    private boolean isLabel(String name, Rule.About about) {
        String label = name.startsWith("labels.") ? name.substring(7) : "";
        return label.equals("clock")
                || context.dimensions().contains(label)
                || about.labels().containsKey(label);
    }

    private void checkWhere(Signal.Kind kind, Map<String, List<String>> where) {
        RuleParser.checkWhere(map, where);
        boolean ofClock = kind == Signal.Kind.SLA_AT_RISK || kind == Signal.Kind.SLA_BREACHED;
        where.forEach((name, values) -> {
            if (kind == Signal.Kind.POLICY_REJECTED) {
                map.error("where", kind.wireName() + " is about a file and has no " + name + "; remove it");
            } else if (kind != null && !ofClock && (name.equals("clock") || name.equals("level"))) {
                map.error("where", kind.wireName() + " has no " + name + "; remove it");
            } else if (name.equals("clock")) {
                checkValues(name, values, ClockKind.wireNames());
            } else if (name.equals("level")) {
                checkValues(name, values, kind == Signal.Kind.SLA_BREACHED ? List.of("0") : List.of("1", "2"));
            } else {
                RuleParser.checkDimension(map, "where", name, context.dimensions());
            }
        });
    }

    private void checkValues(String name, List<String> values, List<String> known) {
        for (String value : values) {
            if (!known.contains(value)) {
                map.error(
                        "where",
                        name + " is one of " + String.join(", ", known) + ", not " + value
                                + Nearest.hint(value, known));
            }
        }
    }

    private Signal.Kind kind(String name) {
        for (Signal.Kind kind : SignalEnds.OPENING) {
            if (kind.wireName().equals(name)) {
                return kind;
            }
        }
        map.error(
                "signal",
                "must be one of "
                        + SignalEnds.OPENING.stream().map(Signal.Kind::wireName).collect(Collectors.joining(", "))
                        + ", not " + name);
        return null;
    }

    private Map<Integer, Severity> severities(Signal.Kind kind) {
        Map<Integer, Severity> severities = new HashMap<>();
        if (!map.isMap("severity")) {
            put(severities, 0, map.required("severity", "one of " + Severity.names()));
            return severities;
        }
        if (kind != Signal.Kind.SLA_AT_RISK) {
            map.error("severity", "only sla.at_risk has levels; write one severity");
        }
        map.textByName("severity").forEach((level, name) -> {
            if (level.equals("1") || level.equals("2")) {
                put(severities, Integer.parseInt(level), name);
            } else {
                map.error(
                        "severity",
                        "levels are 1 (share of the target elapsed) and 2 (little time left), not " + level);
            }
        });
        return severities;
    }

    /** Levels that are asked for and have no severity never fire, and severities of others are never used. */
    private void checkLevels(Map<String, List<String>> where, Map<Integer, Severity> severities) {
        if (!map.isMap("severity")) {
            return;
        }
        if (map.section("severity").names().isEmpty()) {
            map.error("severity", "holds for no level; write severity: {1: …, 2: …}, or one for both");
        }
        List<String> asked = where.getOrDefault("level", List.of());
        for (String level : asked) {
            if (List.of("1", "2").contains(level) && !severities.containsKey(Integer.valueOf(level))) {
                map.error("severity", "says nothing of level " + level + ", which where asks for; add it");
            }
        }
        severities.keySet().stream()
                .filter(level -> where.containsKey("level") && !asked.contains(level.toString()))
                .forEach(level -> map.error("severity", "level " + level + " is never used: where asks for others"));
    }

    private void put(Map<Integer, Severity> severities, int level, String name) {
        Severity severity = Severity.byName(name);
        if (severity != null) {
            severities.put(level, severity);
        } else if (!name.isEmpty()) {
            map.error("severity", "must be one of " + Severity.names() + ", not " + name);
        }
    }
}
