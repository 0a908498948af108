package io.bellwether.influx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads one line of line protocol after another, of which most are not asked for. What {@link LineProtocol} writes it reads. */
final class LineParser {

    private final String prefix;
    private final RowSource.Query query;
    private final Set<String> fields;

    /** Lines of a series often follow each other. */
    private String lastSeries = "";

    private Map<String, String> lastTags = Map.of();

    private String line;
    private int at;

    LineParser(RowSource.Query query) {
        this.query = query;
        this.prefix = escaped(query.measurement());
        this.fields = new HashSet<>(query.fields());
    }

    private static String escaped(String measurement) {
        return measurement.replace(",", "\\,").replace(" ", "\\ ");
    }

    /**
     * Null where the query does not ask for it.
     *
     * @throws IndexOutOfBoundsException where it is no whole line
     * @throws NumberFormatException likewise
     */
    Row row(String text) {
        if (!text.startsWith(prefix)
                || text.length() > prefix.length() && ", ".indexOf(text.charAt(prefix.length())) < 0) {
            return null;
        }
        line = text;
        at = prefix.length();
        long time = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
        if (time < query.from() || time >= query.to()) {
            return null;
        }
        Map<String, String> tags = tags();
        if (!query.rollup().isEmpty() && !query.rollup().equals(tags.get("rollup"))) {
            return null;
        }
        Map<String, Object> values = values();
        return values.isEmpty() ? null : new Row(time, tags, values);
    }

    private Map<String, String> tags() {
        int end = at;
        while (line.charAt(end) != ' ') {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        if (line.regionMatches(0, lastSeries, 0, lastSeries.length()) && lastSeries.length() == end) {
            at = end;
            return lastTags;
        }
        Map<String, String> tags = new HashMap<>();
        while (at < end) {
            at++;
            String key = name('=');
            at++;
            tags.put(key, name(','));
        }
        lastSeries = line.substring(0, end);
        lastTags = Map.copyOf(tags);
        return lastTags;
    }

    /** Up to that character or a space. */
    private String name(char stop) {
        StringBuilder out = new StringBuilder();
        for (char c = line.charAt(at); c != stop && c != ' '; c = line.charAt(at)) {
            if (c == '\\' && ",= ".indexOf(line.charAt(at + 1)) >= 0) {
                at++;
                c = line.charAt(at);
            }
            out.append(c);
            at++;
        }
        return out.toString();
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        do {
            at++;
            String key = name('=');
            at++;
            Object value = value(fields.contains(key));
            if (value != null) {
                values.put(key, value);
            }
        } while (line.charAt(at) == ',');
        return values;
    }

    /** @param wanted false to go past it */
    private Object value(boolean wanted) {
        if (line.charAt(at) == '"') {
            String text = text();
            return wanted ? text : null;
        }
        int start = at;
        while (line.charAt(at) != ',' && line.charAt(at) != ' ') {
            at++;
        }
        if (!wanted) {
            return null;
        }
        return line.charAt(at - 1) == 'i'
                ? (Object) Long.parseLong(line.substring(start, at - 1))
                : (Object) Double.parseDouble(line.substring(start, at));
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        at++;
        while (line.charAt(at) != '"') {
            if (line.charAt(at) == '\\' && "\"\\".indexOf(line.charAt(at + 1)) >= 0) {
                at++;
            }
            out.append(line.charAt(at));
            at++;
        }
        at++;
        return out.toString();
    }
}
