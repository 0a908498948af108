package io.bellwether.cases;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalCodec;
import io.bellwether.queue.OnContact;
import io.bellwether.queue.OnContactCodec;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * One fold per case, in time order. Keyed by {@link ServiceEvent#caseKey()}; the broadcast side carries policy books that replace the one it
 * started with. Runs in a {@link CaseOperator}, which tells it the book of a checkpoint and has it judge open cases.
 *
 * <p>Owned state: one {@link CaseState} per case, one event-time timer per case and one for each event that waits for the
 * watermark. All are gone when the case is forgotten.
 */
public final class CaseFunction
        extends KeyedBroadcastProcessFunction<SourceId, ServiceEvent, PolicyUpdate, Observation> {

    private static final long serialVersionUID = 1L;

    /** Signals of cases, for rules. */
    public static final OutputTag<Signal> SIGNALS = new OutputTag<>("signals", CodecTypeInfo.of(SignalCodec.INSTANCE));

    /** For agents: who begins and ceases to have a chat. */
    public static final OutputTag<OnContact> ON_CONTACT =
            new OutputTag<>("on-contact", CodecTypeInfo.of(OnContactCodec.INSTANCE));

    private static final Series PIPELINE =
            new Series(Measurement.PIPELINE, List.of(), List.of(Series.NONE, Series.NONE));

    private final CaseSettings settings;
    private final PolicyBook initial;
    private final OutputTag<Rejection> tooLate;

    private transient CaseEngine engine;
    private transient EventEncoder encoder;
    private transient ValueState<CaseState> state;
    private transient boolean judgesOpen;
    /** How far time had come at the checkpoint that was restored. */
    private transient long resumedAt = Long.MIN_VALUE;

    /** @param tooLate where events go whose panes are closed for good */
    public CaseFunction(CaseSettings settings, PolicyBook initial, OutputTag<Rejection> tooLate) {
        this.settings = settings;
        this.initial = initial;
        this.tooLate = tooLate;
    }

    @Override
    public void open(OpenContext context) {
        engine = new CaseEngine(settings, initial);
        judgesOpen = initial.appliesToOpen();
        encoder = new EventEncoder();
        state = getRuntimeContext().getState(descriptor());
    }

    static ValueStateDescriptor<CaseState> descriptor() {
        return new ValueStateDescriptor<>("case", CodecTypeInfo.of(CaseStateCodec.INSTANCE));
    }

    @Override
    public void processElement(ServiceEvent event, ReadOnlyContext context, Collector<Observation> out)
            throws Exception {
        CaseState held = state.value();
        if (held == null) {
            held = new CaseState();
        }
        TimerService timers = context.timerService();
        long watermark = latest(timers.currentWatermark());
        engine.arrive(context.getCurrentKey(), held, event, watermark, new Output(context, out, watermark, watermark));
        if (event.time() > watermark) {
            timers.registerEventTimeTimer(event.time());
            state.update(held);
        } else {
            keep(held, timers);
        }
    }

    @Override
    public void processBroadcastElement(PolicyUpdate update, Context context, Collector<Observation> out)
            throws Exception {
        BroadcastState<String, PolicyUpdate> policies = context.getBroadcastState(CaseOperator.POLICIES);
        PolicyUpdate inForce = policies.get(CaseOperator.IN_FORCE);
        if (inForce != null && inForce.version().equals(update.version())) {
            return;
        }
        // Each subtask gets the same books in the same order, so all keep the same calendars of earlier ones.
        PolicyBook next = update.book().succeeding(inForce == null ? initial : inForce.book());
        policies.put(CaseOperator.IN_FORCE, new PolicyUpdate(update.version(), next));
        take(next);
    }

    /** Judges by this book from now on: one that came, or the one of a checkpoint. */
    void take(PolicyBook book) {
        engine.policies(book);
        judgesOpen = book.appliesToOpen();
    }

    /**
     * Time goes on from there. After a restart it is unknown for a while, in which what comes late must not pass for what
     * is in time.
     */
    void resumeAt(long watermark) {
        resumedAt = watermark;
    }

    /** How far time has come, also while it is not known again after a restart. */
    long latest(long watermark) {
        return Math.max(watermark, resumedAt);
    }

    /** Whether an observation that is made now can still be counted where it belongs. */
    boolean isInTime(Observation observation, long now) {
        return observation.isInTime(now, settings.latenessMillis());
    }

    /** Whether open cases are to be judged by the book in force at once; says so until {@link #hasJudged}. */
    boolean judgesOpen() {
        return judgesOpen;
    }

    void hasJudged() {
        judgesOpen = false;
    }

    /** Judges the case of the current key by the book in force if that reaches it at once. */
    void judge(SourceId caseId, long time, TimerService timers, CaseOutput out) throws Exception {
        CaseState held = state.value();
        if (engine.judge(caseId, held, time, out)) {
            keep(held, timers);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Observation> out) throws Exception {
        CaseState held = state.value();
        if (held == null) {
            return;
        }
        TimerService timers = context.timerService();
        held.timer = held.timer == timestamp ? CaseState.NO_TIMER : held.timer;
        // A bounded input ends with a watermark at the end of time. That is no time that passed: what is pending is
        // folded, but no deadline after it is missed.
        boolean ended = timers.currentWatermark() == Long.MAX_VALUE;
        if (ended && timestamp > engine.lastPending(held)) {
            state.update(held);
            return;
        }
        // Step by step up to the watermark, not at one go: so nothing hangs on how far that moved at a time.
        Output output = new Output(context, out, timers.currentWatermark(), timestamp);
        engine.advance(context.getCurrentKey(), held, timestamp, output);
        if (engine.forgettable(held, timestamp)) {
            dropTimer(held, timers);
            held = engine.forget(context.getCurrentKey(), held, timestamp, output);
        }
        keep(held, timers);
    }

    /**
     * Stores the case and sees to it that its timer rings no later than it is needed. One that rings earlier stays: to be
     * woken once in vain costs less than to move the timer with each event.
     */
    private void keep(CaseState held, TimerService timers) throws Exception {
        if (held.isNothing()) {
            dropTimer(held, timers);
            state.clear();
            return;
        }
        long wake = engine.nextOwnWake(held);
        if (wake != Long.MAX_VALUE && (held.timer == CaseState.NO_TIMER || wake < held.timer)) {
            dropTimer(held, timers);
            held.timer = wake;
            timers.registerEventTimeTimer(wake);
        }
        engine.rest(held);
        state.update(held);
    }

    /** Events that wait have timers of their own, which may be of the same moment and then are the same timer. */
    private static void dropTimer(CaseState held, TimerService timers) {
        if (held.timer == CaseState.NO_TIMER) {
            return;
        }
        for (ServiceEvent waiting : held.pending()) {
            if (waiting.time() == held.timer) {
                return;
            }
        }
        timers.deleteEventTimeTimer(held.timer);
    }

    private final class Output implements CaseOutput {
        private final ReadOnlyContext context;
        private final Collector<Observation> out;
        private final long watermark;
        private final long now;

        /** @param now how far the case has come: whatever is observed is observed then */
        Output(ReadOnlyContext context, Collector<Observation> out, long watermark, long now) {
            this.context = context;
            this.out = out;
            this.watermark = watermark;
            this.now = now;
        }

        @Override
        public void observation(Observation observation) {
            if (isInTime(observation, now)) {
                out.collect(observation);
            }
        }

        @Override
        public void signal(Signal signal) {
            context.output(SIGNALS, signal);
        }

        @Override
        public void onContact(OnContact change) {
            context.output(ON_CONTACT, change);
        }

        @Override
        public boolean hearsOfEveryEnd() {
            return false;
        }

        @Override
        public void duplicate(ServiceEvent event) {
            out.collect(new Observation(
                    Measure.PIPELINE_DUPLICATES,
                    PIPELINE,
                    Observation.countableTime(event.time(), watermark, settings.latenessMillis()),
                    1,
                    0,
                    1));
        }

        @Override
        public void late(ServiceEvent event, boolean isTooLate) {
            // history that is loaded later is expected to be old: it needs no letter
            if (isTooLate && !event.backfill()) {
                tooLate(event, "it was folded as of the lateness horizon");
            } else {
                countLate(isTooLate ? watermark : event.time());
            }
        }

        @Override
        public void refused(ServiceEvent event, String why) {
            tooLate(event, why + "; it was not counted");
        }

        private void countLate(long time) {
            out.collect(new Observation(Measure.PIPELINE_LATE, PIPELINE, time, 1, 0, 1));
        }

        private void tooLate(ServiceEvent event, String what) {
            countLate(watermark);
            context.output(tooLate, Rejection.late(event, watermark, what, encoder.encode(event)));
        }
    }
}
