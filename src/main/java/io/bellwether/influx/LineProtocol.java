package io.bellwether.influx;

import io.bellwether.metric.Point;

/**
 * InfluxDB line protocol, time in ms. The same point gives the same bytes on every JDK: tags and fields are sorted and
 * numbers are written by {@link DecimalText}.
 *
 * <p>What the protocol cannot say is changed in the smallest visible way: a backslash in a name or tag becomes its
 * full-width twin {@code ＼} (at the end of a value it would swallow the separator, and stores disagree about it
 * elsewhere). Empty tags and fields that are NaN or infinite are left out. A control character is the fault of whoever
 * made the point: texts of events are settled at the door, those of rules where they are read.
 *
 * @see <a href="https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol/">Line protocol</a>
 */
public final class LineProtocol {

    private static final char FULL_WIDTH_BACKSLASH = '\uFF3C';

    private LineProtocol() {}

    /**
     * Appends the point's line, without a line end.
     *
     * @return false, with nothing appended, where the point has no field that can be written
     */
    public static boolean append(Point point, StringBuilder out) {
        int start = out.length();
        appendSeries(point, out);
        out.append(' ');
        if (!appendFields(point, out)) {
            out.setLength(start);
            return false;
        }
        out.append(' ').append(point.time());
        return true;
    }

    /** Measurement and tags: with the time, the identity of a point. */
    static void appendSeries(Point point, StringBuilder out) {
        String measurement = point.measurement();
        // A line that starts with # is a comment.
        appendName(measurement.startsWith("#") ? "_" + measurement.substring(1) : measurement, false, out);
        String[] tags = point.tagPairs();
        for (int i = 0; i < tags.length; i += 2) {
            String name = tags[i];
            String value = tags[i + 1];
            if (name.isEmpty() || value == null || value.isEmpty()) {
                continue;
            }
            out.append(',');
            appendName(name, true, out);
            out.append('=');
            appendName(value, true, out);
        }
    }

    /** The fields that have a value; false where there is none. */
    static boolean appendFields(Point point, StringBuilder out) {
        int start = out.length();
        point.eachField(new FieldWriter(start, out));
        return out.length() > start;
    }

    /** Appends {@code name=value}, after a comma where it is not the first. */
    private record FieldWriter(int start, StringBuilder out) implements Point.Fields {

        private void begin(String name) {
            if (out.length() > start) {
                out.append(',');
            }
            appendName(name, true, out);
            out.append('=');
        }

        @Override
        public void whole(String name, long value) {
            if (!name.isEmpty()) {
                begin(name);
                out.append(value).append('i');
            }
        }

        @Override
        public void real(String name, double value) {
            if (!name.isEmpty() && Double.isFinite(value)) {
                begin(name);
                DecimalText.append(value, out);
            }
        }

        @Override
        public void other(String name, Object value) {
            if (name.isEmpty() || value == null) {
                return;
            }
            if (!(value instanceof String text)) {
                throw new IllegalArgumentException("Field '" + name + "' is a "
                        + value.getClass().getSimpleName() + "; a point's fields are Long, Double or String");
            }
            begin(name);
            appendText(text, out);
        }
    }

    private static void appendName(String name, boolean escapeEquals, StringBuilder out) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            assert c >= ' ' : name;
            if (c == '\\') {
                out.append(FULL_WIDTH_BACKSLASH);
            } else {
                if (c == ' ' || c == ',' || escapeEquals && c == '=') {
                    out.append('\\');
                }
                out.append(c);
            }
        }
    }

    private static void appendText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            assert c >= ' ' : text;
            out.append(c);
        }
        out.append('"');
    }
}
