package io.bellwether.notify;

import java.util.Set;

/**
 * What a routing file is read against.
 *
 * @param labels every label that an alert can have; empty where that is not known, and then any is taken
 * @param uids of all rules; empty where they are not known
 * @param needsVariables whether a variable that is not set is an error: it is where the job starts, not where a file is
 *     checked
 */
public record RoutingContext(Set<String> labels, Set<String> uids, boolean needsVariables) {

    /** Any label is taken, and variables must be set. */
    public static final RoutingContext UNKNOWN = new RoutingContext(Set.of(), Set.of(), true);

    public RoutingContext {
        labels = Set.copyOf(labels);
        uids = Set.copyOf(uids);
    }
}
