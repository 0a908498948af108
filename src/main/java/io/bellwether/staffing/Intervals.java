package io.bellwether.staffing;

import io.bellwether.file.Unusable;
import io.bellwether.yaml.Durations;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long the intervals of a forecast are, which only their starts tell. */
public final class Intervals {

    /** Where every queue has one interval alone: what planners and workforce management take. */
    private static final long USUAL = 1_800_000;

    private Intervals() {}

    /** The smallest distance of two intervals of one queue, in ms. */
    public static long length(List<IntervalDemand> demands) {
        long least = Long.MAX_VALUE;
        Map<String, Long> before = new HashMap<>();
        for (IntervalDemand demand : inOrder(demands)) {
            Long start = before.put(demand.queue(), demand.startMillis());
            // the same start twice is no distance
            if (start != null && start != demand.startMillis()) {
                least = Math.min(least, demand.startMillis() - start);
            }
        }
        return least == Long.MAX_VALUE ? USUAL : least;
    }

    /** Refuses a length that does not fit: a contact would be counted in two intervals, or with a rate that is too low. */
    public static void requireApart(String name, List<IntervalDemand> demands, long length) throws Unusable {
        Map<String, IntervalDemand> last = new HashMap<>();
        for (IntervalDemand demand : inOrder(demands)) {
            IntervalDemand before = last.put(demand.queue(), demand);
            if (before != null && demand.startMillis() - before.startMillis() < length) {
                long apart = demand.startMillis() - before.startMillis();
                throw new Unusable(name + ":" + demand.line() + ": begins " + Durations.shortest(apart)
                        + " after line " + before.line() + ", so an interval cannot be " + Durations.shortest(length)
                        + " long; give --interval " + Durations.shortest(apart) + ", or leave it out");
            }
        }
    }

    static List<IntervalDemand> inOrder(List<IntervalDemand> demands) {
        return demands.stream()
                .sorted(Comparator.comparingLong(IntervalDemand::startMillis).thenComparing(IntervalDemand::queue))
                .toList();
    }
}
