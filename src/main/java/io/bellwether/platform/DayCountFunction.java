package io.bellwether.platform;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import io.bellwether.state.CodecTypeInfo;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Sums up what an indicator of a shop comes to, day by day, and observes it as levels; keyed by platform, indicator and shop. */
public final class DayCountFunction extends KeyedProcessFunction<String, Outcome, Observation> {

    private static final long serialVersionUID = 1L;

    private final PlatformBook book;
    private transient ValueState<DayCounts> state;

    public DayCountFunction(PlatformBook book) {
        this.book = book;
    }

    /** What is summed up in one place. */
    public static String key(Outcome outcome) {
        return outcome.key();
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("days", CodecTypeInfo.of(DayCountsCodec.INSTANCE)));
    }

    @Override
    public void processElement(Outcome outcome, Context context, Collector<Observation> out) throws Exception {
        Platform platform = book.byName(outcome.platform());
        if (platform == null || !platform.knows(outcome.indicator())) {
            return;
        }
        DayCounts.Levels levels = levels(context.getCurrentKey(), out);
        DayCounts days = state.value() == null ? new DayCounts() : state.value();
        days.add(outcome, platform.daysOf(outcome.indicator()), platform.days(), levels);
        keep(days, platform, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Observation> out) throws Exception {
        DayCounts days = state.value();
        String[] key = context.getCurrentKey().split("\0", 3);
        Platform platform = book.byName(key[0]);
        if (days == null || context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        if (platform == null || !platform.knows(key[1])) {
            days.end(timestamp, levels(context.getCurrentKey(), out));
            state.clear();
            return;
        }
        days.turnUntil(timestamp, platform.daysOf(key[1]), platform.days(), levels(context.getCurrentKey(), out));
        keep(days, platform, context.timerService());
    }

    private void keep(DayCounts days, Platform platform, TimerService timers) throws IOException {
        if (days.isNothing()) {
            state.clear();
            return;
        }
        state.update(days);
        timers.registerEventTimeTimer(days.nextTurn(platform.days()));
    }

    private static DayCounts.Levels levels(String of, Collector<Observation> out) {
        String[] key = of.split("\0", 3);
        Series series = new Series(
                Measurement.PLATFORM, List.of(key[2].isEmpty() ? Series.NONE : key[2]), List.of(key[0], key[1]));
        return (measure, time, delta) -> {
            if (delta != 0) {
                out.collect(new Observation(measure, series, time, delta, 0, 1));
            }
        };
    }
}
