package io.bellwether.replay;

import io.bellwether.event.EventDecoder;
import io.bellwether.file.SortedRuns;
import io.bellwether.settings.Settings;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How event files are read as one history. In order: files whose lines are in the order of time are read as they are, the
 * lines of the others are sorted first. As arrived: every file is read as it is, and time goes on with the latest so far.
 *
 * @param files paths, in the order in which they were given
 * @param sorted numbers of the files whose lines were sorted
 * @param folder where they are, and where whoever reads tells how far time has come
 * @param dimensions the settings' dimensions
 * @param disorderMillis by how much time stays behind the latest event
 * @param stepMillis how far time goes at a time where nothing hangs on it
 * @param asArrived whether the order of lines is that of arrival
 */
public record HistoryPlan(
        List<String> files,
        Set<Integer> sorted,
        String folder,
        List<String> dimensions,
        long disorderMillis,
        long stepMillis,
        boolean asArrived)
        implements Serializable {

    static final String RUNS = "events";

    /** After so many lines progress is told. */
    private static final int LINES_A_TICK = 4096;

    /** Nothing is looked at: lines come as they stand. */
    public static HistoryPlan asArrived(List<Path> files, Settings settings, Path folder) {
        return of(files, Set.of(), settings, folder, true);
    }

    /**
     * Looks through all files and sorts those that are not in order. What can be read once alone, such as a pipe, is
     * sorted without a look.
     *
     * @param folder where what is sorted is kept; it must exist, and be there as long as the history is read
     * @param tick called now and then
     */
    public static HistoryPlan inOrder(
            List<Path> files, Settings settings, Path folder, ReplayProgress progress, Runnable tick)
            throws IOException {
        EventDecoder decoder = new EventDecoder(settings.series().dimensions());
        SortedRuns runs = new SortedRuns(folder, RUNS, false);
        Set<Integer> sorted = new TreeSet<>();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            if (!Files.isRegularFile(file) || !isInOrder(file, i, decoder, progress, tick)) {
                sort(file, i, decoder, runs, progress, tick);
                sorted.add(i);
            }
        }
        runs.spill();
        return of(files, sorted, settings, folder, false);
    }

    private static HistoryPlan of(
            List<Path> files, Set<Integer> sorted, Settings settings, Path folder, boolean asArrived) {
        return new HistoryPlan(
                files.stream().map(Path::toString).toList(),
                Set.copyOf(sorted),
                folder.toString(),
                settings.series().dimensions(),
                settings.time().disorderMillis(),
                settings.series().windowMillis(),
                asArrived);
    }

    private static boolean isInOrder(
            Path file, int number, EventDecoder decoder, ReplayProgress progress, Runnable tick) throws IOException {
        try (FileRecords records = new FileRecords(file, number, decoder, progress)) {
            for (int i = 1; records.advance(); i++) {
                if (records.isBehind()) {
                    return false;
                }
                if (i % LINES_A_TICK == 0) {
                    tick.run();
                }
            }
            return true;
        }
    }

    private static void sort(
            Path file, int number, EventDecoder decoder, SortedRuns runs, ReplayProgress progress, Runnable tick)
            throws IOException {
        try (FileRecords records = new FileRecords(file, number, decoder, progress)) {
            for (int i = 1; records.advance(); i++) {
                SortedRuns.Entry entry = records.entry();
                runs.add(entry.key(), entry.value());
                if (i % LINES_A_TICK == 0) {
                    tick.run();
                }
            }
        }
    }

    /** How many bytes there are to read. */
    public long bytes() throws IOException {
        List<Path> asTheyAre = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (!sorted.contains(i)) {
                asTheyAre.add(Path.of(files.get(i)));
            }
        }
        long bytes = HistoryFiles.size(asTheyAre);
        for (Path run : sorted.isEmpty() ? List.<Path>of() : SortedRuns.files(Path.of(folder), RUNS)) {
            bytes += Files.size(run);
        }
        return bytes;
    }

    /** The history's parts, each in order in itself. */
    List<HistoryPart> open(ReplayProgress progress) {
        EventDecoder decoder = new EventDecoder(dimensions);
        List<HistoryPart> parts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (!sorted.contains(i)) {
                parts.add(new FileRecords(Path.of(files.get(i)), i, decoder, progress));
            }
        }
        if (!sorted.isEmpty()) {
            parts.add(new SortedRecords(Path.of(folder), RUNS, files, decoder, progress));
        }
        return parts;
    }
}
