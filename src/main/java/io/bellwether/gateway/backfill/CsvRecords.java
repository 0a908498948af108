package io.bellwether.gateway.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of an export of comma-separated values (RFC 4180) as objects of texts. A value in quotes may go over several lines; the
 * first line names the columns, and whether they are parted by commas, semicolons or tabs.
 */
final class CsvRecords {

    private static final int MOST_CHARACTERS = 8 << 20;

    private final Reader in;
    private char separator = ',';
    private int peeked = -2;
    private final List<String> columns;
    private long row;

    CsvRecords(Reader in) throws IOException {
        this.in = in;
        StringBuilder head = new StringBuilder();
        int c = in.read();
        while (c >= 0 && c != '\n') {
            head.append((char) c);
            if (head.length() > MOST_CHARACTERS) {
                throw new IOException("has a first line without an end");
            }
            c = in.read();
        }
        String line = head.toString().replace("\uFEFF", "").replace("\r", "");
        for (char candidate : new char[] {';', '\t'}) {
            if (count(line, candidate) > count(line, separator)) {
                separator = candidate;
            }
        }
        columns = new ArrayList<>();
        for (String name : line.split(String.valueOf(separator), -1)) {
            columns.add(name.strip().replaceAll("^\"|\"$", ""));
        }
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** The next row, or null behind the last; blank lines are passed over. */
    JsonNode next() throws IOException {
        List<String> cells = cells();
        while (cells != null && cells.size() == 1 && cells.get(0).isBlank()) {
            cells = cells();
        }
        if (cells == null) {
            return null;
        }
        row++;
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
            object.put(columns.get(i), cells.get(i));
        }
        return object;
    }

    private int read() throws IOException {
        int c = peeked == -2 ? in.read() : peeked;
        peeked = -2;
        return c;
    }

    private List<String> cells() throws IOException {
        int c = read();
        if (c < 0) {
            return null;
        }
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        while (c >= 0 && (quoted || c != '\n')) {
            if (c == '"') {
                c = quoted ? read() : c;
                boolean doubled = quoted && c == '"';
                if (doubled) {
                    cell.append('"');
                    c = read();
                } else if (quoted) {
                    quoted = false;
                } else {
                    quoted = true;
                    c = read();
                }
                continue;
            }
            if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c != '\r' || quoted) {
                cell.append((char) c);
            }
            if (cell.length() > MOST_CHARACTERS) {
                throw new IOException("has a value without an end in row " + (row + 1) + ": a quote is not closed");
            }
            c = read();
        }
        cells.add(cell.toString());
        return cells;
    }
}
