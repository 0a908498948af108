package io.bellwether.notify;

import com.google.re2j.Pattern;
import io.bellwether.rule.RuleAlerts;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether any alert of the rules that there are has what a route, or a side of an inhibition, asks for. */
final class RouteSense {

    private final YamlMap map;
    private final String key;
    private final String outcome;
    private final List<RuleAlerts> alerts;

    private RouteSense(YamlMap map, String key, String outcome, List<RuleAlerts> alerts) {
        this.map = map;
        this.key = key;
        this.outcome = outcome;
        this.alerts = alerts;
    }

    /**
     * Warns of a route that no rule's alert can match: of the first condition that none meets, else of all together.
     *
     * @param match what stands in the route itself
     * @param all and in those that it stands in
     * @param alerts of all rules; empty where they are not known
     */
    static void check(YamlMap route, Map<String, Pattern> match, Conditions all, List<RuleAlerts> alerts) {
        new RouteSense(route, "match", "nothing comes to this route", alerts).check(match, all);
    }

    /** Warns of an inhibition of which one side can match no rule's alert. */
    static void checkSide(YamlMap inhibit, String side, Map<String, Pattern> match, List<RuleAlerts> alerts) {
        new RouteSense(inhibit, side, "nobody is kept quiet by this", alerts).check(match, Conditions.NONE.and(match));
    }

    private void check(Map<String, Pattern> match, Conditions all) {
        if (alerts.isEmpty() || alerts.stream().anyMatch(each -> canMatch(each, all))) {
            return;
        }
        for (Map.Entry<String, Pattern> condition : match.entrySet()) {
            Predicate<String> matches = matching(condition.getValue());
            if (alerts.stream().noneMatch(each -> each.canHave(condition.getKey(), matches))) {
                warn(condition.getKey(), condition.getValue().pattern());
                return;
            }
        }
        map.warn(key, "asks for what no rule's alerts have together: " + outcome + "; correct it, or remove it");
    }

    private static boolean canMatch(RuleAlerts alerts, Conditions all) {
        return all.byLabel().keySet().stream()
                .allMatch(label -> alerts.canHave(label, value -> all.allow(label, value)));
    }

    private static Predicate<String> matching(Pattern pattern) {
        return value -> pattern.matcher(value).matches();
    }

    private void warn(String label, String pattern) {
        YamlMap match = map.section(key);
        if (label.equals("uid")) {
            Set<String> uids = alerts.stream().map(RuleAlerts::uid).collect(Collectors.toSet());
            match.warn("uid", "matches the uid of no rule" + Nearest.hint(pattern, uids) + "; " + outcome);
            return;
        }
        Set<String> known = alerts.stream()
                .flatMap(each -> each.known(label))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        String what = known.isEmpty()
                ? "no rule's alerts have a " + label + " here"
                : "matches no alert: the rules give only " + label + " " + String.join(", ", known);
        match.warn(label, what + Nearest.hint(pattern, known) + "; " + outcome);
    }
}
