package io.bellwether.command;

import io.bellwether.file.Unusable;
import io.bellwether.replay.HistoryFiles;
import io.bellwether.replay.HistoryPlan;
import io.bellwether.replay.Replay;
import io.bellwether.replay.ReplayProgress;
import io.bellwether.replay.ReplaySummary;
import io.bellwether.replay.RunningReplay;
import io.bellwether.replay.WorkFolder;
import io.bellwether.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A replay from the command line, with its progress.
 *
 * @param asArrived whether lines come in as they stand
 * @param shown whether its progress is
 */
record ReplayRun(Replay replay, Settings settings, List<Path> events, boolean asArrived, boolean shown) {

    /**
     * What a replay leaves beside its files.
     *
     * @param counted by the job, of rules: {@link io.bellwether.alert.Evidence}
     */
    record Ended(ReplaySummary summary, Map<String, Object> counted) {}

    /** Runs it; its files appear in the folder when all are whole, and those of an earlier run are gone before. */
    ReplaySummary into(Path out) throws Exception {
        return run(out).summary();
    }

    /** The same, with what its job counted. */
    Ended run(Path out) throws Exception {
        try (WorkFolder work = WorkFolder.in(out)) {
            Replay.removeFiles(out);
            Map<String, Object> counted;
            try (RunningReplay running = RunningReplay.start(replay, plan(work.path()))) {
                counted = await(running);
            }
            ReplaySummary summary = replay.finish(work.path());
            work.publish(replay.files());
            return new Ended(summary, counted);
        }
    }

    private HistoryPlan plan(Path work) throws IOException, Unusable {
        if (asArrived) {
            return HistoryPlan.asArrived(events, settings, work);
        }
        Console console = new Console(shown);
        ReplayProgress progress = new ReplayProgress();
        long size = HistoryFiles.size(events);
        try {
            HistoryPlan plan = HistoryPlan.inOrder(
                    events,
                    settings,
                    work,
                    progress,
                    () -> console.progress("looking at the order", progress.share(size), ""));
            console.progress("looking at the order", 1, sortedFiles(plan));
            console.endProgress();
            return plan;
        } catch (UncheckedIOException e) {
            throw new Unusable(e.getMessage() + ". Nothing is written.");
        }
    }

    private static String sortedFiles(HistoryPlan plan) {
        int n = plan.sorted().size();
        return n == 0 ? "" : n == 1 ? "1 file sorted by time" : n + " files sorted by time";
    }

    private Map<String, Object> await(RunningReplay running) throws Exception {
        Console console = new Console(shown);
        while (!running.await(200)) {
            console.progress("replaying", Math.min(0.99, running.share()), "");
        }
        console.progress("replaying", 1, running.seconds() + " s");
        console.endProgress();
        return running.counted();
    }
}
