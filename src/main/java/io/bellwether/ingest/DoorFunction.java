package io.bellwether.ingest;

import io.bellwether.event.EventBuilder;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionCodec;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationCodec;
import io.bellwether.metric.Series;
import io.bellwether.sentiment.Sentiment;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.SentimentScorer;
import io.bellwether.state.CodecTypeInfo;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The door: scores messages and drops their text, sends rejected records to dead letters, keeps heartbeats out, and counts
 * all of it. Chained to the source; behind it no event has a text.
 */
public final class DoorFunction extends ProcessFunction<Inbound, ServiceEvent> {

    private static final long serialVersionUID = 1L;

    /** Records that did not become events. */
    public static final OutputTag<Rejection> REJECTED =
            new OutputTag<>("rejected", CodecTypeInfo.of(RejectionCodec.INSTANCE));

    /** What the door counts. */
    public static final OutputTag<Observation> COUNTED =
            new OutputTag<>("counted", CodecTypeInfo.of(ObservationCodec.INSTANCE));

    /** Where a trained model comes from; opened in each subtask. */
    @FunctionalInterface
    public interface ModelSource extends Serializable {
        SentimentModel open() throws java.io.IOException;
    }

    /** Lag is observed at most once in this time per topic, heartbeats aside; wall clock, ms. */
    private static final long LAG_EVERY_MILLIS = 1_000;

    private static final long NO_TIME = Long.MIN_VALUE;

    private final boolean live;
    private final long latenessMillis;
    private final ModelSource model;
    private transient SentimentScorer scorer;
    private transient EventBuilder builder;
    private transient Map<String, Topic> topics;
    /** The topic of the last record, which is nearly always that of the next. */
    private transient Topic topic;

    private transient long lastTime;
    /** Rejections of a history before any of its events, which have no time yet. */
    private transient Map<Series, Long> untimed;

    /**
     * @param live whether a wall clock means anything: lag is measured, and rejections are counted at it
     * @param latenessMillis how far behind the watermark an event is still counted at its own time
     */
    public DoorFunction(boolean live, long latenessMillis, ModelSource model) {
        this.live = live;
        this.latenessMillis = latenessMillis;
        this.model = model;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        scorer = model.open().scorer();
        builder = new EventBuilder();
        topics = new HashMap<>();
        topic = new Topic("");
        untimed = new LinkedHashMap<>();
        lastTime = NO_TIME;
    }

    @Override
    public void processElement(Inbound inbound, Context context, Collector<ServiceEvent> out) {
        if (!inbound.decoded().isEvent()) {
            reject(inbound.decoded().rejection(), context);
            return;
        }
        if (inbound.gone() > 0) {
            context.output(
                    COUNTED,
                    new Observation(
                            Measure.PIPELINE_GONE,
                            of(inbound.topic(), Series.NONE),
                            System.currentTimeMillis(),
                            inbound.gone(),
                            0,
                            1));
            return;
        }
        ServiceEvent event = inbound.decoded().event();
        lastTime = Math.max(lastTime, event.time());
        countUntimed(context);
        if (inbound.isHeartbeat()) {
            if (live) {
                lag(inbound.topic(), event.time(), System.currentTimeMillis(), context);
            }
            return;
        }
        if (live) {
            lagOf(inbound, context);
        }
        countTaken(Measure.PIPELINE_EVENTS, inbound.topic(), event.time(), context);
        ServiceEvent scored = event.isMessage() ? scored(event, inbound.topic(), context) : event;
        out.collect(mayBeLate(event, context) ? withOrigin(scored, inbound) : scored);
    }

    /**
     * Whether the event may come behind the watermark where it is folded. A fold's watermark is that of the slowest door,
     * and what a door sends stays in order: so no event is late there that was not late here already. Only these take
     * along where their record is, which costs the others nothing.
     */
    private static boolean mayBeLate(ServiceEvent event, Context context) {
        return event.time() <= context.timerService().currentWatermark();
    }

    private ServiceEvent withOrigin(ServiceEvent event, Inbound inbound) {
        return builder.from(event).origin(inbound.origin()).build();
    }

    private void reject(Rejection rejection, Context context) {
        context.output(REJECTED, rejection);
        long time = live ? System.currentTimeMillis() : lastTime;
        String reason = rejection.reason().name();
        if (time == NO_TIME) {
            untimed.merge(of(rejection.topic(), reason), 1L, Long::sum);
        } else {
            count(Measure.PIPELINE_REJECTED, rejection.topic(), reason, time, context);
        }
    }

    /** In a history a rejection is counted at the time reached; before the first event, at that event's. */
    private void countUntimed(Context context) {
        if (untimed.isEmpty()) {
            return;
        }
        untimed.forEach(
                (of, n) -> context.output(COUNTED, new Observation(Measure.PIPELINE_REJECTED, of, lastTime, n, 0, 1)));
        untimed.clear();
    }

    /** A backlog from before the first heartbeat has a lag, too: by when its records were written. */
    private void lagOf(Inbound inbound, Context context) {
        long now = System.currentTimeMillis();
        Topic from = topic(inbound.topic());
        if (inbound.recordTime() != Long.MAX_VALUE && now >= from.lagDue) {
            from.lagDue = now + LAG_EVERY_MILLIS;
            // A producer's clock may be ahead; its records must not open panes in the future.
            lag(inbound.topic(), Math.min(inbound.recordTime(), now), now, context);
        }
    }

    private void lag(String topic, long time, long now, Context context) {
        long lag = Math.max(0, now - time);
        context.output(COUNTED, new Observation(Measure.PIPELINE_LAG, of(topic, Series.NONE), time, lag, 0, 1));
    }

    /** A score that is there is kept, the source's own or the heavier model's. */
    private ServiceEvent scored(ServiceEvent event, String topic, Context context) {
        if (event.text() == null) {
            return event;
        }
        Double score = event.sentiment();
        if (Inbound.awaitsScore(event)) {
            Sentiment sentiment = scorer.score(event.text(), event.language());
            if (sentiment.scored()) {
                score = sentiment.score();
            } else {
                countTaken(Measure.PIPELINE_UNSCORED, topic, event.time(), context);
            }
        }
        return builder.from(event).text(null).sentiment(score).build();
    }

    private void countTaken(Measure measure, String topic, long time, Context context) {
        long watermark = context.timerService().currentWatermark();
        count(measure, topic, Series.NONE, Observation.countableTime(time, watermark, latenessMillis), context);
    }

    private void count(Measure measure, String topic, String reason, long time, Context context) {
        context.output(COUNTED, new Observation(measure, of(topic, reason), time, 1, 0, 1));
    }

    private Series of(String topic, String reason) {
        return topic(topic).series(reason);
    }

    private Topic topic(String name) {
        if (!topic.name.equals(name)) {
            topic = topics.computeIfAbsent(name, Topic::new);
        }
        return topic;
    }

    /** What is known of a topic. */
    private static final class Topic {

        private final String name;
        private final Series plain;
        private final Map<String, Series> ofReasons = new HashMap<>();
        private long lagDue = Long.MIN_VALUE;

        Topic(String name) {
            this.name = name;
            this.plain = made(Series.NONE);
        }

        Series series(String reason) {
            return reason.equals(Series.NONE) ? plain : ofReasons.computeIfAbsent(reason, this::made);
        }

        private Series made(String reason) {
            return new Series(Measurement.PIPELINE, List.of(), List.of(name, reason));
        }
    }
}
