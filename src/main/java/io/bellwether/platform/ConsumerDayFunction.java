package io.bellwether.platform;

import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes days of a consumer out of rounds, for indicators that count those; keyed by indicator, shop and consumer. A day is
 * kept until nothing late can change it.
 */
public final class ConsumerDayFunction extends KeyedProcessFunction<String, Outcome, Outcome> {

    private static final long serialVersionUID = 1L;

    private static final long HOUR = 3_600_000;

    private final PlatformBook book;
    private final long latenessMillis;
    private transient ValueState<ConsumerDays> state;

    public ConsumerDayFunction(PlatformBook book, long latenessMillis) {
        this.book = book;
        this.latenessMillis = latenessMillis;
    }

    /** What is of one consumer goes to one place. */
    public static String key(Outcome outcome) {
        return outcome.consumerKey();
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("consumer", CodecTypeInfo.of(ConsumerDaysCodec.INSTANCE)));
    }

    @Override
    public void processElement(Outcome outcome, Context context, Collector<Outcome> out) throws Exception {
        Platform platform = book.byName(outcome.platform());
        if (platform == null) {
            return;
        }
        ConsumerDays days = state.value() == null ? new ConsumerDays() : state.value();
        Outcome change = days.take(outcome);
        if (change != null) {
            out.collect(change);
        }
        state.update(days);
        context.timerService().registerEventTimeTimer(over(platform, outcome.day()));
    }

    private long over(Platform platform, long day) {
        return platform.days().end(day) + latenessMillis + HOUR;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Outcome> out) throws Exception {
        ConsumerDays days = state.value();
        Platform platform = book.byName(context.getCurrentKey().split("\0", 2)[0]);
        while (days != null
                && days.first() != null
                && (platform == null || over(platform, days.first()) <= timestamp)) {
            days.forget(days.first());
        }
        if (days == null || days.first() == null) {
            state.clear();
        } else {
            state.update(days);
            // by other settings than when its timer was set, a day may be over later
            context.timerService().registerEventTimeTimer(over(platform, days.first()));
        }
    }
}
