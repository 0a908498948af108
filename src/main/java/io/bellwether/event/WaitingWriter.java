package io.bellwether.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * What a subtask heard of its cases or agents and waits for the watermark. It is in memory; a snapshot writes it into a state
 * of its own, which has an entry for each of them of whom something waits and for no other, so a start reads these alone.
 *
 * @param <E> what waits, such as events
 */
public final class WaitingWriter<E> {

    private final Waiting<E> waiting;
    private final ToLongFunction<E> time;
    private final KeyedStateBackend<SourceId> backend;
    private final Store<E> store;
    /** Of whom something is in the state since a snapshot that has just been taken or restored. */
    private final List<SourceId> written = new ArrayList<>();

    /** Where a snapshot has it. */
    public interface Store<E> {

        /** Writes what waits of the case or agent at hand; the list is used again when this returns. */
        void write(List<E> things) throws Exception;

        /** Nothing of the case or agent at hand is written any more. */
        void clear();

        /** Shows all that is written. */
        void readAll(Waiting.Receiver<E> receiver) throws Exception;
    }

    /**
     * One with nothing in it.
     *
     * @param order in which things of one case or agent are given out; it begins with their time
     * @param time that has to pass, epoch ms
     */
    public WaitingWriter(
            Comparator<? super E> order, ToLongFunction<E> time, KeyedStateBackend<SourceId> backend, Store<E> store) {
        this.waiting = new Waiting<>(order);
        this.time = time;
        this.backend = backend;
        this.store = store;
    }

    /** A store that keeps them one by one. */
    public static <E> Store<E> inLists(
            KeyedStateStore states, KeyedStateBackend<SourceId> backend, ListStateDescriptor<E> descriptor) {
        return new Lists<>(states.getListState(descriptor), backend, descriptor);
    }

    private record Lists<E>(ListState<E> state, KeyedStateBackend<SourceId> backend, ListStateDescriptor<E> descriptor)
            implements Store<E> {

        @Override
        public void write(List<E> things) throws Exception {
            state.update(things);
        }

        @Override
        public void clear() {
            state.clear();
        }

        @Override
        public void readAll(Waiting.Receiver<E> receiver) throws Exception {
            backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor, (of, all) -> {
                List<E> things = new ArrayList<>();
                all.get().forEach(things::add);
                receiver.take(of, things);
            });
        }
    }

    /** Takes back what a snapshot holds. */
    public void restore() throws Exception {
        store.readAll((of, things) -> {
            things.forEach(thing -> add(of, thing));
            written.add(of);
        });
    }

    /** Lets something wait. */
    public void add(SourceId of, E thing) {
        waiting.add(of, time.applyAsLong(thing), thing);
    }

    /** Time of the latest of all that waits, epoch ms; {@link Long#MIN_VALUE} where nothing does. Not for every event. */
    public long lastTime() {
        return waiting.lastTime();
    }

    /** Gives out whatever is no later than that time, each case or agent once. */
    public void takeUntil(long time, Waiting.Receiver<E> receiver) throws Exception {
        clear();
        waiting.takeUntil(time, receiver);
    }

    /** Writes what waits, for a snapshot. */
    public void write() throws Exception {
        clear();
        waiting.showAll((of, things) -> {
            backend.setCurrentKey(of);
            store.write(things);
            written.add(of);
        });
    }

    /** What was written is in the snapshot, and otherwise in memory. */
    private void clear() {
        for (SourceId of : written) {
            backend.setCurrentKey(of);
            store.clear();
        }
        written.clear();
    }
}
