package io.bellwether.influx;

import io.bellwether.file.FileProblem;
import io.bellwether.file.InputFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads a file of line protocol, times in ms, as a replay writes it; {@code .gz} is unpacked. Lines may stand in any order; each
 * query goes through the whole file.
 */
public final class LineFile implements RowSource {

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
        LineParser parser = new LineParser(query);
        try (BufferedReader in = InputFile.text(file)) {
            long number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                try {
                    Row row = parser.row(line);
                    if (row != null) {
                        each.accept(row);
                    }
                } catch (IndexOutOfBoundsException | NumberFormatException e) {
                    throw FileProblem.saying(
                            file, "line " + number + " is no line protocol; was the file cut off? Replay once more");
                }
            }
        } catch (IOException e) {
            throw FileProblem.of(file, e);
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
