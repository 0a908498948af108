package io.bellwether.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How the topology's rate follows the subtasks that it has and the series that it keeps.
 *
 * @param rows in the order in which they were measured
 */
record Scaling(long events, List<Row> rows) implements Section {

    private static final int[] SUBTASKS = {1, 2, 4};
    private static final int MOST_PARTITIONS = 4;

    private static final List<Breadth> BREADTHS =
            List.of(new Breadth(1, 1, 1), new Breadth(5, 3, 100), new Breadth(1_000, 10, 10_000));

    /**
     * One configuration.
     *
     * @param what is varied
     * @param runs of it, one at least
     */
    record Row(String what, int parallelism, long series, List<Measured> runs) {
        private double median(ToDoubleFunction<Measured> figure) {
            return Throughput.spread(runs, figure).median();
        }
    }

    static Scaling measure(BenchSetup setup, long events, int runs, Progress progress) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (LoadedBroker broker = LoadedBroker.fill(events, MOST_PARTITIONS, Breadth.SIMULATED, progress)) {
            for (int subtasks : SUBTASKS) {
                rows.add(row("as simulated", with(setup, subtasks), broker, runs));
            }
        }
        for (Breadth breadth : BREADTHS) {
            String what = String.format(
                    "%,d queues, %,d tiers, %,d agents", breadth.queues(), breadth.tiers(), breadth.agents());
            try (LoadedBroker broker =
                    LoadedBroker.fill(events, setup.settings().parallelism(), breadth, progress)) {
                rows.add(row(what, setup, broker, runs));
            }
        }
        return new Scaling(events, rows);
    }

    private static BenchSetup with(BenchSetup setup, int subtasks) {
        Settings settings = setup.settings();
        return setup.with(settings.forReplay(settings.series().refreshMillis(), subtasks));
    }

    private static Row row(String what, BenchSetup setup, LoadedBroker broker, int runs) throws Exception {
        BenchJobs jobs = new BenchJobs(setup);
        long series =
                broker.warmUp(jobs.countingSeries(), BenchScenario.TOPOLOGY).series();
        List<Measured> measured = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            measured.add(broker.run(jobs, BenchScenario.TOPOLOGY, what + ", " + run + "/" + runs));
        }
        return new Row(what, setup.settings().parallelism(), series, measured);
    }

    @Override
    public void text(Lines lines) {
        lines.add("the whole topology's scaling: %,d events, the first quarter left out", events);
        lines.blank();
        lines.add("%-38s %11s %9s %10s %9s %9s", "load", "parallelism", "series", "events/s", "CPU µs/ev", "bytes/ev");
        for (Row row : rows) {
            lines.add(
                    "%-38s %11d %,9d %,10.0f %9.1f %,9.0f",
                    row.what,
                    row.parallelism,
                    row.series,
                    row.median(Measured::eventsPerSecond),
                    row.median(Measured::cpuMicrosPerEvent),
                    row.median(Measured::bytesPerEvent));
        }
    }

    @Override
    public void json(ObjectNode root) {
        ArrayNode all = root.putArray("scaling");
        for (Row row : rows) {
            all.addObject()
                    .put("load", row.what)
                    .put("parallelism", row.parallelism)
                    .put("series", row.series)
                    .put("events_per_s", row.median(Measured::eventsPerSecond))
                    .put("cpu_us_per_event", row.median(Measured::cpuMicrosPerEvent))
                    .put("bytes_per_event", row.median(Measured::bytesPerEvent));
        }
    }
}
