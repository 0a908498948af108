package io.bellwether.job;

import io.bellwether.metric.Point;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Keeps points of windows out of the store of which only a part of the events was read, because the job began in the middle
 * of them: a point is written whole, so a part would overwrite what a job before it wrote of the whole. Alerts are no
 * windows and pass.
 *
 * <p><b>Owned state</b>: since when windows are whole. A start from a state keeps what that one says.
 */
final class WholeWindows implements FilterFunction<Point>, CheckpointedFunction {

    private static final long serialVersionUID = 1L;
    private static final String ALERTS = "alert_events";

    private final long sinceAtStart;
    private transient long since;
    private transient ListState<Long> kept;

    /** @param since epoch ms; {@link Long#MIN_VALUE} for all windows */
    WholeWindows(long since) {
        this.sinceAtStart = since;
    }

    @Override
    public boolean filter(Point point) {
        return point.time() >= since || point.measurement().equals(ALERTS);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        kept = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("whole-since", Types.LONG));
        since = context.isRestored() ? Long.MIN_VALUE : sinceAtStart;
        if (context.isRestored()) {
            for (long of : kept.get()) {
                since = Math.max(since, of);
            }
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        kept.clear();
        kept.add(since);
    }
}
