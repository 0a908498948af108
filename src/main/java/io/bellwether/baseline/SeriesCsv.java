package io.bellwether.baseline;

import io.bellwether.file.InputFile;
import io.bellwether.file.Unusable;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads a recorded series, row by row: a table of comma-separated values with the columns {@code timestamp} and {@code value}. */
public final class SeriesCsv implements Closeable {

    private static final int SHOWN = 40;

    private final String name;
    private final BufferedReader lines;
    private final int timestamp;
    private final int value;
    private int line = 1;

    /**
     * One row.
     *
     * @param time as it is written
     * @param text the value as it is written
     * @param at epoch ms; a time without a zone is one of UTC
     * @param value NaN where there is none
     */
    public record Row(String time, String text, long at, double value) {}

    private SeriesCsv(String name, BufferedReader lines, List<String> header) throws Unusable {
        this.name = name;
        this.lines = lines;
        this.timestamp = header.indexOf("timestamp");
        this.value = header.indexOf("value");
        if (timestamp < 0 || value < 0) {
            throw new Unusable(name + ":1: the first line must name the columns timestamp and value, as in"
                    + " \"timestamp,value\"; it is \"" + shortened(String.join(",", header)) + "\"");
        }
    }

    /** Opens a file, unpacked where its name ends in {@code .gz}, and reads its first line. */
    public static SeriesCsv open(Path file) throws IOException, Unusable {
        BufferedReader lines = InputFile.text(file);
        try {
            String header = lines.readLine();
            return new SeriesCsv(
                    file.toString(), lines, header == null ? List.of() : cells(header.replace("\uFEFF", "")));
        } catch (IOException | Unusable e) {
            lines.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** The next row, or null behind the last. */
    public Row next() throws IOException, Unusable {
        String text = lines.readLine();
        line++;
        while (text != null && text.isBlank()) {
            text = lines.readLine();
            line++;
        }
        if (text == null) {
            return null;
        }
        List<String> cells = cells(text);
        if (cells.size() <= Math.max(timestamp, value)) {
            throw wrong("has " + cells.size() + " columns, fewer than the first line; complete it");
        }
        return new Row(cells.get(timestamp), cells.get(value), millis(cells.get(timestamp)), number(cells.get(value)));
    }

    private static List<String> cells(String text) {
        List<String> cells = new ArrayList<>();
        for (String cell : text.split(",", -1)) {
            String bare = cell.strip();
            boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
            cells.add(quoted ? bare.substring(1, bare.length() - 1) : bare);
        }
        return cells;
    }

    private long millis(String text) throws Unusable {
        String iso = text.replace(' ', 'T');
        try {
            boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            Instant instant = zoned && iso.indexOf('T') > 0
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return instant.toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong("has no timestamp such as 2026-03-02 09:00:00 or 2026-03-02T09:00:00+08:00 but \""
                    + shortened(text) + "\"");
        }
    }

    private double number(String text) throws Unusable {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            throw wrong(
                    "has no number as its value but \"" + shortened(text) + "\"; leave it empty where there is none");
        }
    }

    private Unusable wrong(String what) {
        return new Unusable(name + ":" + line + ": the row " + what);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
