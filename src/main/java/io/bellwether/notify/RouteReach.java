package io.bellwether.notify;

import com.google.re2j.Pattern;
import io.bellwether.rule.Severity;
import io.bellwether.yaml.YamlMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether any alert comes to a route. Severities are known, uids where the rules are, and so is what a regular expression of
 * plain words matches; any other label may have any value. What is not certain counts as reached.
 */
final class RouteReach {

    private static final java.util.regex.Pattern WORDS =
            java.util.regex.Pattern.compile("[\\p{L}\\p{N}_ -]+(?:\\|[\\p{L}\\p{N}_ -]+)*");
    private static final String ALL = ".*";
    private static final int MOST_ALERTS = 20_000;

    private final Conditions own;
    private final List<Earlier> earlier;
    /** By label what it can be where the route matches; labels that may be anything are missing. */
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /**
     * A route that is asked before.
     *
     * @param match what it asks for, beside what both are within
     * @param line of the file where it begins
     */
    record Earlier(Map<String, Pattern> match, int line) {}

    private RouteReach(Conditions own, List<Earlier> earlier, Set<String> uids) {
        this.own = own;
        this.earlier = earlier;
        Set<String> labels = new LinkedHashSet<>(own.byLabel().keySet());
        earlier.forEach(other -> labels.addAll(other.match().keySet()));
        for (String label : labels) {
            List<String> known = known(label, uids);
            if (known != null) {
                values.put(label, known);
            }
        }
    }

    /**
     * What every rule and every regular expression leaves without effect is an error; what these rules do, a warning.
     *
     * @param own what the route asks for
     * @param earlier those that leave nothing to it of what they match
     * @param uids of all rules; empty where they are not known
     */
    static void check(YamlMap map, Conditions own, List<Earlier> earlier, Set<String> uids) {
        for (Earlier other : earlier) {
            boolean covers = other.match().entrySet().stream()
                    .allMatch(condition -> own.has(condition.getKey(), condition.getValue()));
            if (covers) {
                map.error(
                        "match",
                        "is never reached: the route in line " + other.line() + " takes all that this one matches, and"
                                + " the first wins; put this one before it, or remove it");
                return;
            }
        }
        if (isHidden(own, earlier, uids)) {
            map.warn(
                    "match",
                    "is never reached: routes before it take every alert that it matches, and the first wins; put this"
                            + " one before them, or remove it");
        }
    }

    private List<String> known(String label, Set<String> uids) {
        Predicate<String> matches = value -> own.allow(label, value);
        if (label.equals("severity")) {
            return Arrays.stream(Severity.values())
                    .map(Severity::wireName)
                    .filter(matches)
                    .toList();
        }
        if (label.equals("uid") && !uids.isEmpty()) {
            return uids.stream().filter(matches).sorted().toList();
        }
        return own.of(label).stream()
                .map(Pattern::pattern)
                .filter(pattern -> WORDS.matcher(pattern).matches())
                .findFirst()
                .map(words -> Arrays.stream(words.split("\\|")).filter(matches).toList())
                .orElse(null);
    }

    /** Whether every alert that the route matches is taken by an earlier one. */
    private static boolean isHidden(Conditions own, List<Earlier> earlier, Set<String> uids) {
        RouteReach reach = new RouteReach(own, earlier, uids);
        long alerts = 1;
        for (List<String> each : reach.values.values()) {
            alerts = Math.min(alerts * each.size(), MOST_ALERTS + 1L);
        }
        return alerts > 0 && alerts <= MOST_ALERTS && reach.allTaken(new LinkedHashMap<>());
    }

    private boolean allTaken(Map<String, String> alert) {
        if (alert.size() == values.size()) {
            return earlier.stream().anyMatch(other -> takes(other, alert));
        }
        String next = values.keySet().stream()
                .filter(label -> !alert.containsKey(label))
                .findFirst()
                .orElseThrow();
        for (String value : values.get(next)) {
            alert.put(next, value);
            boolean taken = allTaken(alert);
            alert.remove(next);
            if (!taken) {
                return false;
            }
        }
        return true;
    }

    private boolean takes(Earlier other, Map<String, String> alert) {
        return other.match().entrySet().stream().allMatch(condition -> {
            Pattern pattern = condition.getValue();
            String value = alert.get(condition.getKey());
            return value != null
                    ? pattern.matcher(value).matches()
                    : pattern.pattern().equals(ALL) || own.has(condition.getKey(), pattern);
        });
    }
}
