package io.bellwether.cases;

import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Outlet;
import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalCodec;
import io.bellwether.queue.OnContact;
import io.bellwether.queue.OnContactCodec;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * One fold per case, in time order. Keyed by {@link ServiceEvent#caseKey()}; the other input carries policy books that
 * replace the one it started with.
 *
 * <p>Owned state: one {@link CaseState} per case, and events that wait for the watermark, see {@link WaitingWriter}. Each case
 * has a wake, seldom two, of which the first rings no later than the case is to be looked at again. On the heap wakes are
 * in a {@link WakeQueue}, which is made anew from the cases at a start, for Flink's timers take six times the memory; elsewhere
 * cases may be too many to be read at each start, so wakes are Flink's timers. All is gone when the case is forgotten.
 *
 * <p>What it observes goes into an {@link Outlet} of its own and not to an operator behind: an event makes some ten
 * observations, and a record for each, copied because there are side outputs, were a tenth of all that the job allocated.
 *
 * <p>Policies with {@code apply_to_open} reach open cases at once. Visiting its cases holds up the subtask until all are
 * visited, once for a change that asks for it and once after each start under such a book, in case the last visit did not
 * get into a checkpoint. It takes some microseconds a case, the work of a few events, so it is not spread over time:
 * meanwhile events wait and time stands still, and no case is judged by a book that another has not got. What comes out is
 * dated just after the watermark, so no closed pane is touched.
 *
 * @param <T> what the outlet sends
 */
public final class CaseOperator<T> extends AbstractStreamOperator<T>
        implements TwoInputStreamOperator<ServiceEvent, PolicyUpdate, T>, Triggerable<SourceId, VoidNamespace> {

    private static final long serialVersionUID = 1L;

    /** Signals of cases, for rules. */
    public static final OutputTag<Signal> SIGNALS = new OutputTag<>("signals", CodecTypeInfo.of(SignalCodec.INSTANCE));

    /** For agents: who begins and ceases to have a chat. */
    public static final OutputTag<OnContact> ON_CONTACT =
            new OutputTag<>("on-contact", CodecTypeInfo.of(OnContactCodec.INSTANCE));

    /** The policy book in force, in every subtask the same. */
    static final MapStateDescriptor<String, PolicyUpdate> POLICIES =
            new MapStateDescriptor<>("policies", Types.STRING, CodecTypeInfo.of(PolicyUpdateCodec.INSTANCE));

    /** Key of its one entry. */
    static final String IN_FORCE = "current";

    private static final String TIMERS = "timers";
    private static final ValueStateDescriptor<CaseState> CASE =
            new ValueStateDescriptor<>("case", CodecTypeInfo.of(CaseStateCodec.INSTANCE));
    private static final ListStateDescriptor<Long> WATERMARK = new ListStateDescriptor<>("watermark", Types.LONG);
    /** Whether a snapshot has Flink's timers. */
    private static final ListStateDescriptor<Boolean> TIMED = new ListStateDescriptor<>("timed", Types.BOOLEAN);

    private final CaseSettings settings;
    private final PolicyBook initial;
    private final OutputTag<Rejection> tooLate;
    private final Outlet.Maker<T> outlets;

    private transient CaseEngine engine;
    private transient Outlet observed;
    private transient CaseEmission out;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient ValueState<CaseState> cases;
    private transient ListState<Long> watermarks;
    private transient ListState<Boolean> timed;
    private transient BroadcastState<String, PolicyUpdate> policies;
    private transient WaitingWriter waiting;
    private transient Wakes wakes;
    /** Null where cases are not on the heap. */
    private transient WakeQueue queue;
    /** Whether cases were restored whose wakes are nowhere yet. */
    private transient boolean setsWakes;
    /** Whether open cases are to be judged by the book in force at once. */
    private transient boolean judgesOpen;
    /**
     * How far time had come at the checkpoint that was restored: it goes on from there. After a restart it is unknown for a
     * while, in which what comes late must not pass for what is in time.
     */
    private transient long resumedAt;

    /**
     * @param tooLate where events go whose panes are closed for good
     * @param outlets where observations go
     */
    public CaseOperator(
            CaseSettings settings, PolicyBook initial, OutputTag<Rejection> tooLate, Outlet.Maker<T> outlets) {
        this.settings = settings;
        this.initial = initial;
        this.tooLate = tooLate;
        this.outlets = outlets;
    }

    /** Subtasks are about as far as each other; after another parallelism nobody may fall behind what was certain. */
    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        watermarks = context.getOperatorStateStore().getUnionListState(WATERMARK);
        resumedAt = Long.MIN_VALUE;
        for (long watermark : watermarks.get()) {
            resumedAt = Math.max(resumedAt, watermark);
        }
        policies = context.getOperatorStateStore().getBroadcastState(POLICIES);
        cases = context.getKeyedStateStore().getState(CASE);
        timed = context.getOperatorStateStore().getUnionListState(TIMED);
        waiting = new WaitingWriter(context.getKeyedStateStore(), getKeyedStateBackend());
        queue = getKeyedStateBackend() instanceof HeapKeyedStateBackend ? new WakeQueue() : null;
        if (context.isRestored()) {
            waiting.restore();
            setsWakes = queue != null || !timed.get().iterator().next();
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
        wakes = new Wakes(queue != null ? queue : new Timers());
        if (setsWakes) {
            setWakes();
        }
        StreamRecord<T> record = new StreamRecord<>(null);
        observed = outlets.open((value, time) -> output.collect(record.replace(value, time)));
        out = new CaseEmission(observed, output, tooLate, settings.latenessMillis());
        engine = new CaseEngine(settings, initial);
        judgesOpen = initial.appliesToOpen();
        PolicyUpdate restored = policies.get(IN_FORCE);
        if (restored != null) {
            judgeBy(restored.book());
        }
    }

    private void setWakes() throws Exception {
        this.<SourceId>getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, CASE, (caseId, state) -> {
                    CaseState held = state.value();
                    held.id = caseId;
                    wakes.again(held);
                });
    }

    private void judgeBy(PolicyBook book) {
        engine.policies(book);
        judgesOpen = book.appliesToOpen();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        long now = latestWatermark();
        boolean known = now != Long.MIN_VALUE && now != Long.MAX_VALUE;
        watermarks.update(known ? List.of(now) : List.of());
        timed.update(List.of(queue == null));
        waiting.write();
    }

    private long latestWatermark() {
        return Math.max(timers.currentWatermark(), resumedAt);
    }

    /** An event waits for the watermark, or, if that has passed it already, corrects its case at once. */
    @Override
    public void processElement1(StreamRecord<ServiceEvent> element) throws Exception {
        ServiceEvent event = element.getValue();
        SourceId caseId = (SourceId) getCurrentKey();
        long watermark = latestWatermark();
        if (event.time() > watermark) {
            waiting.add(caseId, event);
            return;
        }
        CaseState known = cases.value();
        CaseState held = known == null ? new CaseState() : known;
        out.at(watermark, watermark);
        engine.late(caseId, held, event, watermark, out);
        keep(caseId, held, known, watermark);
    }

    @Override
    public void processElement2(StreamRecord<PolicyUpdate> element) throws Exception {
        PolicyUpdate update = element.getValue();
        PolicyUpdate inForce = policies.get(IN_FORCE);
        if (inForce == null || !inForce.version().equals(update.version())) {
            // Each subtask gets the same books in the same order, so all keep the same calendars of earlier ones.
            PolicyBook next = update.book().succeeding(inForce == null ? initial : inForce.book());
            policies.put(IN_FORCE, new PolicyUpdate(update.version(), next));
            judgeBy(next);
        }
        judgeOpenCases();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long watermark = mark.getTimestamp();
        waiting.takeUntil(watermark, (caseId, events) -> {
            setCurrentKey(caseId);
            // A bounded input ends with a watermark at the end of time. That is no time that passed: what is pending is
            // folded, but no deadline after it is missed.
            long until =
                    watermark == Long.MAX_VALUE ? events.get(events.size() - 1).time() : watermark;
            pass(caseId, cases.value(), events, until, watermark);
        });
        timeServiceManager.advanceWatermark(mark);
        if (queue != null && watermark != Long.MAX_VALUE) {
            queue.takeUntil(watermark, (caseId, time) -> {
                setCurrentKey(caseId);
                wake(caseId, time, watermark);
            });
        }
        observed.advance(watermark);
        output.emitWatermark(mark);
        judgeOpenCases();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        observed.sendAll();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void finish() throws Exception {
        observed.sendAll();
        super.finish();
    }

    /**
     * Time is that of the events alone. Policies have none of their own; were they asked, a policy source that comes up
     * late would hold time back, and in a short history until its end, where no time passes any more.
     */
    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        processWatermark(mark);
    }

    @Override
    public void processWatermark2(Watermark mark) {
        // see processWatermark1
    }

    @Override
    public void onEventTime(InternalTimer<SourceId, VoidNamespace> timer) throws Exception {
        long watermark = timers.currentWatermark();
        // On the heap there are timers only where a snapshot of another backend had them: the queue has them, too.
        if (queue == null && watermark != Long.MAX_VALUE) {
            wake(timer.getKey(), timer.getTimestamp(), watermark);
        }
    }

    private void wake(SourceId caseId, long time, long watermark) throws Exception {
        CaseState held = cases.value();
        if (held != null && wakes.rang(held, time)) {
            pass(caseId, held, List.of(), watermark, watermark);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<SourceId, VoidNamespace> timer) {
        throw new IllegalStateException("no case waits for the clock on the wall");
    }

    /**
     * Step by step up to the watermark, not at one go: so nothing hangs on how far that moved at a time.
     *
     * @param known what is held of the case; null for nothing
     */
    private void pass(SourceId caseId, CaseState known, List<ServiceEvent> events, long until, long watermark)
            throws Exception {
        CaseState state = known == null ? new CaseState() : known;
        int taken = 0;
        while (true) {
            long wake = engine.nextWake(state);
            long time = taken < events.size() ? Math.min(events.get(taken).time(), wake) : wake;
            if (time > until) {
                break;
            }
            int from = taken;
            while (taken < events.size() && events.get(taken).time() <= time) {
                taken++;
            }
            out.at(watermark, time);
            engine.advance(caseId, state, events.subList(from, taken), time, out);
            if (engine.forgettable(state, time)) {
                wakes.none(state);
                state = engine.forget(caseId, state, time, out);
            }
        }
        keep(caseId, state, known, watermark);
    }

    /**
     * Stores the case and sees to it that it is woken.
     *
     * @param known the object that the state gave; on the heap it is the state's own, which has copied it already where a
     *     snapshot still needs what it was
     */
    private void keep(SourceId caseId, CaseState held, CaseState known, long watermark) throws Exception {
        held.id = held.id == null ? caseId : held.id;
        if (held.isNothing()) {
            wakes.none(held);
            cases.clear();
            return;
        }
        long wake = engine.nextWake(held);
        if (held.settled() || held.quietAt() <= watermark) {
            held.rest();
        } else if (queue != null) {
            wake = Math.min(wake, held.quietAt());
        }
        wakes.by(held, wake);
        if (queue == null || held != known) {
            cases.update(held);
        }
    }

    /** Flink's, which come back with the state. */
    private final class Timers implements Wakes.Bell {

        @Override
        public void set(SourceId caseId, long time) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
        }

        @Override
        public void unset(SourceId caseId, long time) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, time);
        }
    }

    /** Waits for the first watermark: before it nobody knows at what time to judge. */
    private void judgeOpenCases() throws Exception {
        long now = timers.currentWatermark();
        if (!judgesOpen || now == Long.MIN_VALUE || now == Long.MAX_VALUE) {
            return;
        }
        out.at(now, now + 1);
        this.<SourceId>getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, CASE, (caseId, state) -> {
                    CaseState held = state.value();
                    if (engine.judge(caseId, held, now + 1, out)) {
                        keep(caseId, held, held, now);
                    }
                });
        judgesOpen = false;
    }
}
