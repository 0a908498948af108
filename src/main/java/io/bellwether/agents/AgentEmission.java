package io.bellwether.agents;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Observer;
import io.bellwether.metric.Series;
import io.bellwether.state.Remembered;
import java.util.List;
import java.util.function.Consumer;

/** Sends what the folds of a subtask's agents find. */
final class AgentEmission implements AgentPresence.Levels {

    /** Bounds what is remembered: they are made anew. */
    private static final int MOST_SERIES = 10_000;

    private final Observer observed;
    private final Consumer<Rejection> tooLate;
    private final long latenessMillis;
    private final EventEncoder encoder = new EventEncoder();

    private final QueueSeries queues;

    /** By queue and reason, each missing where it is none of the place. */
    private final Remembered<Spot, Series> series = new Remembered<>(MOST_SERIES, AgentEmission::seriesOf);

    private Series agent;

    /**
     * @param observed where observations go
     * @param tooLate where events go that count for nothing, or not at their own time
     */
    AgentEmission(Observer observed, Consumer<Rejection> tooLate, long latenessMillis, List<String> dimensions) {
        this.queues = new QueueSeries(dimensions);
        this.observed = observed;
        this.tooLate = tooLate;
        this.latenessMillis = latenessMillis;
    }

    /** The levels that follow are of that series. */
    void of(Series ofAgent) {
        agent = ofAgent;
    }

    @Override
    public void level(Measure measure, Spot among, long time, long delta, long since) {
        if (measure.measurement() != Measurement.QUEUE) {
            observed.observe(measure, series(among), time, delta, since, 1);
        } else if (queues.any()) {
            observed.observe(measure, queues.of(among.queue()), time, delta, since, 1);
        }
    }

    private Series series(Spot among) {
        return among.queue() == null && among.reason() == null ? agent : series.of(among);
    }

    private static Series seriesOf(Spot among) {
        if (among.reason() == null) {
            return Series.ofAgentsOf(among.queue());
        }
        String queue = among.queue() == null ? Series.ABSENT : among.queue();
        return new Series(Measurement.AWAY, List.of(queue, among.reason()), List.of());
    }

    /** An event that was taken before is there again. */
    void duplicate(ServiceEvent event, long watermark) {
        count(Measure.PIPELINE_DUPLICATES, Observation.countableTime(event.time(), watermark, latenessMillis));
    }

    /** An event is late, and is put in its place. */
    void late(ServiceEvent event) {
        count(Measure.PIPELINE_LATE, event.time());
    }

    /** An event is later than that; {@code what} says what became of it. */
    void tooLate(ServiceEvent event, String what, long watermark) {
        count(Measure.PIPELINE_LATE, watermark);
        tooLate.accept(Rejection.late(event, watermark, what, encoder.encode(event)));
    }

    private void count(Measure measure, long time) {
        observed.observe(measure, Series.OF_PIPELINE, time, 1, 0, 1);
    }
}
