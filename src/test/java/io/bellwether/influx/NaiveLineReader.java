package io.bellwether.influx;

import io.bellwether.metric.Point;
import java.util.TreeMap;

/** Reads line protocol character by character, written from its grammar and not from the writer. */
final class NaiveLineReader {

    private final String line;
    private int at;

    private NaiveLineReader(String line) {
        this.line = line;
    }

    static Point read(String line) {
        NaiveLineReader reader = new NaiveLineReader(line);
        String measurement = reader.name(", ");
        TreeMap<String, String> tags = new TreeMap<>();
        while (reader.next() == ',') {
            reader.at++;
            String key = reader.name("=");
            reader.at++;
            tags.put(key, reader.name(", "));
        }
        TreeMap<String, Object> fields = new TreeMap<>();
        do {
            reader.at++;
            String key = reader.name("=");
            reader.at++;
            fields.put(key, reader.value());
        } while (reader.next() == ',');
        reader.at++;
        return new Point(measurement, tags, fields, Long.parseLong(line.substring(reader.at)));
    }

    private char next() {
        return line.charAt(at);
    }

    private String name(String ends) {
        StringBuilder out = new StringBuilder();
        while (ends.indexOf(next()) < 0) {
            if (next() == '\\' && ",= ".indexOf(line.charAt(at + 1)) >= 0) {
                at++;
            }
            out.append(next());
            at++;
        }
        return out.toString();
    }

    private Object value() {
        if (next() == '"') {
            return text();
        }
        int start = at;
        while (next() != ',' && next() != ' ') {
            at++;
        }
        String number = line.substring(start, at);
        if (number.endsWith("i")) {
            return Long.parseLong(number.substring(0, number.length() - 1));
        }
        return Double.parseDouble(number);
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        at++;
        while (next() != '"') {
            if (next() == '\\') {
                at++;
            }
            out.append(next());
            at++;
        }
        at++;
        return out.toString();
    }
}
