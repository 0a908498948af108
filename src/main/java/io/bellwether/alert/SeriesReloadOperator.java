package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Windowing;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.RuleStart;
import io.bellwether.rule.RuleUpdate;
import io.bellwether.rule.RulesInForceWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * {@link SeriesRuleFunction} for a job whose rules may be replaced while it runs: the other input carries them. What is kept,
 * and under which names, is the same, so a state of the one is read by the other.
 *
 * <p>Whenever rules may be others than those by which the state was made, after a start and after each change, every series that
 * has state is asked for once, at the next window end of each of its rules, and what fires by a rule that is gone ends at once.
 * That visit takes some microseconds a series, once. A series that rules newly expect begins then.
 *
 * <p>Time is that of the cells alone: rules have none.
 */
public final class SeriesReloadOperator extends AbstractStreamOperator<Transition>
        implements TwoInputStreamOperator<Cell, RuleUpdate, Transition>, Triggerable<CellKey, VoidNamespace> {

    private static final long serialVersionUID = 1L;

    /** As Flink names those of a function, so that they are found again. */
    private static final String TIMERS = "user-timers";

    private final RuleSet initial;
    private final RuleStart start;
    private final Windowing windowing;
    private transient RulesInForceWriter inForce;
    private transient InternalTimerService<VoidNamespace> internalTimers;
    private transient TimerService timers;
    private transient SeriesWriter series;
    private transient ValueState<SeriesState> states;
    /** Series that may have to begin, once it is known what time it is. */
    private transient List<CellKey> expected;
    /** Whether all series are still to be visited, once it is known what time it is. */
    private transient boolean visits;

    /** @param initial rules that the job was started with */
    public SeriesReloadOperator(RuleSet initial, RuleStart start, Windowing windowing) {
        this.initial = initial;
        this.start = start;
        this.windowing = windowing;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        inForce = new RulesInForceWriter(start, context.getOperatorStateStore());
        states = context.getKeyedStateStore().getState(SeriesWriter.STATE);
        visits = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        internalTimers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
        timers = new SimpleTimerService(internalTimers);
        RuleSet rules = inForce.rules(initial);
        // those of the rules that the job was started with begin elsewhere, see ExpectedSeriesFunction
        expected = inForce.last() == null ? List.of() : ExpectedSeries.of(rules, windowing);
        series = new SeriesWriter(states, new SeriesEvaluator(rules, windowing.latenessMillis()));
    }

    @Override
    public void processElement1(StreamRecord<Cell> element) throws Exception {
        series.take(element.getValue(), timers);
    }

    @Override
    public void processElement2(StreamRecord<RuleUpdate> element) throws Exception {
        if (inForce.take(element.getValue())) {
            RuleSet rules = inForce.rules(initial);
            series.follow(new SeriesEvaluator(rules, windowing.latenessMillis()));
            expected = ExpectedSeries.of(rules, windowing);
            visits = true;
            visit();
        }
    }

    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        processWatermark(mark);
        if (visits) {
            visit();
        }
    }

    @Override
    public void processWatermark2(Watermark mark) {
        // see the class
    }

    private void visit() throws Exception {
        long now = timers.currentWatermark();
        if (now == Long.MIN_VALUE || now == Long.MAX_VALUE) {
            return;
        }
        visits = false;
        List<CellKey> keys = new ArrayList<>();
        this.<CellKey>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        SeriesWriter.STATE,
                        (key, state) -> keys.add(key));
        for (CellKey key : keys) {
            setCurrentKey(key);
            series.lookAgain(key, timers);
        }
        for (CellKey key : expected) {
            if (isMine(key)) {
                setCurrentKey(key);
                series.begin(key, windowing.paneMillis(), timers);
            }
        }
        expected = List.of();
    }

    private boolean isMine(CellKey key) {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
                == task.getIndexOfThisSubtask();
    }

    @Override
    public void onEventTime(InternalTimer<CellKey, VoidNamespace> timer) throws Exception {
        for (Transition transition : series.ring(timer.getKey(), timer.getTimestamp(), timers)) {
            output.collect(new StreamRecord<>(transition, timer.getTimestamp()));
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<CellKey, VoidNamespace> timer) {
        throw new IllegalStateException("no series waits for the clock on the wall");
    }
}
