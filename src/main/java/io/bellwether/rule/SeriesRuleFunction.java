package io.bellwether.rule;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Evaluates the rules on series; keyed by {@link Cell#key()}, in event time. */
public final class SeriesRuleFunction extends KeyedProcessFunction<CellKey, Cell, Transition> {

    private static final long serialVersionUID = 1;

    private final RuleSet rules;

    public SeriesRuleFunction(RuleSet rules) {
        this.rules = rules;
    }

    @Override
    public void processElement(Cell cell, Context ctx, Collector<Transition> out) {}
}
