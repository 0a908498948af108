package io.bellwether.customers;

import io.bellwether.metric.Observation;
import io.bellwether.quality.CustomerFact;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Which ratings of a queue come in bursts; keyed by queue and kind of survey, which {@link CustomerFact#customer()} of these
 * stands for.
 *
 * <p>Owned state: one {@link QueueRatings} for each with one timer, seldom two, that rings when ten minutes are to be judged
 * or something may be let go of. Dropped a week after the last rating.
 */
public final class RatingsFunction extends KeyedProcessFunction<Long, CustomerFact, Observation> {

    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<QueueRatings> RATINGS =
            new ValueStateDescriptor<>("ratings", CodecTypeInfo.of(QueueRatingsCodec.INSTANCE));

    private final long latenessMillis;

    private transient ValueState<QueueRatings> queues;
    private transient Said said;
    /** Where that goes, as the latest call says. */
    private transient Collector<Observation> observed;

    /** @param latenessMillis how far behind the watermark a rating is still put in its place */
    public RatingsFunction(long latenessMillis) {
        this.latenessMillis = latenessMillis;
    }

    @Override
    public void open(OpenContext context) {
        queues = getRuntimeContext().getState(RATINGS);
        said = new Said(observation -> observed.collect(observation));
    }

    @Override
    public void processElement(CustomerFact rating, Context context, Collector<Observation> out) throws Exception {
        observed = out;
        QueueRatings held = queues.value();
        QueueRatings ratings = held == null ? new QueueRatings() : held;
        ratings.take(rating, said);
        long now = context.timerService().currentWatermark();
        if (ratings.lastEnd() <= now && now != Long.MAX_VALUE) {
            ratings.tellUntil(now, said);
        }
        keep(ratings, context.timerService());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Observation> out) throws Exception {
        observed = out;
        QueueRatings ratings = queues.value();
        // at the end of a bounded input all timers ring: no ten minutes are over by that
        if (ratings == null || context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        if (time >= ratings.timer) {
            ratings.timer = QueueRatings.NO_TIMER;
        }
        ratings.tellUntil(time, said);
        ratings.settleUntil(Math.max(time, Long.MIN_VALUE + latenessMillis + 1) - latenessMillis - 1);
        keep(ratings, context.timerService());
    }

    private void keep(QueueRatings ratings, TimerService timers) throws Exception {
        if (ratings.isNothing()) {
            queues.clear();
            return;
        }
        long wake = ratings.nextWake(latenessMillis);
        if (wake < ratings.timer) {
            ratings.timer = wake;
            timers.registerEventTimeTimer(wake);
        }
        queues.update(ratings);
    }
}
