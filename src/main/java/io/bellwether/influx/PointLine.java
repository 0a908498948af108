package io.bellwether.influx;

import io.bellwether.metric.Point;
import java.util.Optional;

/**
 * A point as it waits for the store: its identity and its fields, both in line protocol.
 *
 * @param fields {@code key=value,…}; never empty
 */
record PointLine(Id id, String fields) {

    /**
     * What the store tells points apart by.
     *
     * @param series measurement and tags, escaped
     * @param time epoch ms
     */
    record Id(String series, long time) {}

    /** Empty where the point has no field that can be written. */
    static Optional<PointLine> of(Point point) {
        StringBuilder out = new StringBuilder(256);
        if (!LineProtocol.appendFields(point, out)) {
            return Optional.empty();
        }
        String fields = out.toString();
        out.setLength(0);
        LineProtocol.appendSeries(point, out);
        return Optional.of(new PointLine(new Id(out.toString(), point.time()), fields));
    }

    void append(StringBuilder out) {
        out.append(id.series()).append(' ').append(fields).append(' ').append(id.time());
    }

    /** Bytes of its line, about. */
    int length() {
        return bytes(id.series()) + bytes(fields);
    }

    private static int bytes(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            bytes += one < 0x80 ? 0 : one < 0x800 ? 1 : 2;
        }
        return bytes;
    }

    /** Whether it has that field; may also be said of one whose text has the look of it. */
    boolean seemsToHave(Refusal.Culprit culprit) {
        return measurement().equals(culprit.measurement())
                && (fields.startsWith(culprit.field() + "=") || fields.contains("," + culprit.field() + "="));
    }

    /** The measurement, for a log line: no tag values. */
    String measurement() {
        String series = id.series();
        for (int i = 0; i < series.length(); i++) {
            if (series.charAt(i) == ',' && (i == 0 || series.charAt(i - 1) != '\\')) {
                return series.substring(0, i);
            }
        }
        return series;
    }
}
