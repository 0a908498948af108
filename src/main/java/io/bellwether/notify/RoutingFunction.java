package io.bellwether.notify;

import io.bellwether.rule.Transition;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Addresses each transition. Its output is keyed by {@link Notification#groupKey()}. */
public final class RoutingFunction implements FlatMapFunction<Transition, Notification> {

    private static final long serialVersionUID = 1L;

    private final Routing routing;

    public RoutingFunction(Routing routing) {
        this.routing = routing;
    }

    @Override
    public void flatMap(Transition transition, Collector<Notification> out) {
        for (Notification notification : routing.destinations(transition)) {
            out.collect(notification);
        }
    }
}
