package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.rule.RuleSet;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
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
    private transient SeriesWriter series;

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
        SeriesEvaluator evaluator = new SeriesEvaluator(rules, latenessMillis)
                .telling(counts ? EvidenceCounter.in(getRuntimeContext()) : WindowWitness.NONE);
        series = new SeriesWriter(getRuntimeContext().getState(SeriesWriter.STATE), evaluator);
    }

    @Override
    public void processElement(Cell cell, Context context, Collector<Transition> out) throws Exception {
        series.take(cell, context.timerService());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Transition> out) throws Exception {
        List<Transition> transitions = series.ring(context.getCurrentKey(), time, context.timerService());
        transitions.forEach(out::collect);
    }
}
