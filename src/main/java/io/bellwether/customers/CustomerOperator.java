package io.bellwether.customers;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.EventType;
import io.bellwether.event.IdHash;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Outlet;
import io.bellwether.metric.Series;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * What customers do over several cases, and beside them; keyed by {@link CustomerFact#customer()} and
 * {@link ServiceEvent#customerKey()}. The first input is what the fold of cases says of them, the second their events of no
 * case. Of those one that is sent again changes nothing.
 *
 * <p>Owned state: one {@link CustomerFile} for each customer with one wake, seldom two, for when something of it is to be
 * told or let go of. A customer is forgotten when the last of their solved cases has been resolved or not, and nothing
 * late can change that any more, a day after the last rating or visit, and when none of their days is watched; one without
 * any of these after the lateness.
 *
 * @param <T> what its outlet sends
 */
public final class CustomerOperator<T> extends KeptOperator<CustomerFile, T>
        implements TwoInputStreamOperator<CustomerFact, ServiceEvent, T> {

    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<CustomerFile> CUSTOMER =
            new ValueStateDescriptor<>("customer", CodecTypeInfo.of(CustomerFileCodec.INSTANCE));

    private static final Series PIPELINE =
            new Series(Measurement.PIPELINE, List.of(), List.of(Series.NONE, Series.NONE));

    private final List<String> dimensions;
    private final long latenessMillis;
    private final OutputTag<Rejection> tooLate;

    /**
     * @param dimensions names of the configured dimensions
     * @param latenessMillis how far behind the watermark a fact is still put in its place
     * @param tooLate where events go that come later than that
     * @param outlets where observations go
     */
    public CustomerOperator(
            CustomerRules rules,
            List<String> dimensions,
            long latenessMillis,
            OutputTag<Rejection> tooLate,
            Outlet.Maker<T> outlets) {
        super(CUSTOMER, rules, latenessMillis, outlets);
        this.dimensions = List.copyOf(dimensions);
        this.latenessMillis = latenessMillis;
        this.tooLate = tooLate;
    }

    @Override
    CustomerFile nothing() {
        return new CustomerFile();
    }

    @Override
    public void processElement1(StreamRecord<CustomerFact> element) throws Exception {
        take(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<ServiceEvent> element) throws Exception {
        ServiceEvent event = element.getValue();
        long now = now();
        if (now > event.time() && now != Long.MAX_VALUE) {
            boolean counts = now - latenessMillis <= event.time();
            said().observe(Measure.PIPELINE_LATE, PIPELINE, counts ? event.time() : now, 1, 0, 1);
            if (!counts) {
                byte[] record = new EventEncoder().encode(event);
                output.collect(tooLate, new StreamRecord<>(Rejection.late(event, now, "it was not counted", record)));
                return;
            }
        }
        take(fact(event));
    }

    private CustomerFact fact(ServiceEvent event) {
        Kind kind = event.type() == EventType.ORDER_PLACED
                ? Kind.ORDERED
                : event.type() == EventType.HELP_SOLVED ? Kind.HELP_SOLVED : Kind.HELP_VIEWED;
        String[] values = new String[dimensions.size()];
        for (int i = 0; i < values.length; i++) {
            String value = event.dimension(dimensions.get(i));
            values[i] = value == null || value.isEmpty() ? Series.NONE : value;
        }
        long id = IdHash.of(event.source(), event.id());
        return new CustomerFact(event.customerKey(), id, kind, event.time(), "", List.of(values), 1);
    }
}
