package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.rule.RuleStart;
import io.bellwether.rule.RuleUpdate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * {@link RoutingFunction} for a job whose routing may be replaced while it runs: it is broadcast to it. What is kept is the
 * same, so whoever was told by a route that is gone hears of the end.
 */
public final class RoutingReloadFunction
        extends KeyedBroadcastProcessFunction<String, Transition, RuleUpdate, Notification>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private final Routing initial;
    private final RuleStart start;
    private transient RoutingInForceWriter inForce;
    private transient ValueState<Addressees> told;

    /** @param initial routing that the job was started with */
    public RoutingReloadFunction(Routing initial, RuleStart start) {
        this.initial = initial;
        this.start = start;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        inForce = new RoutingInForceWriter(initial, start, context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // what is in force was kept when it came
    }

    @Override
    public void open(OpenContext context) {
        told = getRuntimeContext().getState(RoutingFunction.TOLD);
    }

    @Override
    public void processElement(Transition transition, ReadOnlyContext context, Collector<Notification> out)
            throws Exception {
        RoutingFunction.take(transition, inForce.routing(), told, context.currentProcessingTime(), out);
    }

    @Override
    public void processBroadcastElement(RuleUpdate update, Context context, Collector<Notification> out)
            throws Exception {
        inForce.take(update);
    }
}
