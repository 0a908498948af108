package io.bellwether.alert;

import io.bellwether.metric.Signal;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.RuleStart;
import io.bellwether.rule.RuleUpdate;
import io.bellwether.rule.RulesInForceWriter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * {@link SignalRuleFunction} for a job whose rules may be replaced while it runs: they are broadcast to it. What is kept is the
 * same. An alert whose rule is gone ends with its case's clock, as everywhere.
 */
public final class SignalReloadFunction extends KeyedBroadcastProcessFunction<String, Signal, RuleUpdate, Transition>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private final RuleSet initial;
    private final RuleStart start;
    private transient RulesInForceWriter inForce;
    private transient SignalEvaluator evaluator;
    private transient ValueState<SignalState> states;

    /** @param initial rules that the job was started with */
    public SignalReloadFunction(RuleSet initial, RuleStart start) {
        this.initial = initial;
        this.start = start;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        inForce = new RulesInForceWriter(start, context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // what is in force was kept when it came
    }

    @Override
    public void open(OpenContext context) {
        evaluator = new SignalEvaluator(inForce.rules(initial));
        states = getRuntimeContext().getState(SignalRuleFunction.STATE);
    }

    @Override
    public void processElement(Signal signal, ReadOnlyContext context, Collector<Transition> out) throws Exception {
        SignalRuleFunction.take(signal, evaluator, states, out);
    }

    @Override
    public void processBroadcastElement(RuleUpdate update, Context context, Collector<Transition> out)
            throws Exception {
        if (inForce.take(update)) {
            evaluator = new SignalEvaluator(inForce.rules(initial));
        }
    }
}
