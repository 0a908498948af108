package io.bellwether.file;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of comma-separated values whose first line names its columns, read row by row. A value with a comma or a quote in
 * it stands in quotes, a quote in it is doubled (RFC 4180); none goes over several lines. Blank lines are passed over.
 */
public final class CsvTable implements Closeable {

    private static final int SHOWN = 40;

    private final String name;
    private final BufferedReader lines;
    private final List<String> columns;
    private int line = 1;

    private CsvTable(String name, BufferedReader lines) throws IOException {
        this.name = name;
        this.lines = lines;
        String header = lines.readLine();
        columns = header == null ? List.of() : cells(header.replace("\uFEFF", ""));
    }

    /** Opens a file, unpacked where its name ends in {@code .gz}, and reads its first line. */
    public static CsvTable open(Path file) throws IOException {
        return of(file.toString(), InputFile.text(file));
    }

    /** @param name in complaints */
    public static CsvTable of(String name, BufferedReader lines) throws IOException {
        try {
            return new CsvTable(name, lines);
        } catch (IOException e) {
            lines.close();
            throw e;
        }
    }

    /** As the first line names them. */
    public List<String> columns() {
        return columns;
    }

    /** Refuses a table that lacks one of these columns. */
    public void require(List<String> names) throws Unusable {
        if (!columns.containsAll(names)) {
            String all = names.size() == 1
                    ? "column " + names.get(0)
                    : "columns " + String.join(", ", names.subList(0, names.size() - 1)) + " and "
                            + names.get(names.size() - 1);
            throw new Unusable(name + ":1: the first line must name the " + all + ", as in \"" + String.join(",", names)
                    + "\"; it is \"" + shortened(String.join(",", columns)) + "\"");
        }
    }

    /** The next row, or null behind the last. */
    public CsvRow next() throws IOException, Unusable {
        String text = lines.readLine();
        line++;
        while (text != null && text.isBlank()) {
            text = lines.readLine();
            line++;
        }
        if (text == null) {
            return null;
        }
        CsvRow row = new CsvRow(name, line, columns, cells(text));
        if (row.cells().size() < columns.size()) {
            throw row.wrong("has " + row.cells().size() + " columns, fewer than the first line; complete it");
        }
        return row;
    }

    /** A value as a table has it, in quotes where it needs them. */
    public static String cell(String value) {
        return value.matches("[^,\"\\s]([^,\"]*[^,\"\\s])?|") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private static List<String> cells(String text) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ',' && !quoted) {
                cells.add(bare(text.substring(from, i).strip()));
                from = i + 1;
            } else if (text.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return cells;
    }

    private static String bare(String cell) {
        boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
        return quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
    }

    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
