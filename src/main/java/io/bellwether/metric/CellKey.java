package io.bellwether.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identity of a rolled-up series. Immutable; the hash is computed once, because every difference is looked up by it
 * several times.
 */
public final class CellKey {

    private final Measurement measurement;
    private final List<String> dimensions;
    private final List<String> values;
    private final List<String> tags;
    private final int hash;
    /** What {@link CellKeyCodec} writes, once it was asked for. */
    private byte[] bytes;
    /** Names and values of all tags, sorted by name, once they were asked for. */
    private String[] tagPairs;

    /**
     * @param dimensions names of the rollup's dimensions, in the settings' order; empty for {@code all}
     * @param values their values, in the same order
     * @param tags values of the measurement's own tags, in the order of {@link Measurement#tags()}
     */
    public CellKey(Measurement measurement, List<String> dimensions, List<String> values, List<String> tags) {
        this.measurement = measurement;
        this.dimensions = List.copyOf(dimensions);
        this.values = List.copyOf(values);
        this.tags = List.copyOf(tags);
        this.hash =
                31 * (31 * (31 * measurement.name().hashCode() + this.dimensions.hashCode()) + this.values.hashCode())
                        + this.tags.hashCode();
    }

    public Measurement measurement() {
        return measurement;
    }

    public List<String> dimensions() {
        return dimensions;
    }

    public List<String> values() {
        return values;
    }

    public List<String> tags() {
        return tags;
    }

    /** The value of the {@code rollup} tag: the dimensions joined by a comma, {@code all} for none. */
    public String rollup() {
        return dimensions.isEmpty() ? "all" : String.join(",", dimensions);
    }

    /** Names and values of the dimensions, then of the measurement's own tags; without {@code rollup}. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < dimensions.size(); i++) {
            labels.put(dimensions.get(i), values.get(i));
        }
        for (int i = 0; i < tags.size(); i++) {
            labels.put(measurement.tags().get(i), tags.get(i));
        }
        return labels;
    }

    /** Names and values of all tags of its points by turns, sorted by name. Not to be changed. */
    String[] tagPairs() {
        if (tagPairs == null) {
            TreeMap<String, String> sorted = new TreeMap<>(labels());
            sorted.put("rollup", rollup());
            String[] pairs = new String[2 * sorted.size()];
            int at = 0;
            for (Map.Entry<String, String> tag : sorted.entrySet()) {
                pairs[at++] = tag.getKey();
                pairs[at++] = tag.getValue();
            }
            tagPairs = pairs;
        }
        return tagPairs;
    }

    /** Its bytes. Not to be changed. */
    byte[] bytes() {
        if (bytes == null) {
            bytes = CellKeyCodec.INSTANCE.toBytes(this);
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof CellKey that
                        && hash == that.hash
                        && measurement == that.measurement
                        && values.equals(that.values)
                        && tags.equals(that.tags)
                        && dimensions.equals(that.dimensions);
    }

    /** The same in every JVM: an enum's own hash is not, so it goes by name. */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return measurement.wireName() + dimensions + values + (tags.isEmpty() ? "" : tags);
    }
}
