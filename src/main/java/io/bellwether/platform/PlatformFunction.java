package io.bellwether.platform;

import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalCodec;
import io.bellwether.state.CodecTypeInfo;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Rounds, sessions and messages of one chat as its platform counts them, in time order; keyed by
 * {@link EventKeys#caseOf}. Events wait for the watermark, what comes late within the lateness is put in its place, and
 * what is older counts for nothing here: the fold of cases has told of it.
 *
 * <p>A chat has a timer, seldom two, and its facts are gone a day after its last event, the ids of its events when none of
 * them can be sent again.
 */
public final class PlatformFunction extends KeyedProcessFunction<SourceId, ServiceEvent, Outcome>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    /** Rounds that wait too long, for rules. */
    public static final OutputTag<Signal> SIGNALS =
            new OutputTag<>("platform-signals", CodecTypeInfo.of(SignalCodec.INSTANCE));

    /** What is to be made days of consumers first. */
    public static final OutputTag<Outcome> OF_CONSUMERS =
            new OutputTag<>("platform-consumers", CodecTypeInfo.of(OutcomeCodec.INSTANCE));

    private static final Set<EventType> CONCERNED = EnumSet.of(
            EventType.CHAT_STARTED,
            EventType.CHAT_HANDOFF,
            EventType.CHAT_QUEUED,
            EventType.CHAT_TRANSFERRED,
            EventType.CHAT_ASSIGNED,
            EventType.CHAT_MESSAGE,
            EventType.CHAT_ABANDONED,
            EventType.CHAT_ENDED,
            EventType.SURVEY_ANSWERED,
            EventType.TICKET_STATUS_CHANGED,
            EventType.TICKET_UPDATED,
            EventType.TICKET_MERGED,
            EventType.TICKET_DELETED);

    private final PlatformBook book;
    private final TreeSet<String> fields;
    private final long latenessMillis;
    private final long redeliveryMillis;
    private transient ValueState<ConsultationTimeline> state;
    private transient ListState<Long> watermarks;
    /** How far time had come when something last happened, also before a restart. */
    private transient long now;

    /**
     * @param dimensions of the settings, which signals tell
     * @param redeliveryMillis how long an event that is sent again is known
     */
    public PlatformFunction(
            PlatformBook book, Collection<String> dimensions, long latenessMillis, long redeliveryMillis) {
        this.book = book;
        this.fields = new TreeSet<>(book.fields());
        this.fields.addAll(dimensions);
        this.latenessMillis = latenessMillis;
        this.redeliveryMillis = redeliveryMillis;
    }

    /** Lets those events pass that may be of a chat of one of the platforms. */
    public static FilterFunction<ServiceEvent> concerned(PlatformBook book) {
        return event -> CONCERNED.contains(event.type()) && book.concerns(event);
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "consultation", CodecTypeInfo.of(ConsultationTimelineCodec.INSTANCE)));
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        watermarks =
                context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
        now = Long.MIN_VALUE;
        for (long watermark : watermarks.get()) {
            now = Math.max(now, watermark);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        watermarks.update(now == Long.MIN_VALUE ? List.of() : List.of(now));
    }

    private void tick(TimerService timers) {
        long watermark = timers.currentWatermark();
        now = watermark == Long.MAX_VALUE ? now : Math.max(now, watermark);
    }

    @Override
    public void processElement(ServiceEvent event, Context context, Collector<Outcome> out) throws Exception {
        tick(context.timerService());
        boolean tooLate = now != Long.MIN_VALUE && event.time() < now - latenessMillis;
        ConsultationTimeline timeline = tooLate ? null : timeline();
        if (timeline == null
                || timeline.isSettled(event.time())
                || !timeline.seen().add(event, event.time(), redeliveryMillis)) {
            return;
        }
        timeline.take(event, fields, book, listener(timeline, context, out));
        keep(timeline, context.timerService());
    }

    private ConsultationTimeline timeline() throws IOException {
        ConsultationTimeline known = state.value();
        if (known != null) {
            return known;
        }
        return now == Long.MIN_VALUE
                ? new ConsultationTimeline()
                : ConsultationTimeline.after(now - latenessMillis - 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Outcome> out) throws Exception {
        tick(context.timerService());
        ConsultationTimeline timeline = state.value();
        if (timeline == null || timeline.timer != timestamp) {
            return;
        }
        timeline.timer = ConsultationTimeline.NO_TIMER;
        TalkListener listener = listener(timeline, context, out);
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            timeline.tellRest(fields, book, listener);
            state.update(timeline);
            return;
        }
        timeline.tellUntil(timestamp, fields, book, listener);
        timeline.settleUntil(timestamp - latenessMillis - 1, fields, book);
        if (timeline.rests(timestamp, redeliveryMillis)) {
            state.clear();
        } else {
            keep(timeline, context.timerService());
        }
    }

    /** One that rings earlier than it is needed stays: to be woken once in vain costs less than to move it. */
    private void keep(ConsultationTimeline timeline, TimerService timers) throws IOException {
        long wake = timeline.nextWake(book, latenessMillis, redeliveryMillis);
        if (wake < timeline.timer) {
            timeline.timer = wake;
            timers.registerEventTimeTimer(wake);
        }
        state.update(timeline);
    }

    private TalkListener listener(ConsultationTimeline timeline, Context context, Collector<Outcome> out) {
        SourceId chat = context.getCurrentKey();
        return new TalkListener() {
            @Override
            public void outcome(Outcome outcome) {
                if (outcome.consumer().isEmpty()) {
                    out.collect(outcome);
                } else {
                    context.output(OF_CONSUMERS, outcome);
                }
            }

            @Override
            public void signal(
                    Signal.Kind kind, String platform, int round, int level, long time, long since, long target) {
                context.output(
                        SIGNALS,
                        RiskSignals.of(
                                kind, chat, timeline.now(), book.byName(platform), round, level, time, since, target));
            }
        };
    }
}
