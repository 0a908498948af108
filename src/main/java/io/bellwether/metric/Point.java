package io.bellwether.metric;

import java.util.Map;
import java.util.TreeMap;

/**
 * One point for the store, written whole: a point is identified by measurement, tags and time, and writing it again
 * replaces it.
 *
 * @param measurement name
 * @param tags sorted by key; values never empty
 * @param fields sorted by key; Long, Double (finite) or String
 * @param time epoch ms
 */
public record Point(String measurement, TreeMap<String, String> tags, TreeMap<String, Object> fields, long time) {

    /** The point of a cell: every metric of its measurement that has a value there. Counts are Long, the rest Double. */
    public static Point of(Cell cell) {
        TreeMap<String, String> tags = new TreeMap<>(cell.key().labels());
        tags.put("rollup", cell.key().rollup());
        TreeMap<String, Object> fields = new TreeMap<>();
        for (Metric metric : Metric.of(cell.key().measurement())) {
            double value = metric.value(cell);
            if (!Double.isNaN(value)) {
                fields.put(metric.field(), box(metric, value));
            }
        }
        return new Point(cell.key().measurement().wireName(), tags, fields, cell.start());
    }

    private static Object box(Metric metric, double value) {
        if (metric.unit() == Metric.Unit.NUMBER) {
            return (long) value;
        }
        return value;
    }

    /** The value of a tag, or null. */
    public String tag(String key) {
        return tags.get(key);
    }

    /** Tags without {@code rollup}. */
    public Map<String, String> labels() {
        TreeMap<String, String> labels = new TreeMap<>(tags);
        labels.remove("rollup");
        return labels;
    }
}
