package io.bellwether.command;

import io.bellwether.bench.Bench;
import io.bellwether.bench.BenchScenario;
import io.bellwether.bench.BenchSetup;
import io.bellwether.bench.Progress;
import io.bellwether.file.Unusable;
import io.bellwether.job.Inputs;
import io.bellwether.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bellwether bench}. */
@Command(
        name = "bench",
        description = {
            "Measure what Bellwether costs, on this machine and beside Flink SQL.",
            "",
            "Throughput: fills a Kafka broker with simulated events, and runs in turns:",
            "  decode and discard        Kafka to decoder to nothing",
            "  whole topology            all but the writing to store and webhooks",
            "  Flink SQL, one window     one windowed count and sum by queue",
            "  Flink SQL, same rollups   counts by type of event, sums, percentiles",
            "Each run's first quarter is left out of every figure. Machines are noisy: trust the ratios, and of the rates "
                    + "their spread. Needs about 1 GB of disk in the folder for temporary files for each two million events.",
            "",
            "Options that name a part measure it alone; without any, all of them but the long ones (--rocksdb, --scaling).",
            "All of them take many minutes, --scaling and --rocksdb longer still.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether bench",
            "  bellwether bench --throughput --runs 1       a quick look",
            "  bellwether bench --where                     where each microsecond goes",
            "  bellwether bench --only TOPOLOGY --where --events 300000 --runs 1",
            "                                               the same in a minute",
            "  bellwether bench --latency --rate 10000      to store and webhook",
            "  bellwether bench --gateway --rate 2000       webhooks, beside the job",
            "  bellwether bench --scaling                   long",
            "  bellwether bench --cases 1000000",
            "  bellwether bench --cases 1000000 --rocksdb   long",
            "  bellwether bench --rules 1000",
            "  bellwether bench --json > bench.json"
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    private static final int USUAL_CASES = 200_000;
    private static final int MANY_CASES = 1_000_000;
    private static final int USUAL_RULES = 1_000;
    private static final double USUAL_WEBHOOKS = 2_000;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Events in the topics. Default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Runs of each scenario. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Subtasks of each stage, and partitions of each topic. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(names = "--throughput", description = "The scenarios beside each other.")
    private boolean throughput;

    @Option(
            names = "--only",
            paramLabel = "SCENARIO",
            description = "Throughput of this one alone, for profiling: ${COMPLETION-CANDIDATES}.")
    private BenchScenario only;

    @Option(names = "--where", description = "Throughput, and where it goes: the topology's CPU and bytes by threads.")
    private boolean where;

    @Option(
            names = "--cases",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "1000000",
            description =
                    "What that many open cases cost. Default: ${FALLBACK-VALUE} where no number is given, 200000 when"
                            + " all parts run.")
    private Integer cases;

    @Option(
            names = "--rocksdb",
            description = "Keep the open cases of --cases in RocksDB, on the disk of temporary files.")
    private boolean rocks;

    @Option(
            names = "--scaling",
            description = "The topology's rate at parallelism 1, 2 and 4, and with few and many queues and agents.")
    private boolean scaling;

    @Option(
            names = "--latency",
            description = "How long it takes from Kafka to the store and to a webhook, at half of the rate that the "
                    + "topology can do.")
    private boolean latency;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Events a second of --latency, webhooks a second of --gateway. Default: half of the rate that the "
                            + "topology is measured to do, and 2000.")
    private Double rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "120",
            description = "How long --latency probes, and --gateway delivers. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--gateway",
            description =
                    "How long webhooks wait for their answers beside a running job, and what they cost the gateway.")
    private boolean gateway;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    @Option(names = "--config", paramLabel = "FILE", description = InputOptions.CONFIG)
    private Path config;

    @Option(
            names = "--rules",
            paramLabel = "DIR|N",
            description = {
                InputOptions.RULES,
                "With a number: measure what so many rules cost, on top of the usual ones."
            })
    private Path rules;

    @Override
    public Integer call() throws Exception {
        requirePositive();
        int ruleCount = ruleCount();
        Inputs inputs = new Inputs(config, ruleCount > 0 ? null : rules);
        Settings settings = inputs.fileSettings()
                .forReplay(
                        inputs.fileSettings().series().refreshMillis(),
                        InputOptions.parallelism("--parallelism", parallelism));
        BenchSetup setup = new BenchSetup(settings, inputs.rules(), inputs.policies(), inputs.model());
        Bench bench = new Bench(setup, new Bars(!quiet));
        measure(bench, ruleCount);
        System.out.println(json ? bench.report().toJson() : bench.report().toText());
        return 0;
    }

    /** The parts that were named; without any, all but the long ones. */
    private void measure(Bench bench, int ruleCount) throws Exception {
        if (rocks && cases == null) {
            cases = MANY_CASES;
        }
        boolean speed = throughput || where || only != null;
        boolean all = !speed && cases == null && ruleCount == 0 && !scaling && !latency && !gateway;
        if (speed || all) {
            bench.throughput(
                    only == null ? List.of(BenchScenario.values()) : List.of(only), events, runs, where || all);
        }
        if (cases != null || all) {
            bench.cases(cases == null ? USUAL_CASES : cases, rocks);
        }
        if (ruleCount > 0 || all) {
            bench.rules(ruleCount == 0 ? USUAL_RULES : ruleCount, events, runs);
        }
        if (latency || all) {
            bench.latency(rate == null ? 0 : rate, events, seconds);
        }
        if (gateway || all) {
            bench.gateway(rate == null ? USUAL_WEBHOOKS : rate, seconds);
        }
        if (scaling) {
            bench.scaling(events, runs);
        }
    }

    /** The number that stands in place of the directory of rules, which is then the usual one; 0 where none does. */
    private int ruleCount() {
        boolean isNumber = rules != null && rules.toString().matches("[1-9][0-9]{0,5}") && !Files.isDirectory(rules);
        return isNumber ? Integer.parseInt(rules.toString()) : 0;
    }

    private void requirePositive() throws Unusable {
        if (events < 1 || runs < 1 || parallelism < 1 || seconds < 1 || (cases != null && cases < 1)) {
            throw new Unusable("--events, --runs, --parallelism, --seconds and --cases must be at least 1");
        }
        if (rate != null && !(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new Unusable("--rate: must be a number above 0, not " + rate);
        }
    }

    /** A bar for each thing that is waited for. */
    private static final class Bars implements Progress {
        private final boolean wanted;
        private Console bar;

        Bars(boolean wanted) {
            this.wanted = wanted;
        }

        @Override
        public void at(String what, double share, String note) {
            if (bar == null) {
                bar = new Console(wanted);
            }
            bar.progress(what, share, note);
        }

        @Override
        public void end() {
            bar.endProgress();
            bar = null;
        }
    }
}
