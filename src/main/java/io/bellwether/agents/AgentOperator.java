package io.bellwether.agents;

import io.bellwether.event.EventCodec;
import io.bellwether.event.EventKeys;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.WaitingWriter;
import io.bellwether.metric.ObservingOperator;
import io.bellwether.metric.Outlet;
import io.bellwether.queue.OnContact;
import io.bellwether.queue.OnContactCodec;
import io.bellwether.state.CodecTypeInfo;
import io.bellwether.state.WatermarkWriter;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Presence and contacts of one agent, in time order; keyed by {@link EventKeys#agentOf}, so that equal ids of two
 * systems are two agents; their levels add up under one tag. The first input is {@code agent.state}, the second what the
 * fold of cases says of who is on which chat: this side reads no event of a chat. All wait for the watermark, so the
 * outcome does not depend on their arrival; what comes late within the lateness is put in its place.
 *
 * <p>Owned state: one {@link AgentTimeline} per agent with one timer, seldom two, that rings when something follows from
 * silence or something of it may be let go. An agent who is offline is forgotten when nothing late can change that any more, but for the ids of what was
 * said: those stay until none of it can be sent again. What waits for the watermark is in memory, so that an agent is looked
 * at once for all that comes due with it; a snapshot writes it into states of their own.
 *
 * @param <T> what its outlet sends
 */
public final class AgentOperator<T> extends ObservingOperator<T>
        implements TwoInputStreamOperator<ServiceEvent, OnContact, T>, Triggerable<SourceId, VoidNamespace> {

    private static final long serialVersionUID = 1L;

    private static final String TIMERS = "timers";
    private static final ValueStateDescriptor<AgentTimeline> AGENT =
            new ValueStateDescriptor<>("agent", CodecTypeInfo.of(AgentTimelineCodec.INSTANCE));
    private static final ListStateDescriptor<ServiceEvent> WAITING_STATES =
            new ListStateDescriptor<>("waiting-states", CodecTypeInfo.of(new EventCodec()));
    private static final ListStateDescriptor<OnContact> WAITING_CONTACTS =
            new ListStateDescriptor<>("waiting-contacts", CodecTypeInfo.of(OnContactCodec.INSTANCE));

    /** What is so of agents, where it is told. */
    public static final OutputTag<AgentNow> PRESENCE =
            new OutputTag<>("presence", CodecTypeInfo.of(AgentNowCodec.INSTANCE));

    private final List<String> dimensions;
    private final long latenessMillis;
    private final long redeliveryMillis;
    private final AgentSettings settings;
    private final OutputTag<Rejection> tooLate;
    private boolean tellsPresence;

    private transient InternalTimerService<VoidNamespace> timers;
    private transient ValueState<AgentTimeline> agents;
    private transient WatermarkWriter watermarks;
    private transient WaitingWriter<ServiceEvent> states;
    private transient WaitingWriter<OnContact> contacts;

    private transient AgentEmission out;
    private transient AgentNewsWriter news;
    private transient AgentArrivals arrivals;
    /** How far time had come when something last happened, also before a restart. */
    private transient long now;
    /** How far it had come at the checkpoint that was restored: until then the settings of then held. */
    private transient long resumedAt;

    /**
     * @param dimensions of the settings
     * @param latenessMillis how far behind the watermark something is still put in its place
     * @param redeliveryMillis how old an event may be; for so long one that is sent again is known
     * @param settings what is expected of agents
     * @param tooLate where events go that count for nothing, or not at their own time
     * @param outlets where observations go
     */
    public AgentOperator(
            List<String> dimensions,
            long latenessMillis,
            long redeliveryMillis,
            AgentSettings settings,
            OutputTag<Rejection> tooLate,
            Outlet.Maker<T> outlets) {
        super(outlets);
        this.dimensions = List.copyOf(dimensions);
        this.latenessMillis = latenessMillis;
        this.redeliveryMillis = redeliveryMillis;
        this.settings = settings;
        this.tooLate = tooLate;
    }

    /** The same, which tells the {@link #PRESENCE} of agents whenever time moves, where that is wanted. */
    public AgentOperator<T> tellingPresence(boolean wanted) {
        tellsPresence = wanted;
        return this;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        watermarks = new WatermarkWriter(context.getOperatorStateStore());
        resumedAt = watermarks.restored();
        now = resumedAt;
        agents = context.getKeyedStateStore().getState(AGENT);
        states = waiting(context, WAITING_STATES, ServiceEvent.FOLD_ORDER, ServiceEvent::time);
        contacts = waiting(context, WAITING_CONTACTS, AgentTimeline.CONTACT_ORDER, OnContact::time);
    }

    private <E> WaitingWriter<E> waiting(
            StateInitializationContext context,
            ListStateDescriptor<E> descriptor,
            Comparator<? super E> order,
            ToLongFunction<E> time)
            throws Exception {
        KeyedStateBackend<SourceId> backend = getKeyedStateBackend();
        WaitingWriter<E> waiting = new WaitingWriter<>(
                order, time, backend, WaitingWriter.inLists(context.getKeyedStateStore(), backend, descriptor));
        if (context.isRestored()) {
            waiting.restore();
        }
        return waiting;
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
        out = new AgentEmission(
                observed(),
                letter -> output.collect(tooLate, new StreamRecord<>(letter, now)),
                latenessMillis,
                dimensions);
        news = new AgentNewsWriter(tellsPresence, getKeyedStateBackend(), AGENT);
        arrivals = new AgentArrivals(latenessMillis, redeliveryMillis, settings, out);
        if (now != Long.MIN_VALUE) {
            lookAtThoseOfOtherSettings();
        }
    }

    /** Also who is silent is told by the present settings, as soon as time goes on. */
    private void lookAtThoseOfOtherSettings() throws Exception {
        getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, AGENT, (agent, state) -> {
                    AgentTimeline timeline = state.value();
                    if (timeline != null && !timeline.isOf(settings)) {
                        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, now + 1);
                    }
                });
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        watermarks.write(now);
        states.write();
        contacts.write();
    }

    @Override
    public void processElement1(StreamRecord<ServiceEvent> element) throws Exception {
        ServiceEvent event = element.getValue();
        SourceId agent = (SourceId) getCurrentKey();
        if (event.time() > now) {
            states.add(agent, event);
            return;
        }
        AgentTimeline timeline = timeline(agent);
        timeline.settleUntil(arrivals.horizon(now), settings);
        if (arrivals.takeLate(event, timeline, now)) {
            keep(timeline);
        }
    }

    @Override
    public void processElement2(StreamRecord<OnContact> element) throws Exception {
        OnContact change = element.getValue();
        SourceId agent = (SourceId) getCurrentKey();
        if (change.time() > now) {
            contacts.add(agent, change);
            return;
        }
        AgentTimeline timeline = timeline(agent);
        timeline.settleUntil(arrivals.horizon(now), settings);
        timeline.takeLate(change, now, settings, out);
        keep(timeline);
    }

    private AgentTimeline timeline(SourceId agent) throws IOException {
        AgentTimeline timeline = agents.value();
        if (timeline == null) {
            timeline = now == Long.MIN_VALUE
                    ? new AgentTimeline(settings)
                    : AgentTimeline.after(arrivals.horizon(now), settings);
        }
        out.of(timeline.series(agent));
        if (!timeline.isOf(settings)) {
            timeline.goOnBy(settings, resumedAt, out);
        }
        return timeline;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long watermark = mark.getTimestamp();
        Map<SourceId, List<ServiceEvent>> due = new LinkedHashMap<>();
        states.takeUntil(watermark, (agent, events) -> due.put(agent, List.copyOf(events)));
        contacts.takeUntil(watermark, (agent, changes) -> {
            List<ServiceEvent> events = due.remove(agent);
            pass(agent, events == null ? List.of() : events, changes, watermark);
        });
        for (Map.Entry<SourceId, List<ServiceEvent>> entry : due.entrySet()) {
            pass(entry.getKey(), entry.getValue(), List.of(), watermark);
        }
        // A bounded input ends with a watermark at the end of time. That is no time that passed.
        now = watermark == Long.MAX_VALUE ? now : Math.max(now, watermark);
        timeServiceManager.advanceWatermark(mark);
        news.tell(told -> output.collect(PRESENCE, new StreamRecord<>(told, now)));
        passOn(mark);
    }

    private void pass(SourceId agent, List<ServiceEvent> events, List<OnContact> changes, long watermark)
            throws Exception {
        setCurrentKey(agent);
        AgentTimeline timeline = timeline(agent);
        timeline.take(
                events.isEmpty() ? events : arrivals.unknown(events, timeline, now),
                changes,
                watermark == Long.MAX_VALUE ? now : watermark,
                settings,
                out);
        if (watermark != Long.MAX_VALUE) {
            timeline.settleUntil(arrivals.horizon(watermark), settings);
        }
        keep(timeline);
    }

    /** Stores the agent and sees to it that their timer rings no later than something may be let go. */
    private void keep(AgentTimeline timeline) throws Exception {
        long wake = timeline.nextWake(latenessMillis, redeliveryMillis, settings);
        if (wake < timeline.timer) {
            timeline.timer = wake;
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, wake);
        }
        news.folded((SourceId) getCurrentKey(), timeline);
        agents.update(timeline);
    }

    @Override
    public void onEventTime(InternalTimer<SourceId, VoidNamespace> timer) throws Exception {
        if (agents.value() == null) {
            return;
        }
        AgentTimeline timeline = timeline(timer.getKey());
        long time = timer.getTimestamp();
        // at the end of a bounded input all timers ring, and no time has passed
        boolean passed = timers.currentWatermark() != Long.MAX_VALUE;
        if (time >= timeline.timer) {
            timeline.timer = AgentTimeline.NO_TIMER;
        }
        if (passed) {
            timeline.pass(time, settings, out);
        }
        timeline.settleUntil(arrivals.horizon(time), settings);
        if (timeline.isForgettable(time, redeliveryMillis)) {
            news.folded(timer.getKey(), timeline);
            agents.clear();
        } else if (passed) {
            keep(timeline);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<SourceId, VoidNamespace> timer) {
        throw new IllegalStateException("no agent waits for the clock on the wall");
    }
}
