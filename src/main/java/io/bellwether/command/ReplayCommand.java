package io.bellwether.command;

import io.bellwether.file.OutputFile;
import io.bellwether.file.Unusable;
import io.bellwether.replay.HistoryFiles;
import io.bellwether.replay.Replay;
import io.bellwether.replay.ReplaySummary;
import io.bellwether.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bellwether replay}. */
@Command(
        name = "replay",
        description = {
            "Run history through the same topology as live events, as fast as it goes.",
            "",
            "Reads canonical events, one JSON object a line (docs/events.md), gzip allowed. Several files are merged"
                    + " by time, and a file whose lines are not in the order of time is sorted first, on disk where it is"
                    + " large: so an export in any order gives the same numbers. Writes into the output directory:",
            "  metrics.lp      every point, InfluxDB line protocol with timestamps in ms",
            "  trends.lp       with --trends, the hours",
            "  alerts.jsonl    every alert transition, one a line",
            "  rejected.jsonl  every record that was not taken, with the reason",
            "  summary.json    counts",
            "The same input gives the same bytes, at any parallelism. Those files of an earlier run are deleted"
                    + " before it begins; the new ones appear at the end, all of them, or none if the replay fails.",
            "Alerts are written and delivered to nobody.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether simulate --scenario surge --out day.jsonl.gz",
            "  bellwether replay --events day.jsonl.gz --out out",
            "  bellwether replay --events 2025.jsonl.gz --trends --no-panes --out year",
            "  bellwether replay --config bellwether.yaml --rules new-rules \\",
            "      --events may.jsonl.gz june.jsonl.gz --out out"
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    private static final String USUAL_REFRESH = "1d";

    @Option(
            names = "--events",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Event files: JSON lines, gzip allowed.")
    private List<Path> events;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write. Made if missing.")
    private Path out;

    @Option(
            names = "--as-arrived",
            description =
                    "Do not sort: lines come in as they stand, as if each file were a partition, and what is behind "
                            + "the latest time by more than the settings' disorder is late, as it would be live. Lines "
                            + "of clock.heartbeat move time. To study lateness.")
    private boolean asArrived;

    @Option(
            names = "--level-refresh",
            paramLabel = "DURATION",
            defaultValue = USUAL_REFRESH,
            description = "How often a level that does not change (open, waiting) is written again. "
                    + "Default: ${DEFAULT-VALUE}; live it is level_refresh of the settings.")
    private String refresh;

    @Option(
            names = "--trends",
            description =
                    "Write the hours, too, as the bucket of trends has them (influx.trend_bucket): what reports are "
                            + "made from.")
    private boolean trends;

    @Option(
            names = "--no-panes",
            description =
                    "Leave panes out of metrics.lp, nearly all of it: half hours and the history of alerts stay. For "
                            + "histories of months.")
    private boolean noPanes;

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
    private InputOptions options;

    @Override
    public Integer call() throws Exception {
        Settings settings = settings();
        HistoryFiles.check(events);
        OutputFile.folder(out);
        Replay replay = replay(settings);
        long begun = System.nanoTime();
        ReplaySummary summary = new ReplayRun(replay, settings, events, asArrived, !quiet).into(out);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.println(json ? summary.toJson() : sentence(summary, seconds));
        return 0;
    }

    private Replay replay(Settings settings) throws Exception {
        Replay replay = new Replay(
                settings,
                options.inputs().rules(),
                options.inputs().policies(),
                options.inputs().model());
        replay = trends ? replay.withTrends() : replay;
        return noPanes ? replay.withoutPanes() : replay;
    }

    private Settings settings() throws Unusable {
        long millis = InputOptions.duration("--level-refresh", refresh);
        long window = options.inputs().fileSettings().series().windowMillis();
        // What nobody asked for is rounded instead.
        if (millis % window != 0 && !refresh.equals(USUAL_REFRESH)) {
            throw new Unusable("--level-refresh: must be a multiple of window, which is " + window / 1_000.0
                    + " s; not " + refresh);
        }
        return options.inputs()
                .fileSettings()
                .forReplay(millis, InputOptions.parallelism("--parallelism", parallelism));
    }

    private String sentence(ReplaySummary summary, double seconds) {
        String contacts = summary.contacts() == null
                ? ""
                : "\nContacts: " + summary.contacts().text() + ".";
        return String.format(
                java.util.Locale.ROOT,
                "%,d events in %.1f s: %,d points, %,d alerts fired, %,d records rejected. See %s.%s",
                summary.events(),
                seconds,
                summary.pointCount(),
                summary.alertsFired(),
                summary.rejections(),
                out,
                contacts);
    }
}
