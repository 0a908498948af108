package io.bellwether.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The scenarios beside each other, in turns on the same topics.
 *
 * @param events in the topics, the part that is left out among them
 * @param measured every run of every scenario
 * @param where whether the table of threads is wanted
 */
record Throughput(long events, int parallelism, Map<BenchScenario, List<Measured>> measured, boolean where)
        implements Section {

    private static final List<BenchScenario> BASELINES =
            List.of(BenchScenario.DECODE, BenchScenario.SQL, BenchScenario.SQL_ROLLUPS);

    /**
     * Fills the topics of a broker of its own, and runs.
     *
     * @param scenarios that are wanted
     * @param runs of each, warm-up aside
     */
    static Throughput measure(
            BenchSetup setup, List<BenchScenario> scenarios, long events, int runs, boolean where, Progress progress)
            throws Exception {
        BenchJobs jobs = new BenchJobs(setup);
        int parallelism = setup.settings().parallelism();
        Map<BenchScenario, List<Measured>> measured = new EnumMap<>(BenchScenario.class);
        try (LoadedBroker broker = LoadedBroker.fill(events, parallelism, Breadth.SIMULATED, progress)) {
            for (BenchScenario scenario : scenarios) {
                broker.warmUp(jobs, scenario);
            }
            for (int run = 1; run <= runs; run++) {
                for (BenchScenario scenario : scenarios) {
                    measured.computeIfAbsent(scenario, s -> new ArrayList<>())
                            .add(broker.run(jobs, scenario, run + "/" + runs));
                }
            }
        }
        return new Throughput(events, parallelism, measured, where);
    }

    @Override
    public void text(Lines lines) {
        lines.add(
                "%,d events, the first quarter left out of every figure; parallelism %d, runs of each: %d",
                events, parallelism, runs());
        lines.blank();
        lines.add(
                "%-24s %10s %10s %10s %9s %9s %11s %7s",
                "events/s", "min", "median", "max", "CPU µs/ev", "bytes/ev", "collector %", "paused %");
        measured.forEach((scenario, runs) -> {
            Spread rate = spread(runs, Measured::eventsPerSecond);
            lines.add(
                    "%-24s %,10.0f %,10.0f %,10.0f %9.1f %,9.0f %11.1f %8.1f",
                    scenario.title(),
                    rate.min(),
                    rate.median(),
                    rate.max(),
                    spread(runs, Measured::cpuMicrosPerEvent).median(),
                    spread(runs, Measured::bytesPerEvent).median(),
                    spread(runs, Measured::collectorPercent).median(),
                    spread(runs, Measured::pausePercent).median());
        });
        for (BenchScenario baseline : BASELINES) {
            double ratio = ratio(baseline);
            if (!Double.isNaN(ratio)) {
                lines.add("whole topology : %s = %.2f (medians)", baseline.title(), ratio);
            }
        }
        if (where && measured.containsKey(BenchScenario.TOPOLOGY)) {
            lines.blank();
            ThreadTable.of(measured.get(BenchScenario.TOPOLOGY)).text(lines);
        }
    }

    /** The topology's median rate; NaN where it was not run. */
    double rate() {
        List<Measured> ours = measured.get(BenchScenario.TOPOLOGY);
        return ours == null
                ? Double.NaN
                : spread(ours, Measured::eventsPerSecond).median();
    }

    /** The topology's median rate over the baseline's; NaN where one of them was not run. */
    double ratio(BenchScenario baseline) {
        List<Measured> theirs = measured.get(baseline);
        return theirs == null
                ? Double.NaN
                : rate() / spread(theirs, Measured::eventsPerSecond).median();
    }

    @Override
    public void json(ObjectNode root) {
        root.put("events", events).put("parallelism", parallelism).put("runs", runs());
        ObjectNode scenarios = root.putObject("scenarios");
        measured.forEach((scenario, runs) -> {
            ObjectNode node = scenarios.putObject(scenario.name().toLowerCase(Locale.ROOT));
            spread(runs, Measured::eventsPerSecond).json(node.putObject("events_per_s"));
            spread(runs, Measured::cpuMicrosPerEvent).json(node.putObject("cpu_us_per_event"));
            spread(runs, Measured::bytesPerEvent).json(node.putObject("bytes_per_event"));
            spread(runs, Measured::collectorPercent).json(node.putObject("collector_cpu_percent"));
            spread(runs, Measured::pausePercent).json(node.putObject("paused_percent"));
            node.put("out", runs.get(0).out());
        });
        ObjectNode ratios = root.putObject("topology_over");
        for (BenchScenario baseline : BASELINES) {
            if (!Double.isNaN(ratio(baseline))) {
                ratios.put(baseline.name().toLowerCase(Locale.ROOT), ratio(baseline));
            }
        }
        if (where && measured.containsKey(BenchScenario.TOPOLOGY)) {
            ThreadTable.of(measured.get(BenchScenario.TOPOLOGY)).json(root.putObject("topology_threads"));
        }
    }

    private int runs() {
        return measured.values().iterator().next().size();
    }

    static Spread spread(List<Measured> runs, ToDoubleFunction<Measured> figure) {
        return Spread.of(runs.stream().mapToDouble(figure).toArray());
    }
}
