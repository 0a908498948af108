package io.bellwether.settings;

import io.bellwether.cases.ForgetAfter;
import io.bellwether.event.Dimensions;
import io.bellwether.quality.Escalation;
import io.bellwether.quality.Resolution;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.List;
import java.util.Set;

/** Reads what {@code bellwether.yaml} says of cases. */
final class CaseSettingsParser {

    private static final long DAY = 86_400_000;

    private CaseSettingsParser() {}

    static Escalation escalation(YamlMap map, List<String> dimensions) {
        String dimension = dimension(map, "dimension", Escalation.DEFAULT.dimension(), dimensions);
        List<String> order = map.has("order") ? map.words("order") : List.of();
        if (Set.copyOf(order).size() < order.size()) {
            map.error("order", "names a tier twice; from the lowest to the highest, each once");
        }
        boolean usual = dimension.equals(Escalation.DEFAULT.dimension()); // any other is refused already
        if (!order.isEmpty() && usual && !isKnown(dimension, dimensions)) {
            map.error(
                    "order",
                    "is that of " + dimension + ", which events do not tell, so no escalation would be counted; name "
                            + dimension + " under dimensions, too");
        }
        map.done();
        return new Escalation(dimension, order);
    }

    static Resolution resolution(YamlMap map, List<String> dimensions) {
        long within = map.duration("within", Resolution.DEFAULT.withinMillis());
        if (within < DAY || within > 30 * DAY) {
            map.error("within", "must be from 1d to 30d, not " + Durations.shortest(within));
        }
        String topic = dimension(map, "topic", Resolution.DEFAULT.topic(), dimensions);
        map.done();
        return new Resolution(within, topic);
    }

    private static String dimension(YamlMap map, String key, String usual, List<String> dimensions) {
        String dimension = map.textOr(key, usual);
        if (!dimension.equals(usual) && !isKnown(dimension, dimensions)) {
            map.error(
                    key,
                    "must be a dimension that events tell, not " + dimension + Nearest.hint(dimension, dimensions)
                            + "; name it under dimensions, too");
        }
        return dimension;
    }

    private static boolean isKnown(String dimension, List<String> dimensions) {
        return dimensions.contains(dimension) || Dimensions.COMMON.contains(dimension);
    }

    /** @param resolution how long it is watched whether customers come back: where nothing is said a chat is known for so long */
    static ForgetAfter forget(YamlMap map, long lateness, Resolution resolution) {
        long usual = Math.max(ForgetAfter.DEFAULT.closedMillis(), resolution.withinMillis());
        long closed = map.duration("closed_after", Math.max(usual, lateness));
        if (closed < lateness) {
            map.error("closed_after", "must be at least the lateness: a late event may still correct the case");
        }
        ForgetAfter forget = new ForgetAfter(
                closed,
                map.duration("solved_after", ForgetAfter.DEFAULT.solvedMillis()),
                map.duration("silent_after", ForgetAfter.DEFAULT.silentMillis()));
        map.done();
        return forget;
    }
}
