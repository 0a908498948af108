package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.rule.RuleStart;
import io.bellwether.rule.RuleUpdate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** {@link InhibitSourceFunction} for a job whose routing may be replaced while it runs: it is broadcast to it. */
public final class InhibitReloadFunction extends BroadcastProcessFunction<Transition, RuleUpdate, Circumstance>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private final Routing initial;
    private final RuleStart start;
    private transient RoutingInForceWriter inForce;
    private transient InhibitSourceFunction sources;

    /** @param initial routing that the job was started with */
    public InhibitReloadFunction(Routing initial, RuleStart start) {
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
        sources = new InhibitSourceFunction(inForce.routing());
    }

    @Override
    public void processElement(Transition transition, ReadOnlyContext context, Collector<Circumstance> out) {
        sources.flatMap(transition, out);
    }

    /** Only what happens from now on to alerts that are sources by other rules is known of them. */
    @Override
    public void processBroadcastElement(RuleUpdate update, Context context, Collector<Circumstance> out)
            throws Exception {
        if (inForce.take(update)) {
            sources = new InhibitSourceFunction(inForce.routing());
        }
    }
}
