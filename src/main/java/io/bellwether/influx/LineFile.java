package io.bellwether.influx;

import io.bellwether.file.FileProblem;
import io.bellwether.file.InputFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * Reads a file of line protocol, times in ms, as a replay writes it; {@code .gz} is unpacked. Lines may stand in any order; to
 * read is to go through the whole file, so ask for several things at once.
 */
public final class LineFile implements RowSource {

    private static final int TOLD_EVERY = 100_000;

    private final Path file;

    /** @throws FileProblem where it cannot be read */
    public LineFile(Path file) throws FileProblem {
        InputFile.require(file);
        this.file = file;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public void read(Query query, Consumer<Row> each) throws FileProblem {
        readAll(List.of(new Reading(query, each)), share -> {});
    }

    /** Goes through the file once. Of a packed one the progress is told at the end alone. */
    @Override
    public void readAll(List<Reading> readings, DoubleConsumer progress) throws FileProblem {
        List<LineParser> parsers = readings.stream()
                .map(reading -> new LineParser(reading.query()))
                .toList();
        try (BufferedReader in = InputFile.text(file)) {
            double size = Math.max(1, Files.size(file));
            boolean packed = file.toString().endsWith(".gz");
            long number = 0;
            long read = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                read += line.length() + 1;
                take(line, number, parsers, readings);
                if (!packed && number % TOLD_EVERY == 0) {
                    progress.accept(Math.min(1, read / size));
                }
            }
            progress.accept(1);
        } catch (IOException e) {
            throw FileProblem.of(file, e);
        }
    }

    private void take(String line, long number, List<LineParser> parsers, List<Reading> readings) throws FileProblem {
        try {
            for (int i = 0; i < parsers.size(); i++) {
                Row row = parsers.get(i).row(line);
                if (row != null) {
                    readings.get(i).each().accept(row);
                }
            }
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw FileProblem.saying(
                    file, "line " + number + " is no line protocol; was the file cut off? Replay once more");
        }
    }

    @Override
    public OptionalLong edge(Query query, boolean last) throws FileProblem {
        long[] edge = {last ? Long.MIN_VALUE : Long.MAX_VALUE};
        read(query, row -> edge[0] = last ? Math.max(edge[0], row.time()) : Math.min(edge[0], row.time()));
        return edge[0] == Long.MIN_VALUE || edge[0] == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(edge[0]);
    }

    @Override
    public void close() {
        // opened for each query
    }
}
