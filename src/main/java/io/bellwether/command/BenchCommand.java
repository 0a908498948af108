package io.bellwether.command;

import io.bellwether.bench.BenchBroker;
import io.bellwether.bench.BenchJobs;
import io.bellwether.bench.BenchLoad;
import io.bellwether.bench.BenchMachine;
import io.bellwether.bench.BenchReport;
import io.bellwether.bench.BenchScenario;
import io.bellwether.bench.CaseMemory;
import io.bellwether.bench.Fetches;
import io.bellwether.bench.Measured;
import io.bellwether.file.Unusable;
import io.bellwether.settings.Settings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bellwether bench}. */
@Command(
        name = "bench",
        description = {
            "Measure the whole topology beside two baselines, in one run on the same topics.",
            "",
            "Starts a Kafka broker in a process of its own, fills it with simulated events, and runs, taking turns:",
            "  decode and discard      Kafka to decoder to nothing",
            "  whole topology          everything but the writing to a store and to webhooks",
            "  Flink SQL, one window   one windowed count and sum by queue",
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

    /** Warm-up reads a load of its own, until the compiler has seen all of the code often: a job runs for months. */
    private static final long WARM_UP_EVENTS = 1_000_000;

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

    @Mixin
    private InputOptions options;

    private Console console;

    @Override
    public Integer call() throws Exception {
        requirePositive();
        console = new Console(!quiet);
        Settings settings = options.inputs()
                .fileSettings()
                .forReplay(
                        options.inputs().fileSettings().refreshMillis(),
                        InputOptions.parallelism("--parallelism", parallelism));
        BenchJobs jobs = new BenchJobs(
                settings,
                options.inputs().rules(),
                options.inputs().policies(),
                options.inputs().model());
        Map<BenchScenario, List<Measured>> measured = new EnumMap<>(BenchScenario.class);
        try (BenchBroker broker = BenchBroker.start()) {
            BenchLoad.Topics topics = BenchLoad.Topics.named("bench");
            BenchLoad.Topics warmUp = BenchLoad.Topics.named("warmup");
            fill(broker.servers(), topics, warmUp);
            for (int run = 0; run <= runs; run++) {
                for (BenchScenario scenario : scenarios()) {
                    Measured one = run == 0
                            ? measure(jobs, scenario, broker.servers(), warmUp, warmUpEvents(), "warm-up")
                            : measure(jobs, scenario, broker.servers(), topics, events, run + "/" + runs);
                    if (run > 0) {
                        measured.computeIfAbsent(scenario, s -> new ArrayList<>())
                                .add(one);
                    }
                }
            }
        }
        CaseMemory memory = cases == 0
                ? null
                : CaseMemory.measure(settings, options.inputs().policies(), cases);
        BenchReport report = new BenchReport(BenchMachine.here(), events, parallelism, measured, memory);
        System.out.println(json ? report.toJson() : report.toText());
        return 0;
    }

    private void requirePositive() throws Unusable {
        if (events < 1 || runs < 1 || parallelism < 1 || cases < 0) {
            throw new Unusable("--events, --runs and --parallelism must be at least 1 and --cases at least 0");
        }
    }

    private List<BenchScenario> scenarios() {
        return only == null ? List.of(BenchScenario.values()) : List.of(only);
    }

    private long warmUpEvents() {
        return Math.min(events, WARM_UP_EVENTS);
    }

    private void fill(String servers, BenchLoad.Topics topics, BenchLoad.Topics warmUp) throws Exception {
        console.progress("simulating", 0, "");
        new BenchLoad()
                .produce(
                        servers,
                        parallelism,
                        topics,
                        events,
                        warmUp,
                        warmUpEvents(),
                        sent -> console.progress("producing", (double) sent / events, ""));
        console.endProgress();
    }

    private Measured measure(
            BenchJobs jobs,
            BenchScenario scenario,
            String servers,
            BenchLoad.Topics topics,
            long expected,
            String which)
            throws Exception {
        String what = scenario.title() + ", " + which;
        System.gc();
        Fetches.reset();
        Console bar = new Console(!quiet);
        JobClient job = jobs.job(scenario, servers, topics).executeAsync("bench " + scenario);
        JobExecutionResult result = null;
        while (result == null) {
            try {
                result = job.getJobExecutionResult().get(200, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                bar.progress(what, Math.min(0.99, (double) Fetches.records() / expected), "");
            }
        }
        Fetches.Since since = Fetches.sinceFirst();
        bar.progress(what, 1, String.format("%,.0f events/s", since.records() / (since.nanos() / 1e9)));
        bar.endProgress();
        long out = result.<Long>getAccumulatorResult(BenchJobs.OUT);
        requireAll(scenario, expected, since.records(), out);
        return new Measured(scenario, expected, since.nanos() / 1e9, since.cpuNanos() / 1e9, out);
    }

    /** A figure of a job that lost events would be worthless. */
    private static void requireAll(BenchScenario scenario, long expected, long read, long out) {
        boolean lost = scenario == BenchScenario.TOPOLOGY ? out == 0 : out != expected;
        if (read != expected || lost) {
            throw new IllegalStateException(String.format(
                    "%s read %,d of %,d events and gave %,d: the measurement is void",
                    scenario.title(), read, expected, out));
        }
    }
}
