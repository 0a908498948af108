package io.bellwether.agents;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.CodecSerializer;
import io.bellwether.metric.CodecTypeInfo;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Presence and contacts of one agent, in time order; keyed by
 * {@link ServiceEvent#agentKey()}, so that equal ids of two systems are two agents; their levels add up under one tag. Events wait for the watermark, so the outcome does
 * not depend on their arrival; one that comes late is folded when it comes.
 *
 * <p>State is gone when the agent is offline.
 */
public final class AgentFunction extends KeyedProcessFunction<SourceId, ServiceEvent, Observation> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<AgentPresence> state;

    /** Lets those events pass that say something about an agent. */
    public static FilterFunction<ServiceEvent> concerned() {
        return AgentPresence::concerns;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "agent", new CodecTypeInfo<>(AgentPresence.class, new PresenceSerializer())));
    }

    @Override
    public void processElement(ServiceEvent event, Context context, Collector<Observation> out) throws Exception {
        AgentPresence presence = state.value();
        if (presence == null) {
            presence = new AgentPresence();
        }
        presence.pending.add(event);
        state.update(presence);
        long watermark = context.timerService().currentWatermark();
        context.timerService().registerEventTimeTimer(Math.max(event.time(), watermark + 1));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Observation> out) throws Exception {
        AgentPresence presence = state.value();
        if (presence == null) {
            return;
        }
        Series series =
                new Series(Measurement.AGENTS, List.of(context.getCurrentKey().id()), List.of());
        Collections.sort(presence.pending, ServiceEvent.FOLD_ORDER);
        while (!presence.pending.isEmpty() && presence.pending.get(0).time() <= timestamp) {
            presence.fold(
                    presence.pending.remove(0),
                    (measure, time, delta, since) ->
                            out.collect(new Observation(measure, series, time, delta, since, 1)));
        }
        if (presence.isNothing()) {
            state.clear();
        } else {
            state.update(presence);
        }
    }

    /** Keeps an {@link AgentPresence} in Flink's state. */
    public static final class PresenceSerializer extends CodecSerializer<AgentPresence> {

        private static final long serialVersionUID = 1L;

        @Override
        protected void write(AgentPresence value, DataOutput out) throws IOException {
            value.write(out);
        }

        @Override
        protected AgentPresence read(DataInput in) throws IOException {
            return AgentPresence.read(in);
        }

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public TypeSerializerSnapshot<AgentPresence> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<AgentPresence> {
        public Snapshot() {
            super(PresenceSerializer::new);
        }
    }
}
