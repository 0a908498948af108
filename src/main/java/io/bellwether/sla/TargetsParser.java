package io.bellwether.sla;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code targets} of policies: a duration, or a choice by dimensions, or either with options. */
final class TargetsParser {
    private static final Set<String> OPTION_KEYS = Set.of("target", "calendar", "at_risk");
    private static final int MAX_DEPTH = 4;

    private final PolicyParser policies;
    private final List<Target> all = new ArrayList<>();

    TargetsParser(PolicyParser policies) {
        this.policies = policies;
    }

    /** All targets of the file; a target's id is its place, from 1. */
    List<Target> all() {
        return all;
    }

    /** @param yaml null where the policy has no targets */
    Map<ClockKind, Targets> parse(Yaml yaml, WorkCalendar calendar, AtRisk atRisk) throws PolicyException {
        Map<ClockKind, Targets> targets = new EnumMap<>(ClockKind.class);
        if (yaml != null) {
            for (Map.Entry<String, Yaml> entry : yaml.entries().entrySet()) {
                ClockKind kind = PolicyParser.clock(entry.getKey(), entry.getValue());
                targets.put(kind, node(entry.getValue(), entry.getKey(), calendar, atRisk, 0));
            }
        }
        return targets;
    }

    private Targets node(Yaml yaml, String path, WorkCalendar calendar, AtRisk atRisk, int depth)
            throws PolicyException {
        if (!yaml.isMap()) {
            return fixed(yaml, path, calendar, atRisk);
        }
        if (depth == MAX_DEPTH) {
            throw yaml.error("is nested too deep");
        }
        Map<String, Yaml> fields = yaml.entries();
        if (fields.containsKey("target")) {
            yaml.fields(OPTION_KEYS);
            WorkCalendar ownCalendar =
                    fields.containsKey("calendar") ? policies.calendar(fields.get("calendar")) : calendar;
            AtRisk ownRisk = fields.containsKey("at_risk") ? PolicyParser.atRisk(fields.get("at_risk")) : atRisk;
            return node(fields.get("target"), path, ownCalendar, ownRisk, depth + 1);
        }
        if (fields.size() != 1) {
            throw yaml.error("must name one dimension, as in {priority: {urgent: 1h, \"*\": 8h}},"
                    + " or have the key target");
        }
        Map.Entry<String, Yaml> only = fields.entrySet().iterator().next();
        String dimension = policies.dimension(only.getKey(), only.getValue());
        return byDimension(dimension, only.getValue(), path + "." + dimension, calendar, atRisk, depth);
    }

    private Targets byDimension(
            String dimension, Yaml yaml, String path, WorkCalendar calendar, AtRisk atRisk, int depth)
            throws PolicyException {
        Map<String, Targets> values = new HashMap<>();
        Targets otherwise = null;
        for (Map.Entry<String, Yaml> entry : yaml.entries().entrySet()) {
            Targets below = node(entry.getValue(), path + "." + entry.getKey(), calendar, atRisk, depth + 1);
            if (entry.getKey().equals("*")) {
                otherwise = below;
            } else {
                PolicyParser.checkKind(dimension, entry.getKey(), entry.getValue());
                values.put(entry.getKey(), below);
            }
        }
        return new Targets.ByDimension(dimension, Map.copyOf(values), otherwise);
    }

    private Targets fixed(Yaml yaml, String path, WorkCalendar calendar, AtRisk atRisk) throws PolicyException {
        if (yaml.text().equals("none")) {
            return new Targets.Fixed(null);
        }
        Target target = new Target(all.size() + 1, Durations.millis(yaml), calendar, atRisk, path, yaml.line());
        all.add(target);
        return new Targets.Fixed(target);
    }
}
