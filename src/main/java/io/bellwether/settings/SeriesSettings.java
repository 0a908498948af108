package io.bellwether.settings;

import io.bellwether.event.AgentIds;
import io.bellwether.metric.Measure;
import io.bellwether.metric.ValueLimits;
import io.bellwether.metric.Windowing;
import io.bellwether.rule.RuleContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What series of metrics there are, and how often each says something. Durations in ms.
 *
 * @param dimensions fields of an event that numbers can be broken down by
 * @param rollups combinations of them that are written
 * @param windowMillis a pane
 * @param intervalMillis what planners count by; a multiple of the pane
 * @param refreshMillis how often an unchanged level is written again; a multiple of the pane
 * @param handleTimeMillis how long contacts take where too few ended lately to tell
 * @param limits how many values of a dimension have series of their own
 * @param agentIds by which agents are told apart
 */
public record SeriesSettings(
        List<String> dimensions,
        List<List<String>> rollups,
        long windowMillis,
        long intervalMillis,
        long refreshMillis,
        long handleTimeMillis,
        ValueLimits limits,
        AgentIds agentIds)
        implements Serializable {

    /** Levels are written with each pane. */
    public static final SeriesSettings DEFAULT = new SeriesSettings(
            List.of("queue", "channel", "priority", "tier"),
            List.of(
                    List.of(),
                    List.of("queue"),
                    List.of("queue", "channel"),
                    List.of("queue", "priority"),
                    List.of("queue", "tier"),
                    List.of("channel")),
            10_000,
            1_800_000,
            10_000,
            Windowing.USUAL_HANDLE_MILLIS,
            ValueLimits.DEFAULT,
            AgentIds.PLAIN);

    /** The same with levels written less often. */
    SeriesSettings refreshedEvery(long millis) {
        long panes = Math.max(1, millis / windowMillis);
        return new SeriesSettings(
                dimensions,
                rollups,
                windowMillis,
                intervalMillis,
                panes * windowMillis,
                handleTimeMillis,
                limits,
                agentIds);
    }

    /** The windows, with rollups that rules ask for beside the settings' own, and what rules read of levels. */
    Windowing windowing(
            long latenessMillis, Collection<List<String>> wantedByRules, Set<Measure> courses, boolean ofPlatforms) {
        List<List<String>> all = new ArrayList<>(rollups);
        for (List<String> wanted : wantedByRules) {
            // in another order of names it would be the same breakdown once more
            if (all.stream().noneMatch(one -> one.size() == wanted.size() && one.containsAll(wanted))) {
                all.add(wanted);
            }
        }
        return new Windowing(
                windowMillis,
                intervalMillis,
                latenessMillis,
                refreshMillis,
                dimensions,
                all,
                courses,
                agentIds.isTold(),
                ofPlatforms,
                handleTimeMillis);
    }

    RuleContext ruleContext(boolean coaching) {
        return RuleContext.of(windowMillis, dimensions, agentIds, coaching);
    }
}
