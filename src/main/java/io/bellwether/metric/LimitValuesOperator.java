package io.bellwether.metric;

import io.bellwether.metric.ValueAdmission.Waiting;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts values beyond the limit of their dimension under {@link ValueLimits#OTHER}, before they get a state, a series and
 * a rule's attention. One place decides for all, with parallelism 1: it stands behind the combiner of rollups, where a
 * pane is a few differences for each series and not an event each.
 *
 * <p>Differences whose values are all admitted pass at once. Others wait until the watermark says that all of their pane
 * are there, so that what is decided does not hang on who came first: it is the same at any parallelism, over any
 * restart, and in any order of events within {@code disorder}.
 */
public final class LimitValuesOperator extends AbstractStreamOperator<RollupWindow>
        implements OneInputStreamOperator<RollupWindow, RollupWindow> {

    private static final long serialVersionUID = 1L;

    private final ValueLimits limits;
    private final long paneMillis;
    private transient ValueAdmission admission;
    private transient List<Waiting> waiting;
    private transient ListState<String> decided;
    private transient ListState<Tuple2<Long, RollupWindow>> held;

    /** @param windowing of the differences that come */
    public LimitValuesOperator(ValueLimits limits, Windowing windowing) {
        this.limits = limits;
        this.paneMillis = windowing.paneMillis();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        admission = new ValueAdmission(limits, paneMillis);
        waiting = new ArrayList<>();
        decided = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("decided", Types.STRING));
        held = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(
                        "waiting", new TupleTypeInfo<>(Types.LONG, CodecTypeInfo.of(RollupWindowCodec.INSTANCE))));
        for (String line : decided.get()) {
            admission.restore(line);
        }
        for (Tuple2<Long, RollupWindow> one : held.get()) {
            waiting.add(new Waiting(one.f0, one.f1));
        }
    }

    @Override
    public void processElement(StreamRecord<RollupWindow> element) {
        if (admission.admits(element.getValue().key())) {
            output.collect(element);
        } else {
            waiting.add(new Waiting(element.getTimestamp(), element.getValue()));
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        decideUntil(mark.getTimestamp());
        super.processWatermark(mark);
    }

    /** A sender that is ahead of the others has sent what their panes must be compared with first. */
    private void decideUntil(long time) {
        if (waiting.isEmpty()) {
            return;
        }
        List<Waiting> complete = new ArrayList<>();
        List<Waiting> later = new ArrayList<>();
        waiting.forEach(one -> (one.paneEnd() <= time ? complete : later).add(one));
        waiting = later;
        admission.decide(complete, window -> output.collect(new StreamRecord<>(window)));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        decided.update(admission.toLines());
        List<Tuple2<Long, RollupWindow>> all = new ArrayList<>();
        waiting.forEach(one -> all.add(Tuple2.of(one.paneEnd(), one.window())));
        held.update(all);
    }
}
