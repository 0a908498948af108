package io.bellwether.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The identity of a rolled-up series.
 *
 * @param dimensions names of the rollup's dimensions, in the settings' order; empty for {@code all}
 * @param values their values, in the same order
 * @param tags values of the measurement's own tags, in the order of {@link Measurement#tags()}
 */
public record CellKey(Measurement measurement, List<String> dimensions, List<String> values, List<String> tags) {

    public CellKey {
        dimensions = List.copyOf(dimensions);
        values = List.copyOf(values);
        tags = List.copyOf(tags);
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

    /** The same in every JVM: an enum's own hash is not, so it goes by name. */
    @Override
    public int hashCode() {
        return 31 * (31 * (31 * measurement.name().hashCode() + dimensions.hashCode()) + values.hashCode())
                + tags.hashCode();
    }
}
