package io.bellwether.cases;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The series of one tuple of dimension values: built once, then only looked up. Not thread-safe. */
final class SeriesSet {

    private final List<String> dimensions;
    private final Map<Measurement, Map<List<String>, Series>> series = new HashMap<>();

    SeriesSet(List<String> dimensions) {
        this.dimensions = dimensions;
    }

    List<String> dimensions() {
        return dimensions;
    }

    Series of(Measurement measurement, List<String> tags) {
        return series.computeIfAbsent(measurement, m -> new HashMap<>(4))
                .computeIfAbsent(tags, t -> new Series(measurement, dimensions, t));
    }
}
