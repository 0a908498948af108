package io.bellwether.agents;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.CodecSerializer;
import io.bellwether.metric.CodecTypeInfo;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import io.bellwether.queue.OnContact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Presence and contacts of one agent, in time order; keyed by {@link ServiceEvent#agentKey()}, so that equal ids of two
 * systems are two agents; their levels add up under one tag. The first input is {@code agent.state}, the second what the
 * fold of cases says of who is on which chat: this side reads no event of a chat. All wait for the watermark, so the
 * outcome does not depend on their arrival; what comes late within the lateness is put in its place.
 *
 * <p>State is gone when the agent is offline and nothing late can change that any more.
 */
public final class AgentFunction extends KeyedCoProcessFunction<SourceId, ServiceEvent, OnContact, Observation> {

    private static final long serialVersionUID = 1L;

    private final long latenessMillis;
    private transient ValueState<AgentTimeline> state;

    public AgentFunction(long latenessMillis) {
        this.latenessMillis = latenessMillis;
    }

    /** Lets those events pass that tell an agent's presence. */
    public static FilterFunction<ServiceEvent> concerned() {
        return event -> event.type() == EventType.AGENT_STATE;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "agent", new CodecTypeInfo<>(AgentTimeline.class, new TimelineSerializer())));
    }

    @Override
    public void processElement1(ServiceEvent event, Context context, Collector<Observation> out) throws Exception {
        AgentTimeline timeline = timeline();
        timeline.take(event, levels(context.getCurrentKey(), out));
        state.update(timeline);
        await(event.time(), context.timerService());
    }

    @Override
    public void processElement2(OnContact change, Context context, Collector<Observation> out) throws Exception {
        AgentTimeline timeline = timeline();
        timeline.take(change, levels(context.getCurrentKey(), out));
        state.update(timeline);
        await(change.time(), context.timerService());
    }

    private AgentTimeline timeline() throws IOException {
        AgentTimeline known = state.value();
        return known == null ? new AgentTimeline() : known;
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
        if (timeline.isNothing()) {
            state.clear();
        } else {
            state.update(timeline);
        }
    }

    private static AgentPresence.Levels levels(SourceId agent, Collector<Observation> out) {
        Series series = new Series(Measurement.AGENTS, List.of(agent.id()), List.of());
        return (measure, time, delta, since) -> out.collect(new Observation(measure, series, time, delta, since, 1));
    }

    /** Keeps an {@link AgentTimeline} in Flink's state. */
    public static final class TimelineSerializer extends CodecSerializer<AgentTimeline> {

        private static final long serialVersionUID = 1L;

        @Override
        protected void write(AgentTimeline value, DataOutput out) throws IOException {
            value.write(out);
        }

        @Override
        protected AgentTimeline read(DataInput in) throws IOException {
            return AgentTimeline.read(in);
        }

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public TypeSerializerSnapshot<AgentTimeline> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<AgentTimeline> {
        public Snapshot() {
            super(TimelineSerializer::new);
        }
    }
}
