package io.bellwether.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A row of a {@link CsvTable} that knows its place.
 *
 * @param table name of the table, for complaints
 * @param line from 1
 * @param columns names, at least as many as there are cells
 */
public record CsvRow(String table, int line, List<String> columns, List<String> cells) {

    /** As it is written; empty where there is no such column. */
    public String text(String column) {
        int at = columns.indexOf(column);
        return at < 0 ? "" : cells.get(at);
    }

    /** Epoch ms; a time without a zone is one of UTC. */
    public long millis(String column) throws Unusable {
        String text = text(column);
        String iso = text.replace(' ', 'T');
        try {
            boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            Instant instant = zoned && iso.indexOf('T') > 0
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return instant.toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong("has no " + column + " such as 2026-03-02 09:00:00 or 2026-03-02T09:00:00+08:00 but \""
                    + CsvTable.shortened(text) + "\"");
        }
    }

    /** NaN where the cell is empty or there is no such column, and where the number is not finite. */
    public double number(String column) throws Unusable {
        String text = text(column);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            throw wrong("has no number as its " + column + " but \"" + CsvTable.shortened(text)
                    + "\"; leave it empty where there is none");
        }
    }

    /** @param what in the words that follow "the row " */
    public Unusable wrong(String what) {
        return new Unusable(table + ":" + line + ": the row " + what);
    }
}
