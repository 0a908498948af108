package io.bellwether.plan;

import java.io.Serializable;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A plan: rows by queue and start of the interval, epoch ms.
 *
 * @param version tells one plan from another; empty for none
 */
public record PlanBook(String version, Map<String, NavigableMap<Long, PlanRow>> queues) implements Serializable {

    /** No plan. */
    public static final PlanBook NONE = new PlanBook("", Map.of());

    private static final NavigableMap<Long, PlanRow> NOTHING = new TreeMap<>();

    public PlanBook {
        queues = Map.copyOf(queues);
    }

    /** The rows of a queue, in order; none where it is not planned. */
    public NavigableMap<Long, PlanRow> of(String queue) {
        return queues.getOrDefault(queue, NOTHING);
    }
}
