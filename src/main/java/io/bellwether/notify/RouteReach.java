package io.bellwether.notify;

import io.bellwether.rule.Severity;
import io.bellwether.yaml.YamlMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whether any alert comes to a route. Severities are known, uids where the rules are, and so is what a regular expression of
 * plain words matches; any other label may have any value. What is not certain counts as reached.
 */
final class RouteReach {

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}_ -]+(?:\\|[\\p{L}\\p{N}_ -]+)*");
    private static final String ALL = ".*";
    private static final int MOST_ALERTS = 20_000;

    private final Route route;
    private final List<Route> earlier;
    /** By label what it can be where the route matches; labels that may be anything are missing. */
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private RouteReach(Route route, List<Route> earlier, Set<String> uids) {
        this.route = route;
        this.earlier = earlier;
        Set<String> labels = new LinkedHashSet<>(route.match().keySet());
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
     * @param uids of all rules; empty where they are not known
     */
    static void check(YamlMap map, Route route, List<Route> earlier, Set<String> uids) {
        for (int i = 0; i < earlier.size(); i++) {
            boolean covers = earlier.get(i).match().entrySet().stream().allMatch(condition -> {
                Pattern own = route.match().get(condition.getKey());
                return own != null && own.pattern().equals(condition.getValue().pattern());
            });
            if (covers) {
                map.error(
                        "match",
                        "is never reached: the " + ordinal(i + 1) + " route matches all that this one does, and the"
                                + " first wins; put this one before it, or remove it");
                return;
            }
        }
        if (RouteReach.isHidden(route, earlier, uids)) {
            map.warn(
                    "match",
                    "is never reached: routes before it take every alert that it matches, and the first wins; put this"
                            + " one before them, or remove it");
        }
    }

    private static String ordinal(int number) {
        return switch (number) {
            case 1 -> "first";
            case 2 -> "second";
            case 3 -> "third";
            default -> number + "th";
        };
    }

    private List<String> known(String label, Set<String> uids) {
        Pattern own = route.match().get(label);
        Predicate<String> matches = value -> own == null || own.matcher(value).matches();
        if (label.equals("severity")) {
            return Arrays.stream(Severity.values())
                    .map(Severity::wireName)
                    .filter(matches)
                    .toList();
        }
        if (label.equals("uid") && !uids.isEmpty()) {
            return uids.stream().filter(matches).sorted().toList();
        }
        return own != null && WORDS.matcher(own.pattern()).matches()
                ? List.of(own.pattern().split("\\|"))
                : null;
    }

    /** Whether every alert that the route matches is taken by an earlier one. */
    private static boolean isHidden(Route route, List<Route> earlier, Set<String> uids) {
        RouteReach reach = new RouteReach(route, earlier, uids);
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

    private boolean takes(Route other, Map<String, String> alert) {
        return other.match().entrySet().stream().allMatch(condition -> {
            String pattern = condition.getValue().pattern();
            String value = alert.get(condition.getKey());
            Pattern own = route.match().get(condition.getKey());
            return value != null
                    ? condition.getValue().matcher(value).matches()
                    : pattern.equals(ALL) || own != null && own.pattern().equals(pattern);
        });
    }
}
