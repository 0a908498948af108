package io.bellwether.cases;

import io.bellwether.event.EventKeys;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.WaitingWriter;
import io.bellwether.metric.ObservingOperator;
import io.bellwether.metric.Outlet;
import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalCodec;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFactCodec;
import io.bellwether.queue.OnContact;
import io.bellwether.queue.OnContactCodec;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import io.bellwether.state.WatermarkWriter;
import java.util.List;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * One fold per case, in time order. Keyed by {@link EventKeys#caseOf}; the other input carries policy books that
 * replace the one it started with.
 *
 * <p>Owned state, gone when a case is forgotten: {@link CasesWriter}; events that wait for the watermark, {@link PackedEventsWriter}.
 *
 * <p>What it observes goes into an {@link Outlet} of its own and not to an operator behind: a record for each of some ten
 * observations of an event, copied because there are side outputs, was a tenth of all that the job allocated.
 *
 * <p>Policies with {@code apply_to_open} reach open cases at once. The subtask visits all its cases, once for a change that asks
 * for it and once after each start under such a book, in case the last visit did not get into a checkpoint: some microseconds a
 * case, for which events wait, so that no case is judged by a book that another has not got. A change holds from just after the
 * last event before it ({@link PolicyChangesWriter}): the watermark has passed that, so no closed pane is touched.
 *
 * @param <T> what the outlet sends
 */
public final class CaseOperator<T> extends ObservingOperator<T>
        implements TwoInputStreamOperator<ServiceEvent, PolicyUpdate, T>, Triggerable<SourceId, VoidNamespace> {

    private static final long serialVersionUID = 1L;

    /** Signals of cases, for rules. */
    public static final OutputTag<Signal> SIGNALS = new OutputTag<>("signals", CodecTypeInfo.of(SignalCodec.INSTANCE));

    /** For agents: who begins and ceases to have a chat. */
    public static final OutputTag<OnContact> ON_CONTACT =
            new OutputTag<>("on-contact", CodecTypeInfo.of(OnContactCodec.INSTANCE));

    /** For customers: who begins a case, comes back, is helped. */
    public static final OutputTag<CustomerFact> CUSTOMERS =
            new OutputTag<>("customers", CodecTypeInfo.of(CustomerFactCodec.INSTANCE));

    /** For queues: the ratings that they get. */
    public static final OutputTag<CustomerFact> RATINGS =
            new OutputTag<>("ratings", CodecTypeInfo.of(CustomerFactCodec.INSTANCE));

    /** The clocks of cases, where they are told. */
    public static final OutputTag<CaseClocks> CLOCKS =
            new OutputTag<>("clocks", CodecTypeInfo.of(CaseClocksCodec.INSTANCE));

    /** Their contacts, where they are told. */
    public static final OutputTag<CaseContacts> CONTACTS =
            new OutputTag<>("contacts", CodecTypeInfo.of(CaseContactsCodec.INSTANCE));

    private final CaseSettings settings;
    private final PolicyBook initial;
    private final OutputTag<Rejection> tooLate;
    private CaseTold told = CaseTold.NOTHING;

    private transient CaseNews news;
    private transient CaseEngine engine;
    private transient CaseEmission out;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient CasesWriter cases;
    private transient WatermarkWriter watermarks;
    private transient PolicyChangesWriter policies;
    private transient WaitingWriter<ServiceEvent> waiting;
    /** Whether open cases are to be judged by the book in force at once. */
    private transient boolean judgesOpen;
    /** How far time had come at the checkpoint that was restored: it goes on from there. */
    private transient long resumedAt;

    /**
     * @param tooLate where events go whose panes are closed for good
     * @param outlets where observations go
     */
    public CaseOperator(
            CaseSettings settings, PolicyBook initial, OutputTag<Rejection> tooLate, Outlet.Maker<T> outlets) {
        super(outlets);
        this.settings = settings;
        this.initial = initial;
        this.tooLate = tooLate;
    }

    /** The same, which tells more than is observed. */
    public CaseOperator<T> telling(CaseTold more) {
        told = more;
        return this;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        watermarks = new WatermarkWriter(context.getOperatorStateStore());
        resumedAt = watermarks.restored();
        policies = new PolicyChangesWriter(initial, context.getOperatorStateStore());
        cases = new CasesWriter(context, getKeyedStateBackend());
        waiting = new WaitingWriter<>(
                ServiceEvent.FOLD_ORDER,
                ServiceEvent::time,
                getKeyedStateBackend(),
                new PackedEventsWriter(context.getKeyedStateStore(), getKeyedStateBackend()));
        if (context.isRestored()) {
            waiting.restore();
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("timers", VoidNamespaceSerializer.INSTANCE, this);
        engine = new CaseEngine(settings, initial);
        news = new CaseNews(told);
        cases.open(timers, engine, news);
        out = new CaseEmission(observed(), output, tooLate, settings.latenessMillis());
        judgeBy(policies.last());
    }

    private void judgeBy(PolicyBook book) {
        engine.policies(book);
        judgesOpen = book.appliesToOpen();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        watermarks.write(latestWatermark());
        cases.snapshot();
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
        CaseState known = cases.held();
        CaseState held = known == null ? new CaseState() : known;
        out.at(watermark, watermark);
        engine.late(caseId, held, event, watermark, out);
        cases.keep(caseId, held, known, engine.nextWake(held), watermark);
    }

    @Override
    public void processElement2(StreamRecord<PolicyUpdate> element) throws Exception {
        policies.take(element.getValue(), waiting.lastTime());
        while (policies.isDue(latestWatermark())) {
            judgeBy(policies.next());
        }
        judgeOpenCases(timers.currentWatermark());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        while (policies.isDue(mark.getTimestamp())) {
            long after = policies.after();
            if (mark.getTimestamp() == Long.MAX_VALUE) {
                takeUntil(after, Long.MAX_VALUE);
            } else {
                advance(new Watermark(after));
            }
            judgeBy(policies.next());
            judgeOpenCases(after);
        }
        advance(mark);
        judgeOpenCases(mark.getTimestamp());
    }

    private void advance(Watermark mark) throws Exception {
        long watermark = mark.getTimestamp();
        takeUntil(watermark, watermark);
        timeServiceManager.advanceWatermark(mark);
        if (watermark != Long.MAX_VALUE) {
            cases.wakeUntil(watermark, (caseId, held) -> wake(caseId, held, watermark));
        }
        out.at(watermark, watermark);
        news.tell(cases, engine.fold(), out);
        passOn(mark);
    }

    private void takeUntil(long time, long watermark) throws Exception {
        waiting.takeUntil(time, (caseId, events) -> {
            setCurrentKey(caseId);
            // A bounded input ends with a watermark at the end of time. That is no time that passed: what is pending is
            // folded, but no deadline after it is missed.
            long until =
                    watermark == Long.MAX_VALUE ? events.get(events.size() - 1).time() : watermark;
            pass(caseId, cases.held(), events, until, watermark);
        });
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
        if (watermark != Long.MAX_VALUE) {
            cases.rang(timer.getKey(), timer.getTimestamp(), (caseId, held) -> wake(caseId, held, watermark));
        }
    }

    private void wake(SourceId caseId, CaseState held, long watermark) throws Exception {
        pass(caseId, held, List.of(), watermark, watermark);
    }

    @Override
    public void onProcessingTime(InternalTimer<SourceId, VoidNamespace> timer) {
        throw new IllegalStateException("no case waits for the clock on the wall");
    }

    /**
     * Step by step up to the watermark, not at one go: so nothing hangs on how far that moved at a time. Of the case
     * {@code known} is held; null for nothing.
     */
    private void pass(SourceId caseId, CaseState known, List<ServiceEvent> events, long until, long watermark)
            throws Exception {
        CaseState state = known == null ? new CaseState() : known;
        int taken = 0;
        long wake = engine.nextWake(state);
        for (long time = next(events, taken, wake); time <= until; time = next(events, taken, wake)) {
            int from = taken;
            while (taken < events.size() && events.get(taken).time() <= time) {
                taken++;
            }
            out.at(watermark, time);
            engine.advance(caseId, state, events, from, taken, time, out);
            if (engine.forgettable(state, time)) {
                cases.lull(state);
                state = engine.forget(caseId, state, time, out);
            }
            wake = engine.nextWake(state);
        }
        cases.keep(caseId, state, known, wake, watermark);
    }

    private static long next(List<ServiceEvent> events, int taken, long wake) {
        return taken < events.size() ? Math.min(events.get(taken).time(), wake) : wake;
    }

    /**
     * Waits for the first watermark: before it nobody knows at what time to judge.
     *
     * @param passed how far time has come; after a restart it says at first that it is less than it was
     */
    private void judgeOpenCases(long passed) throws Exception {
        if (!judgesOpen || passed == Long.MIN_VALUE || passed == Long.MAX_VALUE) {
            return;
        }
        long now = Math.max(passed, resumedAt);
        out.at(now, now + 1);
        cases.forAll((caseId, held) -> {
            if (engine.judge(caseId, held, now + 1, out)) {
                cases.keep(caseId, held, held, engine.nextWake(held), now);
            }
        });
        judgesOpen = false;
    }
}
