package io.bellwether.gateway.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of an export of comma-separated values (RFC 4180) as objects of texts. A value whose first character is a quote may go
 * over several lines; a quote elsewhere is one. The first row names the columns, and its first line says whether they are
 * parted by commas, semicolons or tabs.
 */
final class CsvRecords {

    private static final int MOST_CHARACTERS = 8 << 20;

    private final Reader in;
    private final String head;
    private int at;
    private final char separator;
    private final List<String> columns;
    private long row;
    private long shorter;
    private long longer;

    CsvRecords(Reader in) throws IOException {
        this.in = in;
        this.head = line(in).replace("\uFEFF", "");
        this.separator = separator(head);
        List<String> names = cells();
        this.columns =
                names == null ? List.of() : names.stream().map(String::strip).toList();
    }

    private static String line(Reader in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c >= 0) {
            line.append((char) c);
            if (c == '\n') {
                break;
            }
            if (line.length() > MOST_CHARACTERS) {
                throw new IOException("has a first line without an end");
            }
            c = in.read();
        }
        return line.toString();
    }

    private static char separator(String line) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(line, candidate) > count(line, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String line, char wanted) {
        boolean quoted = false;
        long count = 0;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            count += !quoted && line.charAt(i) == wanted ? 1 : 0;
        }
        return count;
    }

    /** The next row, or null behind the last; blank lines are passed over, and rows whose values no column names. */
    JsonNode next() throws IOException {
        List<String> cells = cells();
        while (cells != null && (isBlank(cells) || isLonger(cells))) {
            cells = cells();
        }
        if (cells == null) {
            return null;
        }
        shorter += cells.size() < columns.size() ? 1 : 0;
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
            object.put(columns.get(i), cells.get(i));
        }
        return object;
    }

    private static boolean isBlank(List<String> cells) {
        return cells.size() == 1 && cells.get(0).isBlank();
    }

    /** Most probably a separator stands in a value without quotes, so that all behind it are other columns'. */
    private boolean isLonger(List<String> cells) {
        boolean more = cells.size() > columns.size();
        longer += more ? 1 : 0;
        return more;
    }

    /** How many rows had fewer values than there are columns. */
    long shorter() {
        return shorter;
    }

    /** How many rows had more values than there are columns, and were left out. */
    long longer() {
        return longer;
    }

    private int read() throws IOException {
        return at < head.length() ? head.charAt(at++) : in.read();
    }

    private List<String> cells() throws IOException {
        int first = read();
        if (first < 0) {
            return null;
        }
        List<String> cells = new ArrayList<>();
        int end = cell(first, cells);
        while (end == separator) {
            end = cell(read(), cells);
        }
        row++;
        return cells;
    }

    /** Reads a value; what ended it: the separator, the end of a line, or of all (-1). */
    private int cell(int first, List<String> cells) throws IOException {
        StringBuilder text = new StringBuilder();
        int c = first == '"' ? quoted(text) : first;
        while (c >= 0 && c != separator && c != '\n') {
            if (c != '\r') {
                append(text, c);
            }
            c = read();
        }
        cells.add(text.toString());
        return c;
    }

    /** Reads up to the quote that closes; what stands behind that. */
    private int quoted(StringBuilder text) throws IOException {
        while (true) {
            int c = read();
            if (c < 0) {
                throw unclosed();
            }
            if (c == '"') {
                int next = read();
                if (next != '"') {
                    return next;
                }
            }
            append(text, c);
        }
    }

    private void append(StringBuilder text, int c) throws IOException {
        if (text.length() >= MOST_CHARACTERS) {
            throw unclosed();
        }
        text.append((char) c);
    }

    private IOException unclosed() {
        return new IOException("has a value without an end in row " + row + ": a quote is not closed");
    }
}
