package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observer;
import io.bellwether.metric.Series;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a subtask says what its customers and queues do. Knows the series that it says most of; not thread-safe. */
final class Said implements Observer {

    private static final int MOST_SERIES = 10_000;

    private final Map<Measurement, Map<List<String>, Series>> known = new EnumMap<>(Measurement.class);
    private final Observer out;

    /** @param out where it is said */
    Said(Observer out) {
        this.out = out;
    }

    @Override
    public void observe(Measure measure, Series series, long time, long value, long since, int weight) {
        out.observe(measure, series, time, value, since, weight);
    }

    /** The series without tags of a measurement, of cases with these dimensions. */
    Series series(Measurement measurement, List<String> dimensions) {
        Map<List<String>, Series> ofMeasurement = known.computeIfAbsent(measurement, of -> new HashMap<>());
        if (ofMeasurement.size() >= MOST_SERIES) {
            ofMeasurement.clear();
        }
        Series series = ofMeasurement.get(dimensions);
        if (series == null) {
            series = new Series(measurement, dimensions, List.of());
            ofMeasurement.put(dimensions, series);
        }
        return series;
    }
}
