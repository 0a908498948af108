package io.bellwether.agents;

import io.bellwether.metric.Measure;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is to be told so that levels which were told of one course of things are those of another. Mutable. */
final class LevelDifference {

    /** A change of a level: {@code n} times. */
    private record Change(Measure measure, Spot among, long time, long delta, long since) {}

    private final Map<Change, Integer> changes = new LinkedHashMap<>();

    /** Takes what was told. */
    AgentPresence.Levels without() {
        return into(-1);
    }

    /** Takes what should have been. */
    AgentPresence.Levels with() {
        return into(1);
    }

    private AgentPresence.Levels into(int sign) {
        // a change and its opposite are one, so that they make up for each other
        return (measure, among, time, delta, since) -> changes.merge(
                new Change(measure, among, time, Math.abs(delta), since), delta > 0 ? sign : -sign, Integer::sum);
    }

    void tell(AgentPresence.Levels out) {
        changes.forEach((of, n) -> {
            if (n != 0) {
                out.level(of.measure(), of.among(), of.time(), n * of.delta(), of.since());
            }
        });
    }
}
