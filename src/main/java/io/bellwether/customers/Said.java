package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Observer;
import io.bellwether.metric.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Where a subtask says what its customers and queues do. Knows the series that it says most of; not thread-safe. */
final class Said implements Observer {

    private static final int MOST_SERIES = 10_000;

    private final Map<List<String>, Series> ofCases = new HashMap<>();
    private final Consumer<Observation> out;

    /** @param out where it is said */
    Said(Consumer<Observation> out) {
        this.out = out;
    }

    @Override
    public void observe(Measure measure, Series series, long time, long value, long since, int weight) {
        out.accept(new Observation(measure, series, time, value, since, weight));
    }

    /** The series of {@link Measurement#RESOLUTION} of cases with these dimensions. */
    Series ofCases(List<String> dimensions) {
        if (ofCases.size() >= MOST_SERIES) {
            ofCases.clear();
        }
        return ofCases.computeIfAbsent(dimensions, of -> new Series(Measurement.RESOLUTION, of, List.of()));
    }
}
