package io.bellwether.rule;

import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockKind;
import io.bellwether.timeinterval.TimeInterval;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
            "due",
            "target",
            "consumed",
            "severity",
            "starts_at",
            "from",
            "to"));

    /** What a level of a signal is; empty of those that have none. */
    private static final Map<Signal.Kind, Map<String, String>> LEVELS = Map.of(
            Signal.Kind.SLA_AT_RISK,
            new TreeMap<>(Map.of("1", "share of the target elapsed", "2", "little time left")),
            Signal.Kind.PLATFORM_AT_RISK,
            new TreeMap<>(Map.of("1", "the first warning of the platform", "2", "the second", "3", "the third")),
            Signal.Kind.STORE_AWAY,
            new TreeMap<>(Map.of("1", "it does not answer, or cannot now", "2", "it refuses what is written")));

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
            "drivers");

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
        Map<String, List<String>> where = context.behindTheDoor(map.wordsByName("where"));
        checkWhere(kind, where);
        Map<Integer, Severity> severities = severities(kind);
        checkLevels(kind, where, severities);
        TimeInterval active = context.intervals().named(map, "active");
        RuleParser.checkTexts(
                map,
                about,
                name -> PLACEHOLDERS.contains(name)
                        || name.matches("detail\\.[a-z][a-z0-9_]*")
                        || isLabel(name, kind, about),
                String.join(", ", PLACEHOLDERS) + ", detail.NAME, labels.NAME with one of "
                        + String.join(", ", new TreeSet<>(context.dimensions())));
        return kind == null ? null : new SignalRule(about, kind, where, severities, active);
    }

    private boolean isLabel(String name, Signal.Kind kind, Rule.About about) {
        String label = name.startsWith("labels.") ? name.substring(7) : "";
        return label.equals(RuleAlerts.ownLabel(kind))
                || context.dimensions().contains(label)
                || about.labels().containsKey(label);
    }

    private void checkWhere(Signal.Kind kind, Map<String, List<String>> where) {
        RuleParser.checkWhere(map, where);
        where.forEach((name, values) -> {
            boolean ofCase = kind == null || SignalEnds.subject(kind) == SignalEnds.Subject.CASE;
            if (!ofCase && name.equals("level") && LEVELS.containsKey(kind)) {
                map.error(
                        "where",
                        "takes nothing of " + kind.wireName()
                                + ", which is about no single case; to fire at some of its levels" + " alone, "
                                + words(kind) + ", give these a severity, as in severity: {2: warning}");
            } else if (!ofCase) {
                map.error("where", kind.wireName() + " is about no single case and has no " + name + "; remove it");
            } else if (kind != null && !hasName(kind, name)) {
                map.error("where", kind.wireName() + " has no " + name + "; remove it");
            } else if (kind == Signal.Kind.PLATFORM_AT_RISK && name.equals(Signal.PLATFORM)) {
                // whatever platforms there are: their files stand beside the rules
                return;
            } else if (name.equals("clock")) {
                checkValues(name, values, ClockKind.wireNames());
            } else if (name.equals("level")) {
                checkValues(name, values, kind == Signal.Kind.SLA_BREACHED ? List.of("0") : levels(kind));
            } else {
                RuleParser.checkDimension(map, "where", name, context.dimensions());
            }
        });
    }

    private static boolean hasName(Signal.Kind kind, String name) {
        boolean ofClock = kind == Signal.Kind.SLA_AT_RISK || kind == Signal.Kind.SLA_BREACHED;
        return switch (name) {
            case "clock" -> ofClock;
            case "level" -> ofClock || LEVELS.containsKey(kind);
            default -> true;
        };
    }

    private static List<String> levels(Signal.Kind kind) {
        return List.copyOf(
                LEVELS.getOrDefault(kind, LEVELS.get(Signal.Kind.SLA_AT_RISK)).keySet());
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
        if (!LEVELS.containsKey(kind)) {
            map.error("severity", "only sla.at_risk, platform.at_risk and store.away have levels; write one severity");
        }
        List<String> levels = levels(kind);
        map.textByName("severity").forEach((level, name) -> {
            if (levels.contains(level)) {
                put(severities, Integer.parseInt(level), name);
            } else {
                map.error("severity", "levels are " + words(kind) + ", not " + level);
            }
        });
        return severities;
    }

    /** Levels that are asked for and have no severity never fire, and severities of others are never used. */
    private void checkLevels(Signal.Kind kind, Map<String, List<String>> where, Map<Integer, Severity> severities) {
        if (!map.isMap("severity")) {
            return;
        }
        if (map.section("severity").names().isEmpty()) {
            map.error("severity", "holds for no level; write severity: {1: …, 2: …}, or one for all");
        }
        List<String> asked = where.getOrDefault("level", List.of());
        for (String level : asked) {
            if (levels(kind).contains(level) && !severities.containsKey(Integer.valueOf(level))) {
                map.error("severity", "says nothing of level " + level + ", which where asks for; add it");
            }
        }
        severities.keySet().stream()
                .filter(level -> where.containsKey("level") && !asked.contains(level.toString()))
                .forEach(level -> map.error("severity", "level " + level + " is never used: where asks for others"));
    }

    private static String words(Signal.Kind kind) {
        return LEVELS.getOrDefault(kind, LEVELS.get(Signal.Kind.SLA_AT_RISK)).entrySet().stream()
                .map(level -> level.getKey() + " (" + level.getValue() + ")")
                .collect(Collectors.joining(" and "));
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
