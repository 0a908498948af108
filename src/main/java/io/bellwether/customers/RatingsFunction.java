package io.bellwether.customers;

import io.bellwether.metric.Observation;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
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

    private final CustomerRules rules;
    private final long latenessMillis;

    private transient KeptWriter<QueueRatings> kept;

    /** @param latenessMillis how far behind the watermark a rating is still put in its place */
    public RatingsFunction(CustomerRules rules, long latenessMillis) {
        this.rules = rules;
        this.latenessMillis = latenessMillis;
    }

    @Override
    public void open(OpenContext context) {
        kept = new KeptWriter<>(getRuntimeContext().getState(RATINGS), QueueRatings::new, rules, latenessMillis);
    }

    @Override
    public void processElement(CustomerFact rating, Context context, Collector<Observation> out) throws Exception {
        kept.sayTo(out);
        kept.take(rating, context.timerService());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Observation> out) throws Exception {
        kept.sayTo(out);
        kept.ring(time, context.timerService());
    }
}
