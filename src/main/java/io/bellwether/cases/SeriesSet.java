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
    /** Null until somebody asks. */
    private Map<String, String> byName;

    SeriesSet(List<String> dimensions) {
        this.dimensions = dimensions;
    }

    List<String> dimensions() {
        return dimensions;
    }

    /**
     * The values by the names of their dimensions. Not to be changed.
     *
     * @param names in the order of the values
     */
    Map<String, String> byName(List<String> names) {
        if (byName == null) {
            Map<String, String> named = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                named.put(names.get(i), dimensions.get(i));
            }
            byName = Map.copyOf(named);
        }
        return byName;
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
