package io.bellwether.replay;

import io.bellwether.Console;
import io.bellwether.Inputs;
import io.bellwether.Settings;
import io.bellwether.file.InputFile;
import io.bellwether.file.OutputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bellwether replay}. */
@Command(
        name = "replay",
        description = {
            "Run history through the same topology as live events, as fast as it goes.",
            "",
            "Reads canonical events, one JSON object a line (docs/events.md), .gz allowed; several files are merged by "
                    + "time. Writes into the output directory:",
            "  metrics.lp      every point, InfluxDB line protocol with timestamps in ms",
            "  alerts.jsonl    every alert transition, one a line",
            "  rejected.jsonl  every record that was not taken, with the reason",
            "  summary.json    counts",
            "The same input gives the same bytes, at any parallelism.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  bellwether simulate --scenario surge --out day.jsonl.gz",
            "  bellwether replay --events day.jsonl.gz --out out"
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    @Option(
            names = "--events",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Event files: JSON lines, .gz allowed.")
    private List<Path> events;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write. Made if missing.")
    private Path out;

    @Option(
            names = "--level-refresh",
            paramLabel = "DURATION",
            defaultValue = "1d",
            description = "How often a level that does not change (open, waiting) is written again. "
                    + "Default: ${DEFAULT-VALUE}; live it is 10s.")
    private String refresh;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of each stage. Default: from the settings.")
    private Integer parallelism;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Option(names = "--json", description = "Print summary.json at the end instead of a sentence.")
    private boolean json;

    @Mixin
    private Inputs inputs;

    @Override
    public Integer call() throws Exception {
        long size = 0;
        for (Path file : events) {
            InputFile.require(file);
            size += Files.size(file);
        }
        OutputFile.folder(out);
        Settings settings = inputs.settings().forReplay(inputs.duration("--level-refresh", refresh), parallelism);
        Replay replay = new Replay(settings, inputs.rules(), inputs.policies(), inputs.model());
        long begun = System.nanoTime();
        ReplayProgress.OF_PROCESS.reset();
        JobClient job = replay.start(events.stream().map(Path::toString).toList(), out);
        await(job, size);
        ReplaySummary summary = Replay.finish(out);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.println(json ? summary.toJson() : sentence(summary, seconds));
        return 0;
    }

    private void await(JobClient job, long size) throws Exception {
        Console console = new Console(!quiet);
        while (true) {
            try {
                JobExecutionResult done = job.getJobExecutionResult().get(200, TimeUnit.MILLISECONDS);
                console.progress("replaying", 1, done.getNetRuntime(TimeUnit.SECONDS) + " s");
                console.endProgress();
                return;
            } catch (TimeoutException e) {
                double share = Math.min(0.99, (double) ReplayProgress.OF_PROCESS.bytes() / Math.max(1, size));
                console.progress("replaying", share, "");
            }
        }
    }

    private String sentence(ReplaySummary summary, double seconds) {
        return String.format(
                java.util.Locale.ROOT,
                "%,d events in %.1f s: %,d points, %,d alerts fired, %,d records rejected. See %s.",
                summary.events(),
                seconds,
                summary.pointCount(),
                summary.alertsFired(),
                summary.rejections(),
                out);
    }
}
