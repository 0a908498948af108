package io.bellwether.customers;

import io.bellwether.metric.Outlet;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Which ratings of a queue come in bursts; keyed by queue and kind of survey, which {@link CustomerFact#customer()} of these
 * stands for.
 *
 * <p>Owned state: one {@link QueueRatings} for each with one wake, seldom two, for when ten minutes are to be judged or
 * something may be let go of. Dropped a week after the last rating.
 *
 * @param <T> what its outlet sends
 */
public final class RatingsOperator<T> extends KeptOperator<QueueRatings, T>
        implements OneInputStreamOperator<CustomerFact, T> {

    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<QueueRatings> RATINGS =
            new ValueStateDescriptor<>("ratings", CodecTypeInfo.of(QueueRatingsCodec.INSTANCE));

    /**
     * @param latenessMillis how far behind the watermark a rating is still put in its place
     * @param outlets where observations go
     */
    public RatingsOperator(CustomerRules rules, long latenessMillis, Outlet.Maker<T> outlets) {
        super(RATINGS, rules, latenessMillis, outlets);
    }

    @Override
    QueueRatings nothing() {
        return new QueueRatings();
    }

    @Override
    public void processElement(StreamRecord<CustomerFact> element) throws Exception {
        take(element.getValue());
    }
}
