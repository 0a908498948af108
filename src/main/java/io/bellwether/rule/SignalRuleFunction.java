package io.bellwether.rule;

import io.bellwether.metric.Signal;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Evaluates the rules on signals; keyed by {@link Signal#subject()}. */
public final class SignalRuleFunction extends KeyedProcessFunction<String, Signal, Transition> {

    private static final long serialVersionUID = 1;

    private final RuleSet rules;

    public SignalRuleFunction(RuleSet rules) {
        this.rules = rules;
    }

    @Override
    public void processElement(Signal signal, Context ctx, Collector<Transition> out) {}
}
