package io.bellwether.agents;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import io.bellwether.queue.OnContact;
import io.bellwether.state.CodecTypeInfo;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Presence and contacts of one agent, in time order; keyed by {@link ServiceEvent#agentKey()}, so that equal ids of two
 * systems are two agents; their levels add up under one tag. The first input is {@code agent.state}, the second what the
 * fold of cases says of who is on which chat: this side reads no event of a chat. All wait for the watermark, so the
 * outcome does not depend on their arrival; what comes late within the lateness is put in its place.
 *
 * <p>State of an agent who is offline is gone when nothing late can change that any more, but for the ids of what was
 * said: those stay until none of it can be sent again.
 */
public final class AgentFunction extends KeyedCoProcessFunction<SourceId, ServiceEvent, OnContact, Observation>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private static final Series PIPELINE =
            new Series(Measurement.PIPELINE, List.of(), List.of(Series.NONE, Series.NONE));

    private final long latenessMillis;
    private final long redeliveryMillis;
    private final OutputTag<Rejection> tooLate;
    private transient ValueState<AgentTimeline> state;
    private transient ListState<Long> watermarks;
    private transient EventEncoder encoder;
    /** How far time had come when something last happened, also before a restart. */
    private transient long now;

    /**
     * @param redeliveryMillis how old an event may be; for so long one that is sent again is known
     * @param tooLate where events go that count for nothing, or not at their own time
     */
    public AgentFunction(long latenessMillis, long redeliveryMillis, OutputTag<Rejection> tooLate) {
        this.latenessMillis = latenessMillis;
        this.redeliveryMillis = redeliveryMillis;
        this.tooLate = tooLate;
    }

    @Override
    public void open(OpenContext context) {
        encoder = new EventEncoder();
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("agent", CodecTypeInfo.of(AgentTimelineCodec.INSTANCE)));
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        watermarks =
                context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
        now = Long.MIN_VALUE;
        for (long watermark : watermarks.get()) {
            now = Math.max(now, watermark);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        watermarks.update(now == Long.MIN_VALUE ? List.of() : List.of(now));
    }

    private void tick(TimerService timers) {
        long watermark = timers.currentWatermark();
        now = watermark == Long.MAX_VALUE ? now : Math.max(now, watermark);
    }

    @Override
    public void processElement1(ServiceEvent event, Context context, Collector<Observation> out) throws Exception {
        tick(context.timerService());
        AgentTimeline timeline = timeline();
        if (timeline.seen().contains(event)) {
            count(Measure.PIPELINE_DUPLICATES, Observation.countableTime(event.time(), now, latenessMillis), out);
            return;
        }
        if (isTooOld(event, timeline)) {
            tooLate(event, "it is too old to be told from one that was sent again; it was not counted", context, out);
            return;
        }
        if (timeline.isSettled(event.time())) {
            boolean over = timeline.isOver(event.time());
            String what = over
                    ? "a later state of its agent is known; it was not counted"
                    : "it was counted as of the lateness horizon";
            tooLate(event, what, context, out);
        } else if (event.time() <= now) {
            count(Measure.PIPELINE_LATE, event.time(), out);
        }
        timeline.seen().add(event, event.time(), redeliveryMillis);
        timeline.take(event, levels(context.getCurrentKey(), out));
        state.update(timeline);
        await(event.time(), context.timerService());
    }

    private boolean isTooOld(ServiceEvent event, AgentTimeline timeline) {
        boolean old = now != Long.MIN_VALUE && event.time() < now - redeliveryMillis;
        return old || timeline.seen().mayHaveForgotten(event.time());
    }

    private void tooLate(ServiceEvent event, String what, Context context, Collector<Observation> out) {
        count(Measure.PIPELINE_LATE, now, out);
        context.output(tooLate, Rejection.late(event, now, what, encoder.encode(event)));
    }

    private static void count(Measure measure, long time, Collector<Observation> out) {
        out.collect(new Observation(measure, PIPELINE, time, 1, 0, 1));
    }

    @Override
    public void processElement2(OnContact change, Context context, Collector<Observation> out) throws Exception {
        tick(context.timerService());
        AgentTimeline timeline = timeline();
        timeline.take(change, levels(context.getCurrentKey(), out));
        state.update(timeline);
        await(change.time(), context.timerService());
    }

    private AgentTimeline timeline() throws IOException {
        AgentTimeline known = state.value();
        if (known != null) {
            return known;
        }
        return now == Long.MIN_VALUE ? new AgentTimeline() : AgentTimeline.after(now - latenessMillis - 1);
    }

    /** Rings when time has come there, and once more when it can be corrected no longer. */
    private void await(long time, TimerService timers) {
        long told = Math.max(time, timers.currentWatermark() + 1);
        timers.registerEventTimeTimer(told);
        timers.registerEventTimeTimer(told + latenessMillis + 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Observation> out) throws Exception {
        AgentTimeline timeline = state.value();
        if (timeline == null) {
            return;
        }
        timeline.tellUntil(timestamp, levels(context.getCurrentKey(), out));
        timeline.settleUntil(timestamp - latenessMillis - 1);
        if (!timeline.isNothing()) {
            state.update(timeline);
        } else if (timeline.seen().isEmpty() || timestamp > timeline.seen().lastAt() + redeliveryMillis) {
            state.clear();
        } else {
            state.update(timeline);
            context.timerService().registerEventTimeTimer(timeline.seen().lastAt() + redeliveryMillis + 1);
        }
    }

    private static AgentPresence.Levels levels(SourceId agent, Collector<Observation> out) {
        Series series = new Series(Measurement.AGENTS, List.of(agent.id()), List.of());
        return (measure, time, delta, since) -> out.collect(new Observation(measure, series, time, delta, since, 1));
    }
}
