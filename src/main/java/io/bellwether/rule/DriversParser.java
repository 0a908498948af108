package io.bellwether.rule;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.Windowing;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads by what the alerts of a rule say what drives them. */
final class DriversParser {

    private static final String KEY = "drivers";
    private static final int MOST = 5;

    private final YamlMap map;
    private final RuleContext context;

    DriversParser(YamlMap map, RuleContext context) {
        this.map = map;
        this.context = context;
    }

    /** The names; those that make no sense are complained about, those that these settings do not have are left out. */
    List<String> parse(Metric metric, List<String> by, Map<String, List<String>> where, Condition condition) {
        List<String> names = map.words(KEY);
        if (names.isEmpty()) {
            return names;
        }
        if (!(condition instanceof Condition.Thresholds) && !(condition instanceof Condition.Departure)) {
            map.error(KEY, "are told by rules with levels or a baseline alone; remove them");
            return List.of();
        }
        if (Set.copyOf(names).size() < names.size() || names.size() > MOST) {
            map.error(KEY, "name a dimension once, and at most " + MOST + " of them");
        }
        Set<String> own = new TreeSet<>(by);
        own.addAll(where.keySet());
        List<String> known = new ArrayList<>();
        for (String name : names) {
            if (own.contains(name)) {
                map.error(KEY, name + " is the same in all of an alert, by by or where; remove it");
            } else if (name.equals(SeriesRule.TOPIC) ? topics(metric, own) : dimension(metric, name)) {
                known.add(name);
            }
        }
        return known;
    }

    private boolean dimension(Metric metric, String name) {
        if (!Windowing.ownRollups(metric.measurement()).isEmpty()) {
            map.error(
                    KEY,
                    metric.measurement().wireName() + " is not broken down further; topic is all that can be"
                            + " named, not " + name);
            return false;
        }
        if (Division.of(metric) == Division.NONE) {
            map.error(KEY, metric.fullName() + " is not made up of parts by " + name + "; remove it");
            return false;
        }
        if (!context.dimensions().contains(name)) {
            map.warn(
                    KEY,
                    name + " is not a dimension of the settings, so nothing is said of it; known: "
                            + String.join(", ", new TreeSet<>(context.dimensions())) + ", " + SeriesRule.TOPIC
                            + Nearest.hint(name, context.dimensions()));
            return false;
        }
        return true;
    }

    /** Topics are told by dimensions of the settings alone. */
    private boolean topics(Metric metric, Set<String> own) {
        Set<String> dimensions = new TreeSet<>(own);
        metric.measurement().tags().forEach(dimensions::remove);
        boolean told = context.dimensions().containsAll(dimensions);
        if (!told || metric.measurement() == Measurement.PIPELINE) {
            map.error(KEY, "topics are not told by " + String.join(", ", own) + "; remove topic");
        }
        return told && metric.measurement() != Measurement.PIPELINE;
    }
}
