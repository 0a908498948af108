package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Waiting;
import io.bellwether.event.WaitingWriter;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/** Keeps the events of cases that wait for the watermark in a snapshot, those of one case packed together. */
final class PackedEventsWriter implements WaitingWriter.Store<ServiceEvent> {

    private static final ValueStateDescriptor<PackedEvents> WAITING =
            new ValueStateDescriptor<>("waiting", CodecTypeInfo.of(WaitingCodec.INSTANCE));

    private final KeyedStateBackend<SourceId> backend;
    private final ValueState<PackedEvents> state;

    PackedEventsWriter(KeyedStateStore states, KeyedStateBackend<SourceId> backend) {
        this.backend = backend;
        this.state = states.getState(WAITING);
    }

    @Override
    public void write(List<ServiceEvent> events) throws Exception {
        PackedEvents packed = new PackedEvents();
        packed.addAll(events);
        state.update(packed);
    }

    @Override
    public void clear() {
        state.clear();
    }

    @Override
    public void readAll(Waiting.Receiver<ServiceEvent> receiver) throws Exception {
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                WAITING,
                (caseId, events) -> receiver.take(caseId, events.value().unpack(caseId)));
    }
}
