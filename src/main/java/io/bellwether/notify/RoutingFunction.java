package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Addresses each transition; keyed by {@link Transition#alertId()}. Its output is keyed by {@link Notification#groupKey()}.
 * Remembers of each episode that goes on where it was told, and nothing of others.
 */
public final class RoutingFunction extends KeyedProcessFunction<String, Transition, Notification> {

    private static final long serialVersionUID = 1L;

    /** What is kept, by alert. */
    static final ValueStateDescriptor<Addressees> TOLD =
            new ValueStateDescriptor<>("notify-told", CodecTypeInfo.of(AddresseesCodec.INSTANCE));

    private final Routing routing;
    private transient ValueState<Addressees> told;

    public RoutingFunction(Routing routing) {
        this.routing = routing;
    }

    @Override
    public void open(OpenContext context) {
        told = getRuntimeContext().getState(TOLD);
    }

    @Override
    public void processElement(Transition transition, Context context, Collector<Notification> out) throws Exception {
        take(transition, routing, told, context.timerService().currentProcessingTime(), out);
    }

    /** Addresses a transition of the current alert, and keeps where it was told. */
    static void take(
            Transition transition, Routing routing, ValueState<Addressees> told, long now, Collector<Notification> out)
            throws Exception {
        Addressees before = told.value();
        Addressed addressed = routing.address(transition, before).timed(before, now);
        addressed.notifications().forEach(out::collect);
        if (addressed.after() == null) {
            told.clear();
        } else {
            told.update(addressed.after());
        }
    }
}
