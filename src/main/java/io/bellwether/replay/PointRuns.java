package io.bellwether.replay;

import io.bellwether.influx.LineProtocol;
import io.bellwether.metric.Point;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Points on their way to {@code metrics.lp}: sorted by series and time, of each point the last version alone. Sorts in
 * memory as far as it goes and in files beyond that, so that the size of a history is no limit.
 */
final class PointRuns {

    /** About 100 MB of lines. */
    private static final int MOST_IN_MEMORY = 250_000;

    private final Path directory;
    private final TreeMap<String, String> run = new TreeMap<>();
    private final StringBuilder line = new StringBuilder(256);
    private int runs;

    /** @param directory where sorted runs are kept until they are merged */
    PointRuns(Path directory) {
        this.directory = directory;
    }

    void add(Point point) throws IOException {
        line.setLength(0);
        if (!LineProtocol.append(point, line)) {
            return;
        }
        run.put(key(point), line.toString());
        if (run.size() >= MOST_IN_MEMORY) {
            spill();
        }
    }

    private static String key(Point point) {
        StringBuilder key = new StringBuilder(point.measurement());
        point.tags()
                .forEach((name, value) ->
                        key.append('\u0001').append(name).append('\u0002').append(value));
        return key.append('\u0000').append(String.format("%020d", point.time())).toString();
    }

    /** Writes the run in memory to a file. */
    void spill() throws IOException {
        Path file = directory.resolve(String.format("run-%06d", runs++));
        try (Writer out = Files.newBufferedWriter(file)) {
            for (Map.Entry<String, String> entry : run.entrySet()) {
                out.write(entry.getKey());
                out.write('\u0003');
                out.write(entry.getValue());
                out.write('\n');
            }
        }
        run.clear();
    }

    /**
     * Merges all runs of a directory, the later winning, and removes them.
     *
     * @param lines told of each line, in order
     */
    static void merge(Path directory, Consumer<String> lines) throws IOException {
        List<Path> files;
        try (var listing = Files.list(directory)) {
            files = listing.sorted().toList();
        }
        PriorityQueue<Run> queue =
                new PriorityQueue<>(Comparator.comparing((Run run) -> run.key).thenComparing(run -> -run.number));
        List<Run> open = new ArrayList<>();
        try {
            for (int i = 0; i < files.size(); i++) {
                Run run = new Run(Files.newBufferedReader(files.get(i)), i);
                open.add(run);
                if (run.advance()) {
                    queue.add(run);
                }
            }
            drain(queue, lines);
        } finally {
            for (Run run : open) {
                run.reader.close();
            }
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static void drain(PriorityQueue<Run> queue, Consumer<String> lines) {
        String last = null;
        while (!queue.isEmpty()) {
            Run run = queue.poll();
            if (!run.key.equals(last)) {
                lines.accept(run.line);
                last = run.key;
            }
            if (run.advance()) {
                queue.add(run);
            }
        }
    }

    private static final class Run {
        private final BufferedReader reader;
        private final int number;
        private String key;
        private String line;

        Run(BufferedReader reader, int number) {
            this.reader = reader;
            this.number = number;
        }

        boolean advance() {
            try {
                String both = reader.readLine();
                if (both == null) {
                    return false;
                }
                int at = both.indexOf('\u0003');
                key = both.substring(0, at);
                line = both.substring(at + 1);
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException("reading back a sorted run of points", e);
            }
        }
    }
}
