package io.bellwether.notify;

import io.bellwether.alert.Transition;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A line of the routing table.
 *
 * @param match regular expressions that the whole of {@code uid}, {@code severity} or a label must match; none match all
 * @param receiver where it leads
 * @param groupBy {@code uid}, {@code severity} or labels; alerts that agree in them share a message
 * @param groupWaitMillis how long to gather before the first message of a group
 */
public record Route(Map<String, Pattern> match, String receiver, List<String> groupBy, long groupWaitMillis)
        implements Serializable {

    boolean matches(Transition transition, String severity) {
        for (Map.Entry<String, Pattern> condition : match.entrySet()) {
            String value = value(condition.getKey(), transition, severity);
            if (!condition.getValue().matcher(value).matches()) {
                return false;
            }
        }
        return true;
    }

    Map<String, String> group(Transition transition, String severity) {
        Map<String, String> group = new TreeMap<>();
        for (String name : groupBy) {
            group.put(name, value(name, transition, severity));
        }
        return group;
    }

    /** A missing label equals an empty one. */
    private static String value(String name, Transition transition, String severity) {
        return switch (name) {
            case "uid" -> transition.uid();
            case "severity" -> severity;
            default -> transition.labels().getOrDefault(name, "");
        };
    }
}
