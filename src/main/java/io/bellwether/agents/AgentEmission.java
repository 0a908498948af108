package io.bellwether.agents;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import io.bellwether.state.Remembered;
import java.util.List;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** Sends what the folds of a subtask's agents find. */
final class AgentEmission implements AgentPresence.Levels {

    /** Bounds what is remembered: they are made anew. */
    private static final int MOST_SERIES = 10_000;

    private final Output<StreamRecord<Observation>> output;
    private final OutputTag<Rejection> tooLate;
    private final long latenessMillis;
    private final EventEncoder encoder = new EventEncoder();
    /** One for all: whoever is behind takes the value out at once, or a copy is made. */
    private final StreamRecord<Observation> record = new StreamRecord<>(null);

    private final QueueSeries queues;

    /** By queue and reason, each missing where it is none of the place. */
    private final Remembered<Spot, Series> series = new Remembered<>(MOST_SERIES, AgentEmission::seriesOf);

    private Series agent;

    AgentEmission(
            Output<StreamRecord<Observation>> output,
            OutputTag<Rejection> tooLate,
            long latenessMillis,
            List<String> dimensions) {
        this.queues = new QueueSeries(dimensions);
        this.output = output;
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
            send(new Observation(measure, series(among), time, delta, since, 1));
        } else if (queues.any()) {
            send(new Observation(measure, queues.of(among.queue()), time, delta, since, 1));
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
        Rejection letter = Rejection.late(event, watermark, what, encoder.encode(event));
        output.collect(tooLate, new StreamRecord<>(letter, watermark));
    }

    private void count(Measure measure, long time) {
        send(new Observation(measure, Series.OF_PIPELINE, time, 1, 0, 1));
    }

    private void send(Observation observation) {
        output.collect(record.replace(observation, observation.time()));
    }
}
