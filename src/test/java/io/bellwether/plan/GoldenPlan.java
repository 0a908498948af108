package io.bellwether.plan;

import io.bellwether.state.GoldenSamples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Samples of what is kept of plans and queues. */
public final class GoldenPlan implements GoldenSamples {

    @Override
    public List<Sample<?>> all() {
        TreeMap<Long, PlanRow> rows = new TreeMap<>();
        rows.put(1_800_000L, new PlanRow(12.5, 8, 17, 240, 4, 3));
        rows.put(3_600_000L, new PlanRow(1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        QueueState queue = new QueueState();
        queue.demand.put(0, new Lately(3, 2, 5_000, 1, 9_000));
        queue.demand.settle(9_000_000, 1_800_000, 600_000);
        queue.demand.put(8_990_000, new Lately(1, 0, 0, 0, 0));
        queue.presence.put(9_000_000, 4);
        queue.lastEnd = 9_000_000;
        queue.told = 9_000_000;
        queue.plan = "0123456789ab";
        queue.take(new PlannedShift("presale", 10_800_000, 4, 8_900_000, "wfm", "s-1"), 8_400_000);
        return List.of(
                new Sample<>(PlanBookCodec.INSTANCE, "two-rows", new PlanBook("0123456789ab", Map.of("presale", rows))),
                new Sample<>(QueueStateCodec.INSTANCE, "of-a-queue", queue),
                new Sample<>(
                        QueueNewsCodec.INSTANCE,
                        "of-a-shift",
                        QueueNews.of(new PlannedShift("presale", 10_800_000, 4, 8_900_000, "wfm", "s-1"))));
    }
}
