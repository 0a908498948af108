package io.bellwether.simulate;

import java.util.List;
import java.util.Map;

/**
 * Something that goes wrong at a known time: the ground truth that alerts are measured against.
 *
 * @param name unique within a run, as in {@code surge-2}
 * @param title in words, for announcers and reports
 * @param start when it begins, epoch ms; the effects begin at this moment
 * @param end when it is over, epoch ms, exclusive; queues recover after it, not at it
 * @param affected dimension to values, as in queue → [refunds]
 * @param strength how bad, in the unit that the kind explains
 * @param expectedSignals metric names that ought to leave their usual range
 * @param explanation what happens, in words
 */
public record Incident(
        String name,
        IncidentKind kind,
        String title,
        long start,
        long end,
        Map<String, List<String>> affected,
        double strength,
        List<String> expectedSignals,
        String explanation) {

    public Incident {
        affected = Map.copyOf(affected);
        expectedSignals = List.copyOf(expectedSignals);
    }

    /** The affected queues. */
    public List<String> queues() {
        return affected.getOrDefault("queue", List.of());
    }

    /** Whether it is going on. */
    public boolean activeAt(long time) {
        return time >= start && time < end;
    }
}
