package io.bellwether.metric;

import java.io.Serializable;

/**
 * How many values of a dimension have series of their own; what comes beyond is counted under {@value #OTHER}. Protects
 * state and store from a source that puts ids into a dimension.
 *
 * @param perDimension of each dimension but the agent, 1 or more
 * @param agents of the dimension {@code agent}, of which there are naturally more, 1 or more
 */
public record ValueLimits(int perDimension, int agents) implements Serializable {

    /** Stands for all values beyond the limit. A source that says it itself means the same. */
    public static final String OTHER = "other";

    /** More queues or brands than anybody can look at, and every agent of a large organisation. */
    public static final ValueLimits DEFAULT = new ValueLimits(1_000, 10_000);

    /** The limit of a dimension. */
    int of(String dimension) {
        return dimension.equals("agent") || dimension.equals("agent_id") ? agents : perDimension;
    }
}
