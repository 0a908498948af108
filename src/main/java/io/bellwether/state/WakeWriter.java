package io.bellwether.state;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Sees to it that each key of an operator's subtask is woken when it is to be looked at. The operator calls it at the
 * places that its methods name; what is kept of a key remembers when that is to be woken.
 *
 * <p>On the heap wakes are in a {@link WakeQueue}, which is made anew from what is kept at a start: Flink's timers take six
 * times the memory. Elsewhere keys may be too many to be read at each start, so wakes are Flink's timers; they are made anew only
 * where the state was on the heap before. So a savepoint of either backend goes on with the other.
 *
 * @param <K> the key
 */
public final class WakeWriter<K> implements Bell<K> {

    /** Whether a snapshot has Flink's timers. */
    private static final ListStateDescriptor<Boolean> TIMED = new ListStateDescriptor<>("timed", Types.BOOLEAN);

    private final KeyedStateBackend<K> backend;
    private final ListState<Boolean> timed;
    /** Null where state is not on the heap. */
    private final WakeQueue<K> queue;
    /** Whether keys were restored whose wakes are nowhere yet. */
    private boolean setsAgain;

    private InternalTimerService<VoidNamespace> timers;

    /**
     * Sets the wakes of a key that was restored.
     *
     * @param <K> the key
     * @param <V> what is kept of it
     */
    @FunctionalInterface
    public interface Again<K, V> {
        /** @param held the state's own object */
        void set(K key, V held);
    }

    /** To be made where the operator's state is initialized. */
    public WakeWriter(StateInitializationContext context, KeyedStateBackend<K> backend) throws Exception {
        this.backend = backend;
        timed = context.getOperatorStateStore().getUnionListState(TIMED);
        queue = backend instanceof HeapKeyedStateBackend ? new WakeQueue<>() : null;
        setsAgain = queue != null && context.isRestored();
        for (boolean hasTimers : timed.get()) {
            setsAgain |= !hasTimers;
        }
    }

    /**
     * To be called before any wake is set.
     *
     * @param service the operator's, which calls {@link #rang} at event time
     * @param state where something is kept of each key that is to be woken
     */
    public <V> void open(InternalTimerService<VoidNamespace> service, ValueStateDescriptor<V> state, Again<K, V> again)
            throws Exception {
        timers = service;
        if (setsAgain) {
            forAll(state, (key, held) -> again.set(key, held.value()));
        }
    }

    /** To be called with each snapshot. */
    public void snapshot() throws Exception {
        timed.update(List.of(queue == null));
    }

    /** Whether what is kept is on the heap: the objects that the state gives are its own. */
    public boolean onHeap() {
        return queue != null;
    }

    /** Looks at all keys of which something is kept. */
    public <V> void forAll(ValueStateDescriptor<V> state, HeldLook<K, V> look) throws Exception {
        backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, state, look::at);
    }

    /**
     * Looks at what is kept of a key.
     *
     * @param <K> the key
     * @param <V> what is kept of it
     */
    @FunctionalInterface
    public interface HeldLook<K, V> {
        /** Looks at it. */
        void at(K key, ValueState<V> held) throws Exception;
    }

    @Override
    public void set(K key, long time) {
        if (queue != null) {
            queue.set(key, time);
        } else {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
        }
    }

    @Override
    public void unset(K key, long time) {
        if (queue == null) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, time);
        }
    }

    /** Wakes the keys whose time has come, where Flink's timers do not; each is the current one when it is looked at. */
    public void wakeUntil(long time, WakeQueue.Look<K> look) throws Exception {
        if (queue != null) {
            queue.takeUntil(time, (key, due) -> {
                backend.setCurrentKey(key);
                look.at(key, due);
            });
        }
    }

    /** A timer of Flink has rung. On the heap it is one of another backend's snapshot, and stands in the queue, too. */
    public void rang(K key, long time, WakeQueue.Look<K> look) throws Exception {
        if (queue == null) {
            look.at(key, time);
        }
    }
}
