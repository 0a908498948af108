package io.bellwether.metric;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One point for the store, written whole: a point is identified by measurement, tags and time, and writing it again
 * replaces it. That of a cell is the cell's key and numbers, and names are not looked at before they are written. Immutable.
 */
public final class Point {

    private static final double[] NO_NUMBERS = {};

    private final String measurement;
    /** Null for a point that is not of a cell. */
    private final CellKey key;
    /** Of a cell, by the place of each metric in {@link Metric#byField}; NaN for none. */
    private final double[] numbers;
    /** What its measurement's field of text says; null for nothing. */
    private final String text;
    /** Null for the point of a cell. */
    private final TreeMap<String, String> tags;

    private final TreeMap<String, Object> fields;
    private final long time;

    /** Takes fields, sorted by their names. */
    public interface Fields {

        void whole(String name, long value);

        void real(String name, double value);

        /** One that is neither, or that nobody set. */
        void other(String name, Object value);
    }

    /**
     * A point with names of its own.
     *
     * @param measurement name
     * @param tags sorted by key; values never empty
     * @param fields sorted by key; Long, Double (finite) or String
     * @param time epoch ms
     */
    public Point(String measurement, TreeMap<String, String> tags, TreeMap<String, Object> fields, long time) {
        this.measurement = measurement;
        this.key = null;
        this.numbers = NO_NUMBERS;
        this.text = null;
        this.tags = tags;
        this.fields = fields;
        this.time = time;
    }

    Point(CellKey key, double[] numbers, String text, long time) {
        this.measurement = key.measurement().wireName();
        this.key = key;
        this.numbers = numbers;
        this.text = text;
        this.tags = null;
        this.fields = null;
        this.time = time;
    }

    /**
     * The point of a cell: every metric of its measurement that has a value there. Counts are Long, the rest Double.
     *
     * @param text what {@link Measurement#text} says; null for nothing
     */
    public static Point of(Cell cell, String text) {
        List<Metric> metrics = Metric.byField(cell.key().measurement());
        double[] numbers = new double[metrics.size()];
        boolean pipeline = cell.key().measurement() == Measurement.PIPELINE;
        for (int i = 0; i < numbers.length; i++) {
            boolean told = !pipeline || PipelineMetrics.isToldOf(cell.key(), metrics.get(i));
            numbers[i] = told ? metrics.get(i).value(cell) : Double.NaN;
        }
        return new Point(cell.key(), numbers, text, cell.start());
    }

    /** Name of the measurement. */
    public String measurement() {
        return measurement;
    }

    /** Epoch ms. */
    public long time() {
        return time;
    }

    /** Null for a point that is not of a cell. */
    CellKey key() {
        return key;
    }

    double[] numbers() {
        return numbers;
    }

    /** Null for nothing. */
    String text() {
        return text;
    }

    /** Names and values of all tags by turns, sorted by name. Not to be changed. */
    public String[] tagPairs() {
        if (key != null) {
            return key.tagPairs();
        }
        String[] pairs = new String[2 * tags.size()];
        int at = 0;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            pairs[at++] = tag.getKey();
            pairs[at++] = tag.getValue();
        }
        return pairs;
    }

    /** Hands all fields over. */
    public void eachField(Fields out) {
        if (key == null) {
            fields.forEach((name, value) -> {
                if (value instanceof Long whole) {
                    out.whole(name, whole);
                } else if (value instanceof Double real) {
                    out.real(name, real);
                } else {
                    out.other(name, value);
                }
            });
            return;
        }
        int beforeText = text == null ? numbers.length : Metric.beforeText(key.measurement());
        eachNumber(0, beforeText, out);
        if (text != null) {
            out.other(key.measurement().text(), text);
            eachNumber(beforeText, numbers.length, out);
        }
    }

    private void eachNumber(int from, int to, Fields out) {
        List<Metric> metrics = Metric.byField(key.measurement());
        for (int i = from; i < to; i++) {
            Metric metric = metrics.get(i);
            if (Double.isNaN(numbers[i])) {
                continue;
            }
            if (metric.unit() == Metric.Unit.NUMBER) {
                out.whole(metric.field(), (long) numbers[i]);
            } else {
                out.real(metric.field(), numbers[i]);
            }
        }
    }

    /** Tags sorted by key; values never empty. */
    public TreeMap<String, String> tags() {
        TreeMap<String, String> all = new TreeMap<>();
        String[] pairs = tagPairs();
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all;
    }

    /** Fields sorted by key; Long, Double or String. */
    public TreeMap<String, Object> fields() {
        if (key == null) {
            return fields;
        }
        TreeMap<String, Object> all = new TreeMap<>();
        eachField(new Fields() {
            @Override
            public void whole(String name, long value) {
                all.put(name, value);
            }

            @Override
            public void real(String name, double value) {
                all.put(name, value);
            }

            @Override
            public void other(String name, Object value) {
                all.put(name, value);
            }
        });
        return all;
    }

    /** The value of a tag, or null. */
    public String tag(String name) {
        return tags().get(name);
    }

    /** Tags without {@code rollup}. */
    public Map<String, String> labels() {
        TreeMap<String, String> labels = tags();
        labels.remove("rollup");
        return labels;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point that
                && time == that.time
                && measurement.equals(that.measurement)
                && tags().equals(that.tags())
                && fields().equals(that.fields());
    }

    @Override
    public int hashCode() {
        return 31 * tags().hashCode() + Long.hashCode(time);
    }

    @Override
    public String toString() {
        return measurement + tags() + " " + fields() + " " + time;
    }
}
