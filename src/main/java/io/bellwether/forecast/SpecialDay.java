package io.bellwether.forecast;

import java.util.List;
import java.util.Set;

/**
 * Days on which more or less comes than on others, such as a holiday or a promotion. Days of one name are alike.
 *
 * @param name by which days of other weeks and years are known to be the same
 * @param days epoch days of the zone
 * @param queues that it touches; empty for all
 * @param factor how much comes, as a part of what would come otherwise; NaN where it is to be learnt from days before
 */
public record SpecialDay(String name, List<Long> days, Set<String> queues, double factor) {

    public SpecialDay {
        days = List.copyOf(days);
        queues = Set.copyOf(queues);
    }

    /** Whether it touches a queue. */
    boolean touches(String queue) {
        return queues.isEmpty() || queues.contains(queue);
    }

    boolean isKnown() {
        return !Double.isNaN(factor);
    }
}
