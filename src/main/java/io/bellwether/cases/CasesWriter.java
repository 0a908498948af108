package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.state.CodecTypeInfo;
import io.bellwether.state.WakeWriter;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Keeps the cases of a subtask in Flink's state, and sees to it that each is woken when it is to be looked at, see
 * {@link WakeWriter}.
 */
final class CasesWriter {

    private static final ValueStateDescriptor<CaseState> CASE =
            new ValueStateDescriptor<>("case", CodecTypeInfo.of(CaseStateCodec.INSTANCE));

    private final ValueState<CaseState> cases;
    private final WakeWriter<SourceId> ofKeys;
    private final Wakes wakes;

    private CaseEngine engine;
    private CaseNews news;

    /** Looks at a case. */
    @FunctionalInterface
    interface Look {
        /** @param held the state's own object, to be handed to {@link #keep} if it changes */
        void at(SourceId caseId, CaseState held) throws Exception;
    }

    CasesWriter(StateInitializationContext context, KeyedStateBackend<SourceId> backend) throws Exception {
        cases = context.getKeyedStateStore().getState(CASE);
        ofKeys = new WakeWriter<>(context, backend);
        wakes = new Wakes(ofKeys);
    }

    /**
     * To be called before anything else.
     *
     * @param folding what the cases are folded by
     * @param told told of each case that is kept
     */
    void open(InternalTimerService<VoidNamespace> timers, CaseEngine folding, CaseNews told) throws Exception {
        engine = folding;
        news = told;
        ofKeys.open(timers, CASE, (caseId, held) -> {
            held.id = caseId;
            wakes.again(held);
        });
    }

    /** To be called with each snapshot. */
    void snapshot() throws Exception {
        ofKeys.snapshot();
    }

    /** What is held of the case at hand; null for nothing. */
    CaseState held() throws Exception {
        return cases.value();
    }

    /** Wakes the cases whose time has come, where Flink's timers do not. */
    void wakeUntil(long time, Look look) throws Exception {
        ofKeys.wakeUntil(time, (caseId, due) -> wake(caseId, due, look));
    }

    /** A timer of Flink has rung. */
    void rang(SourceId caseId, long time, Look look) throws Exception {
        ofKeys.rang(caseId, time, (key, due) -> wake(key, due, look));
    }

    private void wake(SourceId caseId, long time, Look look) throws Exception {
        CaseState held = cases.value();
        if (held != null && wakes.rang(held, time)) {
            look.at(caseId, held);
        }
    }

    /** Looks at all cases. */
    void forAll(Look look) throws Exception {
        ofKeys.forAll(CASE, (caseId, held) -> look.at(caseId, held.value()));
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
        news.folded(caseId, held, engine.fold());
        if (held.isNothing()) {
            wakes.none(held);
            cases.clear();
            return;
        }
        long next = wake;
        if (held.rests() || held.settled() || held.quietAt() <= watermark) {
            engine.rest(held);
        } else if (ofKeys.onHeap()) {
            next = Math.min(next, held.quietAt());
        }
        wakes.by(held, next);
        if (!ofKeys.onHeap() || held != known) {
            cases.update(held);
        }
    }
}
