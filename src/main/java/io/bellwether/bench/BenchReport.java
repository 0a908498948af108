package io.bellwether.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a bench found, for people and for programs.
 *
 * @param memory of open cases; null where it was not measured
 */
public record BenchReport(
        BenchMachine machine,
        long events,
        int parallelism,
        Map<BenchScenario, List<Measured>> measured,
        CaseMemory memory) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public String toText() {
        StringBuilder text = new StringBuilder();
        line(text, "%s", machine);
        line(text, "%,d events, parallelism %d, runs of each: %d", events, parallelism, runs());
        line(text, "");
        line(text, "%-22s %10s %10s %10s   %s", "events/s", "min", "median", "max", "CPU µs/event");
        measured.forEach((scenario, runs) -> {
            Spread rate = spread(runs, Measured::eventsPerSecond);
            double cpu = spread(runs, Measured::cpuMicrosPerEvent).median();
            line(
                    text,
                    "%-22s %,10.0f %,10.0f %,10.0f   %.1f",
                    scenario.title(),
                    rate.min(),
                    rate.median(),
                    rate.max(),
                    cpu);
        });
        ratios(text);
        if (memory != null) {
            line(text, "");
            text.append(memory.toText());
        }
        return text.toString().stripTrailing();
    }

    private void ratios(StringBuilder text) {
        for (BenchScenario baseline : List.of(BenchScenario.DECODE, BenchScenario.SQL)) {
            double ratio = ratio(baseline);
            if (!Double.isNaN(ratio)) {
                line(text, "whole topology : %s = %.2f (medians)", baseline.title(), ratio);
            }
        }
    }

    /** The topology's median rate over the baseline's; NaN where one of them was not run. */
    double ratio(BenchScenario baseline) {
        List<Measured> ours = measured.get(BenchScenario.TOPOLOGY);
        List<Measured> theirs = measured.get(baseline);
        return ours == null || theirs == null
                ? Double.NaN
                : spread(ours, Measured::eventsPerSecond).median()
                        / spread(theirs, Measured::eventsPerSecond).median();
    }

    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("machine")
                .put("cores", machine.cores())
                .put("heap_mb", machine.heapMegabytes())
                .put("java", machine.java())
                .put("system", machine.system())
                .put("date", machine.date());
        root.put("events", events).put("parallelism", parallelism).put("runs", runs());
        ObjectNode scenarios = root.putObject("scenarios");
        measured.forEach((scenario, runs) -> {
            ObjectNode node = scenarios.putObject(scenario.name().toLowerCase(Locale.ROOT));
            put(node.putObject("events_per_s"), spread(runs, Measured::eventsPerSecond));
            put(node.putObject("cpu_us_per_event"), spread(runs, Measured::cpuMicrosPerEvent));
            node.put("out", runs.get(0).out());
        });
        ObjectNode ratios = root.putObject("topology_over");
        for (BenchScenario baseline : List.of(BenchScenario.DECODE, BenchScenario.SQL)) {
            if (!Double.isNaN(ratio(baseline))) {
                ratios.put(baseline.name().toLowerCase(Locale.ROOT), ratio(baseline));
            }
        }
        if (memory != null) {
            memory.toJson(root.putObject("open_case"));
        }
        return root.toString();
    }

    private static void put(ObjectNode node, Spread spread) {
        node.put("min", spread.min()).put("median", spread.median()).put("max", spread.max());
    }

    private int runs() {
        return measured.values().iterator().next().size();
    }

    private static Spread spread(List<Measured> runs, ToDoubleFunction<Measured> figure) {
        return Spread.of(runs.stream().mapToDouble(figure).toArray());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
