package io.bellwether.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.file.PassingFolder;
import io.bellwether.rule.RuleFileException;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * What rules cost: the whole topology with them and without any, in turns on the same topics. One rule in ten
 * watches every queue, the others one queue each.
 *
 * @param watched pairs of a rule and a queue
 * @param series of which there were points
 */
record RuleCost(int rules, long watched, long series, List<Measured> without, List<Measured> with) implements Section {

    private static final Breadth BREADTH = new Breadth(100, 3, 300);
    private static final int ONE_FOR_ALL = 10;

    /** Metric, and a threshold that is crossed now and then. */
    private static final String[][] METRICS = {
        {"queue.waiting", "10"},
        {"queue.abandon_rate", "60%"},
        {"queue.oldest_age_s", "3m"},
        {"cases.unassigned", "10"},
        {"cases.net_flow", "40"}
    };

    static RuleCost measure(BenchSetup setup, int rules, long events, int runs, Progress progress) throws Exception {
        BenchJobs without = new BenchJobs(setup.with(RuleSet.none()));
        BenchJobs with = new BenchJobs(setup.with(rules(rules, setup.settings())));
        List<Measured> none = new ArrayList<>();
        List<Measured> all = new ArrayList<>();
        try (LoadedBroker broker = LoadedBroker.fill(events, setup.settings().parallelism(), BREADTH, progress)) {
            broker.warmUp(without, BenchScenario.TOPOLOGY);
            long series =
                    broker.warmUp(with.countingSeries(), BenchScenario.TOPOLOGY).series();
            for (int run = 1; run <= runs; run++) {
                none.add(broker.run(without, BenchScenario.TOPOLOGY, "no rules, " + run + "/" + runs));
                all.add(broker.run(with, BenchScenario.TOPOLOGY, rules + " rules, " + run + "/" + runs));
            }
            return new RuleCost(rules, watched(rules), series, none, all);
        }
    }

    private static boolean watchesAll(int number) {
        return number % ONE_FOR_ALL == 0;
    }

    private static long watched(int rules) {
        long watched = 0;
        for (int number = 0; number < rules; number++) {
            watched += watchesAll(number) ? BREADTH.queues() : 1;
        }
        return watched;
    }

    private static RuleSet rules(int count, Settings settings) throws IOException, RuleFileException {
        try (PassingFolder folder = PassingFolder.create("bellwether-bench-")) {
            Files.writeString(folder.path().resolve("bench.yaml"), yaml(count));
            return RuleSet.load(folder.path(), settings.ruleContext());
        }
    }

    static String yaml(int count) {
        StringBuilder yaml = new StringBuilder("group: bench\nrules:\n");
        for (int number = 0; number < count; number++) {
            String[] metric = METRICS[(number + number / ONE_FOR_ALL) % METRICS.length];
            String which = watchesAll(number) ? "by: [queue]" : "where: {queue: [q" + number % BREADTH.queues() + "]}";
            yaml.append("""
                      - {uid: bench-%d, title: "{{labels.queue}}", metric: %s, %s,
                         window: {size: 5m, every: 1m}, levels: [{severity: warning, op: ">", value: %s}],
                         annotations: {summary: "{{value}} in {{labels.queue}}"}}
                    """.formatted(number, metric[0], which, metric[1]));
        }
        return yaml.toString();
    }

    /** What the rules add to the CPU of an event, in percent. */
    double percent() {
        return 100 * (cpu(with) / cpu(without) - 1);
    }

    private static double cpu(List<Measured> runs) {
        return Throughput.spread(runs, Measured::cpuMicrosPerEvent).median();
    }

    private static double rate(List<Measured> runs) {
        return Throughput.spread(runs, Measured::eventsPerSecond).median();
    }

    @Override
    public void text(Lines lines) {
        lines.add("%,d rules, %,d pairs of a rule and a queue that it watches; %,d series", rules, watched, series);
        lines.blank();
        lines.add("%-24s %10s %10s", "whole topology", "events/s", "CPU µs/ev");
        lines.add("%-24s %,10.0f %10.1f", "without rules", rate(without), cpu(without));
        lines.add("%-24s %,10.0f %10.1f", "with them", rate(with), cpu(with));
        lines.add("they cost %.1f %% (medians of the CPU of an event)", percent());
    }

    @Override
    public void json(ObjectNode root) {
        root.putObject("rules")
                .put("rules", rules)
                .put("watched", watched)
                .put("series", series)
                .put("cpu_us_per_event_without", cpu(without))
                .put("cpu_us_per_event_with", cpu(with))
                .put("percent", percent());
    }
}
