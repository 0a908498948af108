package io.bellwether.sla;

import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code targets} of policies: a duration, or a choice by dimensions, or either with options. */
final class TargetsParser {
    private static final int MAX_DEPTH = 4;

    private final PolicyParser policies;
    private final List<Target> all = new ArrayList<>();

    /** What holds for a target beside its length. */
    private record Terms(
            ClockKind clock, WorkCalendar calendar, AtRisk atRisk, WorkCalendar startedWithin, List<Match> conditions) {

        /** The same below one value of a dimension. */
        Terms below(String dimension, String value) {
            List<Match> all = new ArrayList<>(conditions);
            all.add(new Match(dimension, Set.of(value), false, false));
            return new Terms(clock, calendar, atRisk, startedWithin, all);
        }
    }

    TargetsParser(PolicyParser policies) {
        this.policies = policies;
    }

    /** All targets of the file; a target's id is its place, from 1. */
    List<Target> all() {
        return all;
    }

    /** @param match conditions of the policy: what they exclude needs no target */
    Map<ClockKind, Targets> parse(YamlMap map, WorkCalendar calendar, AtRisk atRisk, List<Match> match) {
        Map<ClockKind, Targets> targets = new EnumMap<>(ClockKind.class);
        for (String name : map.names()) {
            YamlValue value = map.value(name);
            ClockKind kind = PolicyParser.clock(name, value);
            if (kind != null) {
                Terms terms = new Terms(kind, calendar, atRisk, WorkCalendar.ALWAYS, match);
                targets.put(kind, node(value, name, terms, 0));
            }
        }
        return targets;
    }

    private Targets node(YamlValue value, String path, Terms terms, int depth) {
        if (!value.isMap()) {
            return fixed(value, path, terms);
        }
        if (depth == MAX_DEPTH) {
            value.error("is nested too deep");
            return new Targets.Fixed(null);
        }
        YamlMap map = value.map();
        if (map.has("target")) {
            Terms own = new Terms(
                    terms.clock(),
                    policies.calendar(map, "calendar", terms.calendar()),
                    AtRiskParser.parse(map, terms.atRisk()),
                    policies.calendar(map, "started_within", terms.startedWithin()),
                    terms.conditions());
            Targets targets = node(map.value("target"), path, own, depth + 1);
            map.done();
            return targets;
        }
        if (map.names().size() != 1) {
            value.error("must name one dimension, as in {priority: {urgent: 1h, \"*\": 8h}}, or have the key target");
            return new Targets.Fixed(null);
        }
        String name = map.names().iterator().next();
        String dimension = policies.dimension(name, map.value(name));
        if (map.isMap(name) && map.section(name).names().isEmpty()) {
            map.error(name, "names no value, so nobody has this target; write some, or \"*\" for all");
        }
        return byDimension(dimension, map.value(name).map(), path + "." + dimension, terms, depth);
    }

    private Targets byDimension(String dimension, YamlMap map, String path, Terms terms, int depth) {
        Map<String, Targets> values = new HashMap<>();
        Targets otherwise = null;
        for (String written : map.names()) {
            YamlValue value = map.value(written);
            String name = policies.value(dimension, written);
            boolean any = name.equals("*");
            Targets below = node(value, path + "." + name, any ? terms : terms.below(dimension, name), depth + 1);
            if (any) {
                otherwise = below;
                continue;
            }
            PolicyParser.checkKind(dimension, name, value);
            if (name.startsWith("!")) {
                value.error("a target has no !: name the values themselves, and \"*\" for all others");
            } else if (!Reach.allows(terms.conditions(), dimension, name)) {
                value.error("is never used: no case comes here with " + dimension + " " + name
                        + "; look at match and at the targets around this one");
            }
            values.put(name, below);
        }
        return new Targets.ByDimension(dimension, Map.copyOf(values), otherwise);
    }

    private Targets fixed(YamlValue value, String path, Terms terms) {
        if (value.text("").equals("none")) {
            return new Targets.Fixed(null);
        }
        PolicyParser.requireCases(terms.clock(), terms.conditions(), value);
        long millis = value.isText() ? PolicyParser.positive(value) : 1;
        Target target = new Target(
                all.size() + 1, millis, terms.calendar(), terms.atRisk(), terms.startedWithin(), path, value.line());
        all.add(target);
        return new Targets.Fixed(target);
    }
}
