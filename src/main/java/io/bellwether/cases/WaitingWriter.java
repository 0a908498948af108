package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Waiting;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The events of a subtask's cases that wait for the watermark. They are in memory; a snapshot writes them into a state of
 * their own, which has an entry for each case with a waiting event and for no other, so a start reads these alone.
 */
final class WaitingWriter {

    private static final ValueStateDescriptor<PackedEvents> WAITING =
            new ValueStateDescriptor<>("waiting", CodecTypeInfo.of(WaitingCodec.INSTANCE));

    private final Waiting<ServiceEvent> waiting = new Waiting<>(ServiceEvent.FOLD_ORDER);
    private final KeyedStateBackend<SourceId> backend;
    private final ValueState<PackedEvents> written;
    /** Cases whose waiting events are in the state since a snapshot that has just been taken or restored. */
    private final List<SourceId> cases = new ArrayList<>();

    WaitingWriter(KeyedStateStore states, KeyedStateBackend<SourceId> backend) {
        this.backend = backend;
        this.written = states.getState(WAITING);
    }

    /** Takes back what a snapshot holds. */
    void restore() throws Exception {
        backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, WAITING, (caseId, events) -> {
            events.value().unpack(caseId).forEach(event -> add(caseId, event));
            cases.add(caseId);
        });
    }

    void add(SourceId caseId, ServiceEvent event) {
        waiting.add(caseId, event.time(), event);
    }

    /** Gives out whatever is no later than that time, each case once. */
    void takeUntil(long time, Waiting.Receiver<ServiceEvent> receiver) throws Exception {
        clear();
        waiting.takeUntil(time, receiver);
    }

    /** Writes what waits, for a snapshot. */
    void write() throws Exception {
        clear();
        waiting.showAll((caseId, events) -> {
            PackedEvents packed = new PackedEvents();
            packed.addAll(events);
            backend.setCurrentKey(caseId);
            written.update(packed);
            cases.add(caseId);
        });
    }

    /** What was written is in the snapshot, and otherwise in memory. */
    private void clear() {
        for (SourceId caseId : cases) {
            backend.setCurrentKey(caseId);
            written.clear();
        }
        cases.clear();
    }
}
