package io.bellwether.quality;

import java.io.Serializable;
import java.util.List;

/**
 * What counts as an escalation: a case moves to a higher tier of support.
 *
 * @param dimension whose values are the tiers
 * @param order the values from the lowest tier to the highest; a move to a later one is an escalation, a move from or to any
 *     other value is not. Empty: every move from one value to another is
 */
public record Escalation(String dimension, List<String> order) implements Serializable {

    /** Every move between groups, where {@code group} is among the dimensions. */
    public static final Escalation DEFAULT = new Escalation("group", List.of());

    public Escalation {
        order = List.copyOf(order);
    }

    /**
     * Whether that move is one.
     *
     * @param before null where it is not known
     * @param after null where it is not known
     */
    public boolean isUp(String before, String after) {
        if (before == null || after == null || before.equals(after)) {
            return false;
        }
        int from = order.indexOf(before);
        return order.isEmpty() || from >= 0 && order.indexOf(after) > from;
    }
}
