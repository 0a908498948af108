package io.bellwether.baseline;

import io.bellwether.file.CsvRow;
import io.bellwether.file.CsvTable;
import io.bellwether.file.Unusable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a recorded series, row by row: a table of comma-separated values with the columns {@code timestamp} and {@code value}. */
public final class SeriesCsv implements Closeable {

    private final CsvTable table;

    /**
     * One row.
     *
     * @param time as it is written
     * @param text the value as it is written
     * @param at epoch ms; a time without a zone is one of UTC
     * @param value NaN where there is none
     */
    public record Row(String time, String text, long at, double value) {}

    private SeriesCsv(CsvTable table) {
        this.table = table;
    }

    /** Opens a file, unpacked where its name ends in {@code .gz}, and reads its first line. */
    public static SeriesCsv open(Path file) throws IOException, Unusable {
        CsvTable table = CsvTable.open(file);
        try {
            table.require(List.of("timestamp", "value"));
        } catch (Unusable e) {
            table.close();
            throw e;
        }
        return new SeriesCsv(table);
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    /** The next row, or null behind the last. */
    public Row next() throws IOException, Unusable {
        CsvRow row = table.next();
        return row == null
                ? null
                : new Row(row.text("timestamp"), row.text("value"), row.millis("timestamp"), row.number("value"));
    }
}
