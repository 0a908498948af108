package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.rule.RuleSet;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Evaluates the rules on series; keyed by {@link Cell#key()}, in event time. A series has at most one timer. Timers that
 * the end of a bounded input fires are not window ends and do nothing.
 */
public final class SeriesRuleFunction extends KeyedProcessFunction<CellKey, Cell, Transition> {

    private static final long serialVersionUID = 1L;

    /** The default lateness of panes and what is under way behind it. */
    private static final long LATENESS_MILLIS = 12 * 60_000;

    private final RuleSet rules;
    private final long latenessMillis;
    private final boolean counts;
    private transient SeriesEvaluator evaluator;
    private transient ValueState<SeriesState> states;

    public SeriesRuleFunction(RuleSet rules) {
        this(rules, LATENESS_MILLIS);
    }

    /** @param latenessMillis how long after its end a cell may still be corrected */
    public SeriesRuleFunction(RuleSet rules, long latenessMillis) {
        this(rules, latenessMillis, false);
    }

    /** @param counts whether the job hands {@link Evidence} of the windows to whoever started it, when it has ended */
    public SeriesRuleFunction(RuleSet rules, long latenessMillis, boolean counts) {
        this.rules = rules;
        this.latenessMillis = latenessMillis;
        this.counts = counts;
    }

    @Override
    public void open(OpenContext context) {
        evaluator = new SeriesEvaluator(rules, latenessMillis)
                .telling(counts ? EvidenceCounter.in(getRuntimeContext()) : WindowWitness.NONE);
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("series-rules", CodecTypeInfo.of(SeriesStateCodec.INSTANCE)));
    }

    @Override
    public void processElement(Cell cell, Context context, Collector<Transition> out) throws Exception {
        SeriesState state = states.value();
        if (evaluator.ignores(cell.key()) && state == null) {
            return;
        }
        state = state == null ? new SeriesState() : state;
        TimerService timers = context.timerService();
        evaluator.add(state, cell, timers.currentWatermark());
        keep(state, cell.key(), timers);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Transition> out) throws Exception {
        TimerService timers = context.timerService();
        SeriesState state = states.value();
        if (state == null || timers.currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        state.timer = AlertState.NEVER;
        List<Transition> transitions = evaluator.evaluate(state, context.getCurrentKey(), time);
        transitions.forEach(out::collect);
        keep(state, context.getCurrentKey(), timers);
    }

    private void keep(SeriesState state, CellKey key, TimerService timers) throws Exception {
        long due = evaluator.nextDue(state, key);
        if (due != state.timer) {
            if (state.timer != AlertState.NEVER) {
                timers.deleteEventTimeTimer(state.timer);
            }
            if (due != AlertState.NEVER) {
                timers.registerEventTimeTimer(due);
            }
            state.timer = due;
        }
        if (state.isEmpty()) {
            states.clear();
        } else {
            states.update(state);
        }
    }
}
