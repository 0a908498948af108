package io.bellwether.customers;

import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Observation;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerRules;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.OutputTag;

/**
 * Runs {@link CustomerFunction}, and judges all customers anew when it is started with another {@code after_service} than it
 * was stopped with: what they count in by the one before is taken back, or would stand for weeks beside what the present one
 * says. That visits every customer once, after the start and before the first watermark passes.
 *
 * <p>Owned state, beside the function's: by how many days customers have been judged.
 */
public final class CustomerOperator extends KeyedCoProcessOperator<Long, CustomerFact, ServiceEvent, Observation> {

    private static final long serialVersionUID = 1L;

    private final CustomerFunction function;
    private final int days;

    private transient ListState<Integer> judgedBy;
    /** By how many days customers are judged now; others than the settings say until they are judged anew. */
    private transient int present;

    /**
     * @param dimensions names of the configured dimensions
     * @param latenessMillis how far behind the watermark a fact is still put in its place
     * @param tooLate where events go that come later than that
     */
    public CustomerOperator(
            CustomerRules rules, List<String> dimensions, long latenessMillis, OutputTag<Rejection> tooLate) {
        this(new CustomerFunction(rules, dimensions, latenessMillis, tooLate), rules);
    }

    private CustomerOperator(CustomerFunction function, CustomerRules rules) {
        super(function);
        this.function = function;
        this.days = rules.afterService().withinDays();
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
            judgeAnew(mark.getTimestamp());
            present = days;
        }
        super.processWatermark(mark);
    }

    private void judgeAnew(long time) throws Exception {
        List<Long> watched = new ArrayList<>();
        this.<Long>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        CustomerFunction.CUSTOMER,
                        (customer, state) -> {
                            if (state.value().watchesOrders()) {
                                watched.add(customer);
                            }
                        });
        TimerService timers =
                new SimpleTimerService(getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this));
        TimestampedCollector<Observation> out = new TimestampedCollector<>(output);
        out.setAbsoluteTimestamp(time);
        for (Long customer : watched) {
            setCurrentKey(customer);
            function.judgeAnew(time, timers, out);
        }
    }
}
