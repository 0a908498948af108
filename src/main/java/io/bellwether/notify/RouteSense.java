package io.bellwether.notify;

import io.bellwether.rule.RuleAlerts;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether any alert of the rules that there are has what a route asks for. */
final class RouteSense {

    private final YamlMap route;
    private final List<RuleAlerts> alerts;

    private RouteSense(YamlMap route, List<RuleAlerts> alerts) {
        this.route = route;
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
        if (alerts.isEmpty() || alerts.stream().anyMatch(each -> canMatch(each, all))) {
            return;
        }
        RouteSense sense = new RouteSense(route, alerts);
        for (Map.Entry<String, Pattern> condition : match.entrySet()) {
            Predicate<String> matches = matching(condition.getValue());
            if (alerts.stream().noneMatch(each -> each.canHave(condition.getKey(), matches))) {
                sense.warn(condition.getKey(), condition.getValue().pattern());
                return;
            }
        }
        route.warn(
                "match",
                "asks for what no rule's alerts have together, so nothing comes here; correct it, or remove the route");
    }

    private static boolean canMatch(RuleAlerts alerts, Conditions all) {
        return all.byLabel().keySet().stream()
                .allMatch(label -> alerts.canHave(label, value -> all.allow(label, value)));
    }

    private static Predicate<String> matching(Pattern pattern) {
        return value -> pattern.matcher(value).matches();
    }

    private void warn(String label, String pattern) {
        YamlMap match = route.section("match");
        if (label.equals("uid")) {
            Set<String> uids = alerts.stream().map(RuleAlerts::uid).collect(Collectors.toSet());
            match.warn("uid", "matches the uid of no rule" + Nearest.hint(pattern, uids));
            return;
        }
        Set<String> known = alerts.stream()
                .flatMap(each -> each.known(label))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        String what = known.isEmpty()
                ? "no rule's alerts have a " + label + " here"
                : "matches no alert: the rules give only " + label + " " + String.join(", ", known);
        match.warn(label, what + Nearest.hint(pattern, known) + "; nothing comes to this route");
    }
}
