package io.bellwether.command;

import io.bellwether.bench.Bench;
import io.bellwether.bench.BenchScenario;
import io.bellwether.bench.Progress;
import io.bellwether.file.Unusable;
import io.bellwether.job.Inputs;
import io.bellwether.settings.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bellwether bench}. */
@Command(
        name = "bench",
        description = {
            "Measure the whole topology beside three baselines, in one run on the same topics.",
            "",
            "Starts a Kafka broker in a process of its own, fills it with simulated events, and runs, taking turns:",
            "  decode and discard        Kafka to decoder to nothing",
            "  whole topology            everything but the writing to a store and to webhooks",
            "  Flink SQL, one window     one windowed count and sum by queue",
            "  Flink SQL, same rollups   the settings' rollups: counts by type of event, sums, percentiles",
            "Each run's first quarter is left out of every figure.",
            "Machines are noisy: trust the ratios, and of the rates their spread. Then it measures what an open case",
            "keeps. Needs about 1 GB of disk in the folder for temporary files for each two million events.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether bench",
            "  bellwether bench --events 500000 --runs 1     a quick look",
            "  bellwether bench --json > bench.json"
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

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

    @Option(
            names = "--only",
            paramLabel = "SCENARIO",
            description = "Only this one, for profiling: ${COMPLETION-CANDIDATES}.")
    private BenchScenario only;

    @Option(
            names = "--cases",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Open cases whose memory is measured; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int cases;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    @Option(names = "--where", description = "Also where each microsecond goes: CPU and allocation by threads.")
    private boolean where;

    @Mixin
    private InputOptions options;

    @Override
    public Integer call() throws Exception {
        requirePositive();
        Inputs inputs = options.inputs();
        Settings settings = inputs.fileSettings()
                .forReplay(
                        inputs.fileSettings().refreshMillis(), InputOptions.parallelism("--parallelism", parallelism));
        Bench bench = new Bench(settings, inputs.rules(), inputs.policies(), inputs.model(), new Bars(!quiet));
        bench.throughput(only == null ? List.of(BenchScenario.values()) : List.of(only), events, runs, where);
        if (cases > 0) {
            bench.cases(cases);
        }
        System.out.println(json ? bench.report().toJson() : bench.report().toText());
        return 0;
    }

    private void requirePositive() throws Unusable {
        if (events < 1 || runs < 1 || parallelism < 1 || cases < 0) {
            throw new Unusable("--events, --runs and --parallelism must be at least 1 and --cases at least 0");
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
