package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.state.CodecTypeInfo;
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
 * Keeps the cases of a subtask in Flink's state, and sees to it that each is woken when it is to be looked at.
 *
 * <p>On the heap wakes are in a {@link WakeQueue}, which is made anew from the cases at a start: Flink's timers take six times the
 * memory. Elsewhere cases may be too many to be read at each start, so wakes are Flink's timers; they are made anew only where
 * the state was on the heap before. So a savepoint of either backend goes on with the other.
 */
final class CasesWriter {

    private static final ValueStateDescriptor<CaseState> CASE =
            new ValueStateDescriptor<>("case", CodecTypeInfo.of(CaseStateCodec.INSTANCE));
    /** Whether a snapshot has Flink's timers. */
    private static final ListStateDescriptor<Boolean> TIMED = new ListStateDescriptor<>("timed", Types.BOOLEAN);

    private final KeyedStateBackend<SourceId> backend;
    private final ValueState<CaseState> cases;
    private final ListState<Boolean> timed;
    /** Null where cases are not on the heap. */
    private final WakeQueue queue;
    /** Whether cases were restored whose wakes are nowhere yet. */
    private boolean setsWakes;

    private Wakes wakes;
    private CaseEngine engine;

    /** Looks at a case. */
    @FunctionalInterface
    interface Look {
        /** @param held the state's own object, to be handed to {@link #keep} if it changes */
        void at(SourceId caseId, CaseState held) throws Exception;
    }

    CasesWriter(StateInitializationContext context, KeyedStateBackend<SourceId> backend) throws Exception {
        this.backend = backend;
        cases = context.getKeyedStateStore().getState(CASE);
        timed = context.getOperatorStateStore().getUnionListState(TIMED);
        queue = backend instanceof HeapKeyedStateBackend ? new WakeQueue() : null;
        setsWakes = queue != null && context.isRestored();
        for (boolean hasTimers : timed.get()) {
            setsWakes |= !hasTimers;
        }
    }

    /**
     * To be called before anything else.
     *
     * @param folding what the cases are folded by
     */
    void open(InternalTimerService<VoidNamespace> timers, CaseEngine folding) throws Exception {
        engine = folding;
        wakes = new Wakes(queue != null ? queue : new Timers(timers));
        if (setsWakes) {
            forAll((caseId, held) -> {
                held.id = caseId;
                wakes.again(held);
            });
        }
    }

    /** To be called with each snapshot. */
    void snapshot() throws Exception {
        timed.update(List.of(queue == null));
    }

    /** What is held of the case at hand; null for nothing. */
    CaseState held() throws Exception {
        return cases.value();
    }

    /** Wakes the cases whose time has come, where Flink's timers do not. */
    void wakeUntil(long time, Look look) throws Exception {
        if (queue == null) {
            return;
        }
        queue.takeUntil(time, (caseId, at) -> {
            backend.setCurrentKey(caseId);
            wake(caseId, at, look);
        });
    }

    /** A timer of Flink has rung. On the heap it is one of another backend's snapshot, and stands in the queue, too. */
    void rang(SourceId caseId, long time, Look look) throws Exception {
        if (queue == null) {
            wake(caseId, time, look);
        }
    }

    private void wake(SourceId caseId, long time, Look look) throws Exception {
        CaseState held = cases.value();
        if (held != null && wakes.rang(held, time)) {
            look.at(caseId, held);
        }
    }

    /** Looks at all cases. */
    void forAll(Look look) throws Exception {
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                CASE,
                (caseId, state) -> look.at(caseId, state.value()));
    }

    /** The case need not be woken any more. */
    void lull(CaseState held) {
        wakes.none(held);
    }

    /**
     * Keeps the case at hand, and lets it rest where that pays.
     *
     * @param held what is kept; nothing of it where it {@link CaseState#isNothing}
     * @param known the object that {@link #held} gave; on the heap it is the state's own, which has copied it already where a
     *     snapshot still needs what it was
     * @param wake when it is to be looked at again
     * @param watermark how far time has come
     */
    void keep(SourceId caseId, CaseState held, CaseState known, long wake, long watermark) throws Exception {
        held.id = held.id == null ? caseId : held.id;
        if (held.isNothing()) {
            wakes.none(held);
            cases.clear();
            return;
        }
        long next = wake;
        if (held.rests() || held.settled() || held.quietAt() <= watermark) {
            engine.rest(held);
        } else if (queue != null) {
            next = Math.min(next, held.quietAt());
        }
        wakes.by(held, next);
        if (queue == null || held != known) {
            cases.update(held);
        }
    }

    /** Flink's, which come back with the state. */
    private record Timers(InternalTimerService<VoidNamespace> timers) implements Wakes.Bell {

        @Override
        public void set(SourceId caseId, long time) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
        }

        @Override
        public void unset(SourceId caseId, long time) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, time);
        }
    }
}
