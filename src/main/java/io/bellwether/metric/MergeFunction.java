package io.bellwether.metric;

import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Merges what the combiners of all subtasks saw of one series into one difference per pane, and gives it to every rollup.
 * Keyed by the full dimension tuple, so that a hot queue is spread over its channels, priorities and tiers.
 */
public final class MergeFunction extends KeyedProcessFunction<Series, SeriesWindow, RollupWindow> {

    private static final long serialVersionUID = 1L;

    private final Windowing windowing;
    private transient MapState<Long, Window> windows;
    private transient RollupKeys keys;

    public MergeFunction(Windowing windowing) {
        this.windowing = windowing;
    }

    @Override
    public void open(OpenContext context) {
        windows = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("windows", Types.LONG, CodecTypeInfo.of(WindowCodec.INSTANCE)));
        keys = new RollupKeys(windowing);
    }

    @Override
    public void processElement(SeriesWindow value, Context context, Collector<RollupWindow> out) throws Exception {
        Window held = windows.get(value.start());
        if (held == null) {
            held = value.window();
        } else {
            held.add(value.window());
        }
        windows.put(value.start(), held);
        context.timerService()
                .registerEventTimeTimer(flushTime(value, context.timerService().currentWatermark()));
    }

    /** At the end of its pane; what comes later or belongs to an interval, at the end of the pane that runs now. */
    private long flushTime(SeriesWindow value, long watermark) {
        long pane = windowing.paneMillis();
        long paneEnd = value.start() + pane - 1;
        if (!value.series().measurement().isInterval() && paneEnd > watermark || watermark == Long.MIN_VALUE) {
            return paneEnd;
        }
        return Math.floorDiv(watermark + 1, pane) * pane + pane - 1;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RollupWindow> out) throws Exception {
        Series series = context.getCurrentKey();
        boolean interval = series.measurement().isInterval();
        List<Long> sent = new ArrayList<>();
        for (Map.Entry<Long, Window> entry : windows.entries()) {
            if (interval || entry.getKey() + windowing.paneMillis() - 1 <= timestamp) {
                for (CellKey key : keys.of(series)) {
                    out.collect(new RollupWindow(key, entry.getKey(), entry.getValue()));
                }
                sent.add(entry.getKey());
            }
        }
        for (Long start : sent) {
            windows.remove(start);
        }
    }
}
