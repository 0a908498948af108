package io.bellwether.cases;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.Series;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The series of one tuple of dimension values: built once, then only looked up. Not thread-safe. */
final class SeriesSet {

    private final List<String> dimensions;
    private final Map<Measurement, Map<List<String>, Series>> series = new EnumMap<>(Measurement.class);

    SeriesSet(List<String> dimensions) {
        this.dimensions = dimensions;
    }

    List<String> dimensions() {
        return dimensions;
    }

    Series of(Measurement measurement, List<String> tags) {
        Map<List<String>, Series> ofMeasurement = series.get(measurement);
        if (ofMeasurement == null) {
            ofMeasurement = new HashMap<>(4);
            series.put(measurement, ofMeasurement);
        }
        Series known = ofMeasurement.get(tags);
        if (known == null) {
            known = new Series(measurement, dimensions, tags);
            ofMeasurement.put(tags, known);
        }
        return known;
    }
}
