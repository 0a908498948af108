package io.bellwether.cases;

import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Signal;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Runs a {@link CaseFunction} and lets policies with {@code apply_to_open} reach open cases at once. A function alone could
 * not: on the broadcast side it has no timers, and before its first event it does not know the book of its checkpoint.
 *
 * <p>Visiting its cases holds up the subtask until all are visited, once for a change that asks for it and once after each
 * start under such a book, in case the last visit did not get into a checkpoint. It takes some microseconds a case, the
 * work of a few events, so it is not spread over time: meanwhile events wait and time stands still, and no case is judged
 * by a book that another has not got. What comes out is dated just after the watermark, so no closed pane is touched.
 */
public final class CaseOperator
        extends CoBroadcastWithKeyedOperator<SourceId, ServiceEvent, PolicyUpdate, Observation> {

    private static final long serialVersionUID = 1L;

    /** The name under which {@link CoBroadcastWithKeyedOperator} keeps the timers of its function. */
    private static final String TIMERS = "user-timers";

    /** The policy book in force, in every subtask the same. */
    static final MapStateDescriptor<String, PolicyUpdate> POLICIES =
            new MapStateDescriptor<>("policies", Types.STRING, CodecTypeInfo.of(PolicyUpdateCodec.INSTANCE));

    /** Key of its one entry. */
    static final String IN_FORCE = "current";

    private static final ListStateDescriptor<Long> WATERMARK = new ListStateDescriptor<>("watermark", Types.LONG);

    private transient TimerService timers;
    private transient ListState<Long> watermarks;

    /** @param tooLate where events go whose panes are closed for good */
    public CaseOperator(CaseSettings settings, PolicyBook initial, OutputTag<Rejection> tooLate) {
        super(new CaseFunction(settings, initial, tooLate), List.of(POLICIES));
    }

    private CaseFunction function() {
        return (CaseFunction) userFunction;
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = new SimpleTimerService(getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this));
        PolicyUpdate restored =
                getOperatorStateBackend().getBroadcastState(POLICIES).get(IN_FORCE);
        if (restored != null) {
            function().take(restored.book());
        }
    }

    /** Subtasks are about as far as each other; after another parallelism nobody may fall behind what was certain. */
    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        watermarks = context.getOperatorStateStore().getUnionListState(WATERMARK);
        long latest = Long.MIN_VALUE;
        for (long watermark : watermarks.get()) {
            latest = Math.max(latest, watermark);
        }
        function().resumeAt(latest);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        long now = function().latest(timers.currentWatermark());
        boolean known = now != Long.MIN_VALUE && now != Long.MAX_VALUE;
        watermarks.update(known ? List.of(now) : List.of());
    }

    @Override
    public void processElement2(StreamRecord<PolicyUpdate> update) throws Exception {
        super.processElement2(update);
        judgeOpenCases();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        judgeOpenCases();
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

    /** Waits for the first watermark: before it nobody knows at what time to judge. */
    private void judgeOpenCases() throws Exception {
        long now = timers.currentWatermark();
        if (!function().judgesOpen() || now == Long.MIN_VALUE || now == Long.MAX_VALUE) {
            return;
        }
        CaseOutput out = new Output(now + 1);
        getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        CaseFunction.descriptor(),
                        (caseId, state) -> function().judge((SourceId) caseId, now + 1, timers, out));
        function().hasJudged();
    }

    private final class Output implements CaseOutput {
        private final long time;

        Output(long time) {
            this.time = time;
        }

        @Override
        public void observation(Observation observation) {
            if (function().isInTime(observation, time)) {
                output.collect(new StreamRecord<>(observation, time));
            }
        }

        @Override
        public void signal(Signal signal) {
            output.collect(CaseFunction.SIGNALS, new StreamRecord<>(signal, time));
        }

        @Override
        public boolean hearsOfEveryEnd() {
            return false;
        }

        @Override
        public void duplicate(ServiceEvent event) {
            throw new IllegalStateException("a duplicate while no event is folded: " + event.id());
        }

        @Override
        public void refused(ServiceEvent event, String why) {
            throw new IllegalStateException("an event is refused while none is folded: " + event.id());
        }

        @Override
        public void late(ServiceEvent event, boolean tooLate) {
            throw new IllegalStateException("a late event while no event is folded: " + event.id());
        }
    }
}
