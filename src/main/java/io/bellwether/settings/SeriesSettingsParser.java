package io.bellwether.settings;

import static io.bellwether.settings.SeriesSettings.DEFAULT;

import io.bellwether.event.AgentIds;
import io.bellwether.event.Dimensions;
import io.bellwether.metric.ValueLimits;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what {@code bellwether.yaml} says of series. */
final class SeriesSettingsParser {

    private static final int MOST_VALUES = 1_000_000;
    private static final int LEAST_SECRET = 16;
    private static final String UNKNOWN = "of a variable that is not set";

    private final YamlMap map;

    private SeriesSettingsParser(YamlMap map) {
        this.map = map;
    }

    /** What the keys of the whole file say, with defaults for the rest. */
    static SeriesSettings parse(YamlMap root) {
        return new SeriesSettingsParser(root).settings();
    }

    private SeriesSettings settings() {
        List<String> dimensions = dimensions();
        List<List<String>> rollups = rollups(dimensions);
        long window = map.positive("window", DEFAULT.windowMillis());
        return new SeriesSettings(
                dimensions,
                rollups,
                window,
                multiple("interval", DEFAULT.intervalMillis(), window),
                multiple("level_refresh", window, window),
                map.positive("handle_time", DEFAULT.handleTimeMillis()),
                new ValueLimits(
                        limit("max_values_per_dimension", DEFAULT.limits().perDimension()),
                        limit("max_agents", DEFAULT.limits().agents())),
                agentIds(dimensions));
    }

    private AgentIds agentIds(List<String> dimensions) {
        Map<String, AgentIds.Kind> kinds = new LinkedHashMap<>();
        for (AgentIds.Kind kind : AgentIds.Kind.values()) {
            kinds.put(kind.word(), kind);
        }
        String word = map.textOr("agent_ids", AgentIds.Kind.PLAIN.word());
        // a variable that is not set here is told by itself
        YamlValue said = map.value("agent_ids_secret");
        String secret = said == null || said.isNull() ? "" : said.text(UNKNOWN);
        AgentIds.Kind kind = kinds.get(word);
        if (kind == null) {
            map.error("agent_ids", "is one of " + String.join(", ", kinds.keySet()) + ", not " + word);
            return AgentIds.PLAIN;
        }
        if (kind == AgentIds.Kind.HASHED && secret.strip().length() < LEAST_SECRET) {
            map.error(
                    "agent_ids_secret",
                    "must have " + LEAST_SECRET + " characters or more where agent_ids is hashed: with a short one"
                            + " everybody finds the ids by trying them");
        }
        if (kind == AgentIds.Kind.OFF && (dimensions.contains("agent") || dimensions.contains("agent_id"))) {
            map.error("dimensions", "name the agent, and agent_ids is off; remove one");
        }
        return new AgentIds(kind, secret);
    }

    private List<String> dimensions() {
        YamlValue value = map.value("dimensions");
        if (value == null) {
            return DEFAULT.dimensions();
        }
        List<String> dimensions = map.words("dimensions");
        Set<String> seen = new HashSet<>();
        for (YamlValue item : value.items()) {
            String name = item.isText() ? item.text("") : "";
            String problem = DimensionNames.problem(name);
            if (!name.isEmpty() && !problem.isEmpty()) {
                item.error(problem);
            } else if (!name.isEmpty() && !seen.add(name)) {
                item.error(name + " stands here twice; remove one");
            } else if (!Dimensions.COMMON.contains(name)) {
                warnIfMistyped(item, name);
            }
        }
        return dimensions;
    }

    /** Any name is taken, as events may tell what they like; one that is nearly a usual one would stay empty for ever. */
    private static void warnIfMistyped(YamlValue item, String name) {
        String hint = Nearest.hint(name, Dimensions.COMMON);
        if (!hint.isEmpty()) {
            item.warn(name + " is no field that every event may have; where events do tell it, all is well" + hint);
        }
    }

    private List<List<String>> rollups(List<String> dimensions) {
        List<List<String>> rollups =
                map.list("rollups").stream().map(YamlValue::words).toList();
        if (!map.has("rollups")) {
            return DEFAULT.rollups().stream().filter(dimensions::containsAll).toList();
        }
        if (map.isList("rollups") && rollups.isEmpty()) {
            map.error("rollups", "names none; leave it out for the usual ones, or write [[]] for totals alone");
        }
        Set<Set<String>> seen = new HashSet<>();
        for (List<String> rollup : rollups) {
            for (String dimension : rollup) {
                if (!dimensions.contains(dimension)) {
                    map.error(
                            "rollups",
                            dimension + " is none of the dimensions " + dimensions
                                    + Nearest.hint(dimension, dimensions));
                }
            }
            if (Set.copyOf(rollup).size() < rollup.size()) {
                map.error("rollups", rollup + " names a dimension twice; remove one");
            } else if (!seen.add(Set.copyOf(rollup))) {
                map.error("rollups", rollup + " stands here twice, whatever the order of its names; remove one");
            }
        }
        return rollups;
    }

    private long multiple(String key, long fallback, long window) {
        long millis = map.positive(key, fallback);
        if (millis % window != 0) {
            if (map.has(key)) {
                map.error(key, "must be a multiple of window, which is " + Durations.shortest(window));
            } else {
                map.error(
                        "window",
                        "must divide " + key + ", which is " + Durations.shortest(millis)
                                + " unless written; write both");
            }
        }
        return millis;
    }

    private int limit(String key, int fallback) {
        long limit = map.whole(key, fallback);
        if (limit < 1 || limit > MOST_VALUES) {
            map.error(key, "must be 1 to " + MOST_VALUES + ", not " + limit);
            return fallback;
        }
        return (int) limit;
    }
}
