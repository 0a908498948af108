package io.bellwether.customers;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.EventType;
import io.bellwether.event.IdHash;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * What customers do over several cases, and beside them; keyed by {@link CustomerFact#customer()} and
 * {@link ServiceEvent#customerKey()}. The first input is what the fold of cases says of them, the second their events of no
 * case. Of those one that is sent again changes nothing.
 *
 * <p>Owned state: one {@link CustomerFile} for each customer with one timer, seldom two, that rings when something of it is
 * to be told or let go of. A customer is forgotten when the last of their solved cases has been resolved or not, and nothing
 * late can change that any more, a day after the last rating or visit, and when none of their days is watched; one without
 * any of these after the lateness.
 */
final class CustomerFunction extends KeyedCoProcessFunction<Long, CustomerFact, ServiceEvent, Observation> {

    private static final long serialVersionUID = 1L;

    static final ValueStateDescriptor<CustomerFile> CUSTOMER =
            new ValueStateDescriptor<>("customer", CodecTypeInfo.of(CustomerFileCodec.INSTANCE));

    private final CustomerRules rules;
    private final List<String> dimensions;
    private final long latenessMillis;
    private final OutputTag<Rejection> tooLate;

    private transient KeptWriter<CustomerFile> kept;

    /**
     * @param dimensions names of the configured dimensions
     * @param latenessMillis how far behind the watermark a fact is still put in its place
     * @param tooLate where events go that come later than that
     */
    CustomerFunction(CustomerRules rules, List<String> dimensions, long latenessMillis, OutputTag<Rejection> tooLate) {
        this.rules = rules;
        this.dimensions = List.copyOf(dimensions);
        this.latenessMillis = latenessMillis;
        this.tooLate = tooLate;
    }

    @Override
    public void open(OpenContext context) {
        kept = new KeptWriter<>(getRuntimeContext().getState(CUSTOMER), CustomerFile::new, rules, latenessMillis);
    }

    @Override
    public void processElement1(CustomerFact fact, Context context, Collector<Observation> out) throws Exception {
        kept.sayTo(out);
        kept.take(fact, context.timerService());
    }

    @Override
    public void processElement2(ServiceEvent event, Context context, Collector<Observation> out) throws Exception {
        Said said = kept.sayTo(out);
        long now = context.timerService().currentWatermark();
        boolean late = now > event.time() && now != Long.MAX_VALUE;
        boolean tooOld = late && now - latenessMillis > event.time();
        boolean refused = tooOld && !event.backfill();
        CustomerFile file = kept.held();
        if (!refused && file.isKnown(event, late ? now : event.time(), latenessMillis)) {
            said.observe(Measure.PIPELINE_DUPLICATES, Series.OF_PIPELINE, event.time(), 1, 0, 1);
            return;
        }
        if (late) {
            said.observe(Measure.PIPELINE_LATE, Series.OF_PIPELINE, tooOld ? now : event.time(), 1, 0, 1);
        }
        if (refused) {
            byte[] record = new EventEncoder().encode(event);
            context.output(tooLate, Rejection.late(event, now, "it was not counted", record));
            return;
        }
        // history that is loaded later is expected to be old: it fills what is kept
        kept.take(file, fact(event), context.timerService());
    }

    /** Judges the present customer by the rules as they are now, who was judged by others. */
    void judgeAnew(long time, TimerService timers, Collector<Observation> out) throws Exception {
        kept.sayTo(out);
        kept.judgeAnew(time, timers);
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

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Observation> out) throws Exception {
        kept.sayTo(out);
        kept.ring(time, context.timerService());
    }
}
