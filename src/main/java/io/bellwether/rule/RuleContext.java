package io.bellwether.rule;

import io.bellwether.event.AgentIds;
import io.bellwether.event.Dimensions;
import io.bellwether.metric.Series;
import io.bellwether.metric.ValueLimits;
import io.bellwether.timeinterval.TimeIntervals;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What rules are read against: a rule that these settings cannot serve would be silent for ever, and is refused.
 *
 * @param paneMillis length of a pane ({@code window} of the settings), of which windows are made
 * @param dimensions names of the dimensions that events are broken down by
 * @param agents by which ids agents are known, and whether anything is told by them
 * @param coaching whether it is counted what each agent did
 * @param environment variables that links may name
 * @param intervals hours that rules may name
 */
public record RuleContext(
        long paneMillis,
        Set<String> dimensions,
        AgentIds agents,
        boolean coaching,
        Map<String, String> environment,
        TimeIntervals intervals) {

    /** Stem of the file that names intervals. */
    static final String ROUTING = "alert-routing";

    private static final long USUAL_PANE_MILLIS = 10_000;

    public RuleContext {
        dimensions = Set.copyOf(dimensions);
        environment = Map.copyOf(environment);
    }

    /** Without any hours that have a name. */
    RuleContext(
            long paneMillis,
            Set<String> dimensions,
            AgentIds agents,
            boolean coaching,
            Map<String, String> environment) {
        this(paneMillis, dimensions, agents, coaching, environment, TimeIntervals.none(ROUTING + ".yaml"));
    }

    /** The same for rules of a directory: with the hours that the routing file there names. */
    RuleContext in(Path directory) {
        TimeIntervals named = TimeIntervals.beside(directory, ROUTING);
        return new RuleContext(paneMillis, dimensions, agents, coaching, environment, named);
    }

    /** The same in another environment. */
    public RuleContext with(Map<String, String> other) {
        return new RuleContext(paneMillis, dimensions, agents, coaching, other, intervals);
    }

    /** Of settings, in the environment of this process. */
    public static RuleContext of(long paneMillis, Collection<String> dimensions, AgentIds agents, boolean coaching) {
        return new RuleContext(paneMillis, new TreeSet<>(dimensions), agents, coaching, System.getenv());
    }

    /** Values of dimensions as events have them behind the door: rules name agents as their system does. */
    Map<String, List<String>> behindTheDoor(Map<String, List<String>> where) {
        Map<String, List<String>> known = new LinkedHashMap<>(where);
        known.replaceAll((name, values) ->
                AgentIds.areValuesOf(name) ? values.stream().map(this::agent).toList() : values);
        return known;
    }

    private String agent(String id) {
        return id.equals(Series.NONE) || id.equals(ValueLimits.OTHER) ? id : agents.of(id);
    }

    /** Panes of ten seconds and every dimension that events have by themselves. */
    static RuleContext usual(Map<String, String> environment) {
        return new RuleContext(USUAL_PANE_MILLIS, Dimensions.COMMON, AgentIds.PLAIN, true, environment);
    }
}
