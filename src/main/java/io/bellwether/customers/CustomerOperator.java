package io.bellwether.customers;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.IdHash;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Outlet;
import io.bellwether.metric.Series;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * What customers do over several cases, and beside them; keyed by {@link CustomerFact#customer()} and
 * {@link EventKeys#customerOf}. The first input is what the fold of cases says of them, the second their events of no
 * case. Of those one that is sent again changes nothing.
 *
 * <p>Started with another {@code after_service} than it was stopped with, it judges all customers anew: what they count in
 * by the one before is taken back, or would stand for weeks beside what the present one says. That visits every customer
 * once, before the first watermark passes.
 *
 * <p>Owned state: one {@link CustomerFile} for each customer with one wake, seldom two, for when something of it is to be
 * told or let go of. A customer is forgotten when the last of their solved cases has been resolved or not, and nothing
 * late can change that any more, a day after the last rating or visit, and when none of their days is watched; one without
 * any of these after the lateness. And by how many days they have been judged, to see that these are others.
 *
 * @param <T> what its outlet sends
 */
public final class CustomerOperator<T> extends KeptOperator<CustomerFile, T>
        implements TwoInputStreamOperator<CustomerFact, ServiceEvent, T> {

    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<CustomerFile> CUSTOMER =
            new ValueStateDescriptor<>("customer", CodecTypeInfo.of(CustomerFileCodec.INSTANCE));

    private final List<String> dimensions;
    private final long latenessMillis;
    private final OutputTag<Rejection> tooLate;
    private final int days;

    private transient ListState<Integer> judgedBy;
    /** By how many days customers are judged now; others than the settings say until they are judged anew. */
    private transient int present;

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
        this.days = rules.afterService().withinDays();
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
        boolean late = now > event.time() && now != Long.MAX_VALUE;
        boolean tooOld = late && now - latenessMillis > event.time();
        boolean refused = tooOld && !event.backfill();
        CustomerFile held = held();
        CustomerFile file = held == null ? nothing() : held;
        if (!refused && file.isKnown(event, late ? now : event.time(), latenessMillis)) {
            said().observe(Measure.PIPELINE_DUPLICATES, Series.OF_PIPELINE, event.time(), 1, 0, 1);
            return;
        }
        if (late) {
            said().observe(Measure.PIPELINE_LATE, Series.OF_PIPELINE, tooOld ? now : event.time(), 1, 0, 1);
        }
        if (refused) {
            byte[] record = new EventEncoder().encode(event);
            output.collect(tooLate, new StreamRecord<>(Rejection.late(event, now, "it was not counted", record)));
            return;
        }
        // history that is loaded later is expected to be old: it fills what is kept
        take(fact(event), file, held);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        judgedBy = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("after-service-days", Types.INT));
        present = days;
        for (int judged : judgedBy.get()) {
            present = judged == days ? present : judged;
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        judgedBy.update(List.of(present));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // a bounded input ends with a watermark at the end of time, which is no time that passed
        if (present != days && mark.getTimestamp() != Long.MAX_VALUE) {
            judgeAnew(CustomerFile::watchesOrders, mark.getTimestamp());
            present = days;
        }
        super.processWatermark(mark);
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
        return new CustomerFact(EventKeys.customerOf(event), id, kind, event.time(), "", List.of(values), 1);
    }
}
