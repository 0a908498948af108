package io.bellwether.alert;

import io.bellwether.metric.Signal;
import io.bellwether.rule.RuleSet;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Evaluates the rules on signals; keyed by {@link Signal#key()}. Keeps nothing of a case on which no alert is firing. */
public final class SignalRuleFunction extends KeyedProcessFunction<String, Signal, Transition> {

    private static final long serialVersionUID = 1L;

    /** What is kept, by case. */
    static final ValueStateDescriptor<SignalState> STATE =
            new ValueStateDescriptor<>("signal-rules", CodecTypeInfo.of(SignalStateCodec.INSTANCE));

    private final RuleSet rules;
    private transient SignalEvaluator evaluator;
    private transient ValueState<SignalState> states;

    public SignalRuleFunction(RuleSet rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        evaluator = new SignalEvaluator(rules);
        states = getRuntimeContext().getState(STATE);
    }

    @Override
    public void processElement(Signal signal, Context context, Collector<Transition> out) throws Exception {
        take(signal, evaluator, states, out);
    }

    /** Has the current case's signal evaluated, and keeps what is open. */
    static void take(
            Signal signal, SignalEvaluator evaluator, ValueState<SignalState> states, Collector<Transition> out)
            throws Exception {
        SignalState before = states.value();
        SignalState state = before == null ? new SignalState() : before;
        evaluator.next(state, signal).forEach(out::collect);
        if (!state.open.isEmpty()) {
            states.update(state);
        } else if (before != null) {
            states.clear();
        }
    }
}
