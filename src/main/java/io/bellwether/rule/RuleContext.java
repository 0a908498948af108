package io.bellwether.rule;

import io.bellwether.event.Dimensions;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What rules are read against: a rule that these settings cannot serve would be silent for ever, and is refused.
 *
 * @param paneMillis length of a pane ({@code window} of the settings), of which windows are made
 * @param dimensions names of the dimensions that events are broken down by
 * @param byAgent whether anything is told by agent
 * @param environment variables that links may name
 */
public record RuleContext(long paneMillis, Set<String> dimensions, boolean byAgent, Map<String, String> environment) {

    private static final long USUAL_PANE_MILLIS = 10_000;

    public RuleContext {
        dimensions = Set.copyOf(dimensions);
        environment = Map.copyOf(environment);
    }

    /** Of settings, in the environment of this process. */
    public static RuleContext of(long paneMillis, Collection<String> dimensions, boolean byAgent) {
        return new RuleContext(paneMillis, new TreeSet<>(dimensions), byAgent, System.getenv());
    }

    /** Panes of ten seconds and every dimension that events have by themselves. */
    static RuleContext usual(Map<String, String> environment) {
        return new RuleContext(USUAL_PANE_MILLIS, Dimensions.COMMON, true, environment);
    }
}
