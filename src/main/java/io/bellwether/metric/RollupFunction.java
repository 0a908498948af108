package io.bellwether.metric;

import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Turns the differences of one rolled-up series into whole cells, one per pane or interval, corrected when late ones come. */
public final class RollupFunction extends KeyedProcessFunction<CellKey, RollupWindow, Cell> {

    private static final long serialVersionUID = 1L;

    private final Windowing windowing;
    private transient ValueState<RollupState> state;

    public RollupFunction(Windowing windowing) {
        this.windowing = windowing;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("rollup", CodecTypeInfo.of(RollupStateCodec.INSTANCE)));
    }

    @Override
    public void processElement(RollupWindow value, Context context, Collector<Cell> out) throws Exception {
        RollupState rollup = state.value();
        if (rollup == null) {
            rollup = new RollupState();
        }
        long watermark = context.timerService().currentWatermark();
        Measurement measurement = value.key().measurement();
        rollup.add(value.start(), value.window(), measurement, windowing, watermark);
        state.update(rollup);
        long complete = value.start() + windowing.length(measurement) - 1;
        boolean growing = measurement.isInterval() && watermark != Long.MIN_VALUE;
        // An interval is told as soon as it has begun, by this subtask's time: then what was due before it has been
        // told.
        long growsAt = Math.max(value.start(), watermark + 1);
        context.timerService().registerEventTimeTimer(growing ? growsAt : Math.max(complete, watermark + 1));
        if (growing && complete > watermark) {
            context.timerService().registerEventTimeTimer(complete);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Cell> out) throws Exception {
        RollupState rollup = state.value();
        if (rollup == null) {
            return;
        }
        CellKey key = context.getCurrentKey();
        if (!windowing.rollups(key.measurement()).contains(key.dimensions())) {
            // A breakdown of earlier settings: nothing comes to it any more, its levels would stand for ever.
            state.clear();
            return;
        }
        boolean ended = context.timerService().currentWatermark() == Long.MAX_VALUE;
        long now = timestamp == Long.MAX_VALUE ? timestamp : timestamp + 1;
        for (Cell cell : rollup.due(key, windowing, now, ended)) {
            out.collect(cell);
        }
        long next = rollup.nextDue(key.measurement(), windowing);
        if (rollup.isEmpty() && next == Long.MAX_VALUE) {
            state.clear();
            return;
        }
        state.update(rollup);
        if (next != Long.MAX_VALUE && !ended) {
            context.timerService().registerEventTimeTimer(next - 1);
        }
    }
}
