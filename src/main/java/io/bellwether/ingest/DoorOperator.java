package io.bellwether.ingest;

import io.bellwether.event.AgentIds;
import io.bellwether.event.EventCodec;
import io.bellwether.event.EventEncoder;
import io.bellwether.event.EventField;
import io.bellwether.event.EventTime;
import io.bellwether.event.EventType;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionCodec;
import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationCodec;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.TopicBook;
import io.bellwether.state.CodecTypeInfo;
import io.bellwether.yaml.Durations;
import java.io.Serializable;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * The door: scores messages and drops their text, sends rejected records to dead letters, keeps heartbeats out, tells the
 * events of agents from those of cases, and counts all of it. Chained to the source; behind it no event has a text.
 *
 * <p>Keeps nothing over a checkpoint: counts that it holds are sent before the barrier, and before the watermark that may
 * complete their panes.
 */
public final class DoorOperator extends AbstractStreamOperator<ServiceEvent>
        implements OneInputStreamOperator<Inbound, ServiceEvent>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    /** Records that did not become events. */
    public static final OutputTag<Rejection> REJECTED =
            new OutputTag<>("rejected", CodecTypeInfo.of(RejectionCodec.INSTANCE));

    /** What the door counts. */
    public static final OutputTag<Observation> COUNTED =
            new OutputTag<>("counted", CodecTypeInfo.of(ObservationCodec.INSTANCE));

    /** Events of agents; the main output has those of cases. */
    public static final OutputTag<ServiceEvent> OF_AGENTS =
            new OutputTag<>("agents", CodecTypeInfo.of(new EventCodec()));

    /** Events of customers that are of no case. */
    public static final OutputTag<ServiceEvent> OF_CUSTOMERS =
            new OutputTag<>("customers", CodecTypeInfo.of(new EventCodec()));

    /** What is said of plans. */
    public static final OutputTag<ServiceEvent> OF_PLANS = new OutputTag<>("plans", CodecTypeInfo.of(new EventCodec()));

    /** Where a trained model comes from; opened in each subtask. */
    @FunctionalInterface
    public interface ModelSource extends Serializable {
        SentimentModel open() throws java.io.IOException;
    }

    private static final long NO_TIME = Long.MIN_VALUE;
    private static final long FURTHEST_SHIFT_MILLIS = 100 * 86_400_000L;

    private final boolean live;
    private final long paneMillis;
    private final long latenessMillis;
    private final long intervalMillis;
    private final AgentIds agentIds;
    private final ModelSource model;
    private final TopicBook topics;
    private transient MessageScorer messages;
    private transient DoorCounts counts;
    private transient long watermark;
    private transient long lastTime;
    private transient AgentVeil veil;

    /**
     * @param live whether a wall clock means anything: lag is measured, and rejections are counted at it
     * @param paneMillis length of a pane, ms
     * @param latenessMillis how far behind the watermark an event is still counted at its own time
     * @param intervalMillis length of the intervals that are planned, ms; 0 where nobody plans
     * @param agentIds by which agents are known behind the door
     * @param topics that messages of customers are looked through for
     */
    public DoorOperator(
            boolean live,
            long paneMillis,
            long latenessMillis,
            long intervalMillis,
            AgentIds agentIds,
            ModelSource model,
            TopicBook topics) {
        this.live = live;
        this.paneMillis = paneMillis;
        this.latenessMillis = latenessMillis;
        this.intervalMillis = intervalMillis;
        this.agentIds = agentIds;
        this.model = model;
        this.topics = topics;
    }

    @Override
    public void open() throws Exception {
        super.open();
        messages = new MessageScorer(model.open().scorer(), topics);
        StreamRecord<Observation> counted = new StreamRecord<>(null);
        counts = new DoorCounts(paneMillis, count -> output.collect(COUNTED, counted.replace(count)));
        watermark = Long.MIN_VALUE;
        lastTime = NO_TIME;
        veil = new AgentVeil(agentIds);
    }

    @Override
    public void processElement(StreamRecord<Inbound> element) {
        Inbound inbound = element.getValue();
        if (!inbound.decoded().isEvent()) {
            reject(inbound.decoded().rejection(), element);
        } else if (inbound.gone() > 0) {
            counts.gone(inbound.topic(), System.currentTimeMillis(), inbound.gone());
        } else {
            ServiceEvent event = inbound.decoded().event();
            Rejection misplaced = event.type() == EventType.PLAN_STAFFED ? misplaced(inbound, event) : null;
            if (misplaced != null) {
                reject(misplaced, element);
                return;
            }
            lastTime = Math.max(lastTime, event.time());
            counts.isTime(lastTime);
            if (!inbound.isHeartbeat()) {
                take(inbound, event, element);
            } else if (live) {
                counts.lag(inbound.topic(), event.time(), System.currentTimeMillis());
            }
        }
    }

    private void take(Inbound inbound, ServiceEvent event, StreamRecord<Inbound> element) {
        if (live) {
            lagOf(inbound);
        }
        counts.event(inbound.topic(), countableTime(event));
        ServiceEvent textless = veil.over(event.isMessage() ? scored(event, inbound.topic()) : event);
        StreamRecord<ServiceEvent> out = element.replace(mayBeLate(event) ? withOrigin(textless, inbound) : textless);
        switch (event.type()) {
            case AGENT_STATE -> output.collect(OF_AGENTS, out);
            case HELP_VIEWED, HELP_SOLVED, ORDER_PLACED -> output.collect(OF_CUSTOMERS, out);
            case PLAN_STAFFED -> output.collect(OF_PLANS, out);
            default -> output.collect(out);
        }
    }

    private Rejection misplaced(Inbound inbound, ServiceEvent event) {
        String problem = intervalMillis == 0
                ? "is of no use where nothing is broken down by queue alone: add [queue] to setting rollups"
                : misplaced((Long) event.get(EventField.INTERVAL_START), event.time());
        return problem == null
                ? null
                : new Rejection(
                        RejectionReason.BAD_FIELD,
                        event.type().wireName() + ": " + problem,
                        inbound.origin(),
                        new EventEncoder().encode(event));
    }

    /** Who plans by other intervals would have one shift replace another; what is years ahead is a wrong date. */
    private String misplaced(long start, long said) {
        String named = "interval_start " + EventTime.format(start);
        if (Math.floorMod(start, intervalMillis) != 0) {
            return named + " is no start of an interval of " + Durations.shortest(intervalMillis)
                    + " (setting interval)";
        }
        if (start + intervalMillis <= said) {
            return named + ": that interval was over when it was said";
        }
        return start > said + FURTHEST_SHIFT_MILLIS ? named + " is more than 100 days ahead" : null;
    }

    private long countableTime(ServiceEvent event) {
        return Observation.countableTime(event.time(), watermark, latenessMillis);
    }

    /**
     * Whether the event may come behind the watermark where it is folded. A fold's watermark is that of the slowest door,
     * and what a door sends stays in order: so no event is late there that was not late here already. Only these take
     * along where their record is, which costs the others nothing.
     */
    private boolean mayBeLate(ServiceEvent event) {
        return event.time() <= watermark;
    }

    private ServiceEvent withOrigin(ServiceEvent event, Inbound inbound) {
        return event.toBuilder()
                .origin(veil.over(inbound.origin(), event.type()))
                .build();
    }

    private void reject(Rejection rejection, StreamRecord<Inbound> element) {
        output.collect(REJECTED, element.replace(rejection));
        String reason = rejection.reason().name();
        long time = live ? System.currentTimeMillis() : lastTime;
        if (time == NO_TIME) {
            counts.rejectedBeforeTime(rejection.topic(), reason);
        } else {
            counts.rejected(rejection.topic(), reason, time);
        }
    }

    /** A backlog from before the first heartbeat has a lag, too: by when its records were written. */
    private void lagOf(Inbound inbound) {
        long now = System.currentTimeMillis();
        if (inbound.recordTime() != Long.MAX_VALUE && counts.isLagDue(inbound.topic(), now)) {
            // A producer's clock may be ahead; its records must not open panes in the future.
            counts.lag(inbound.topic(), Math.min(inbound.recordTime(), now), now);
        }
    }

    private ServiceEvent scored(ServiceEvent event, String topic) {
        ServiceEvent textless = messages.textless(event);
        if (textless.sentiment() == null && Inbound.awaitsScore(event)) {
            counts.unscored(topic, countableTime(event));
        }
        return textless;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        counts.flush();
        watermark = mark.getTimestamp();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        counts.flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void endInput() {
        counts.flush();
    }
}
