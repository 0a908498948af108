package io.bellwether.agents;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.Series;
import io.bellwether.state.Remembered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The series of queues under which their staff counts: agents serve a queue, whatever its contacts are otherwise. */
final class QueueSeries {

    private static final int MOST = 10_000;

    private final List<String> dimensions;
    private final int place;
    private final Remembered<String, Series> known = new Remembered<>(MOST, this::series);

    /** @param dimensions of the settings */
    QueueSeries(List<String> dimensions) {
        this.dimensions = dimensions;
        this.place = dimensions.indexOf("queue");
    }

    /** Whether there are any: not where queues are no dimension. */
    boolean any() {
        return place >= 0;
    }

    Series of(String queue) {
        return known.of(queue);
    }

    private Series series(String queue) {
        List<String> values = new ArrayList<>(Collections.nCopies(dimensions.size(), Series.ABSENT));
        values.set(place, queue);
        return new Series(Measurement.QUEUE, values, List.of());
    }
}
