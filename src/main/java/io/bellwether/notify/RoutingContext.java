package io.bellwether.notify;

import io.bellwether.rule.RuleAlerts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a routing file is read against.
 *
 * @param labels every label that an alert can have; empty where that is not known, and then any is taken
 * @param alerts of all rules, what they can be; empty where they are not known
 * @param needsVariables whether a variable that is not set is an error: it is where the job starts, not where a file is
 *     checked
 */
public record RoutingContext(Set<String> labels, List<RuleAlerts> alerts, boolean needsVariables) {

    /** Any label is taken, and variables must be set. */
    public static final RoutingContext UNKNOWN = new RoutingContext(Set.of(), List.of(), true);

    public RoutingContext {
        labels = Set.copyOf(labels);
        alerts = List.copyOf(alerts);
    }

    /** Of all rules; empty where they are not known. */
    Set<String> uids() {
        return alerts.stream().map(RuleAlerts::uid).collect(Collectors.toSet());
    }
}
