package io.bellwether.customers;

import io.bellwether.metric.Observation;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.Resolution;
import io.bellwether.quality.Suspicion;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What customers do over several cases; keyed by {@link CustomerFact#customer()}.
 *
 * <p>Owned state: one {@link CustomerFile} for each customer with one timer, seldom two, that rings when something of it is
 * to be told or let go of. A customer is forgotten when the last of their solved cases has been resolved or not, and nothing
 * late can change that any more, and a day after the last rating; one without either after the lateness.
 */
public final class CustomerFunction extends KeyedProcessFunction<Long, CustomerFact, Observation> {

    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<CustomerFile> CUSTOMER =
            new ValueStateDescriptor<>("customer", CodecTypeInfo.of(CustomerFileCodec.INSTANCE));

    private final CustomerRules rules;
    private final long latenessMillis;

    private transient ValueState<CustomerFile> customers;
    private transient Said said;
    /** Where that goes, as the latest call says. */
    private transient Collector<Observation> observed;

    /** @param latenessMillis how far behind the watermark a fact is still put in its place */
    public CustomerFunction(Resolution resolution, Suspicion suspicion, long latenessMillis) {
        rules = new CustomerRules(resolution.withinMillis(), suspicion.mostADay());
        this.latenessMillis = latenessMillis;
    }

    @Override
    public void open(OpenContext context) {
        customers = getRuntimeContext().getState(CUSTOMER);
        said = new Said(observation -> observed.collect(observation));
    }

    @Override
    public void processElement(CustomerFact fact, Context context, Collector<Observation> out) throws Exception {
        observed = out;
        CustomerFile held = customers.value();
        CustomerFile file = held == null ? new CustomerFile() : held;
        file.take(fact, rules, said);
        long now = context.timerService().currentWatermark();
        if (fact.time() <= now) {
            // a bounded input ends with a watermark at the end of time, which is no time that passed
            file.tellUntil(now == Long.MAX_VALUE ? fact.time() : now, rules, said);
        }
        keep(file, context.timerService());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Observation> out) throws Exception {
        observed = out;
        CustomerFile file = customers.value();
        if (file == null || hasNotCome(time, file, context.timerService())) {
            return;
        }
        if (time >= file.timer) {
            file.timer = CustomerFile.NO_TIMER;
        }
        file.tellUntil(time, rules, said);
        file.settleUntil(Math.max(time, Long.MIN_VALUE + latenessMillis + 1) - latenessMillis - 1);
        keep(file, context.timerService());
    }

    /** At the end of a bounded input all timers ring, also those whose time has not come. */
    private static boolean hasNotCome(long time, CustomerFile file, TimerService timers) {
        return timers.currentWatermark() == Long.MAX_VALUE && time > file.lastAt();
    }

    private void keep(CustomerFile file, TimerService timers) throws Exception {
        if (file.isNothing()) {
            customers.clear();
            return;
        }
        long wake = file.nextWake(latenessMillis);
        if (wake < file.timer && !hasNotCome(wake, file, timers)) {
            file.timer = wake;
            timers.registerEventTimeTimer(wake);
        }
        customers.update(file);
    }
}
