package io.bellwether.webhook;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The counters of each receiver. */
final class DeliveryMetrics {

    private final MetricGroup group;
    private final Map<String, Map<DeliveryCounter, Counter>> byReceiver = new HashMap<>();

    DeliveryMetrics(MetricGroup group) {
        this.group = group;
    }

    void add(String receiver, DeliveryCounter counter, long count) {
        byReceiver.computeIfAbsent(receiver, this::register).get(counter).inc(count);
    }

    private Map<DeliveryCounter, Counter> register(String receiver) {
        MetricGroup own = group.addGroup("receiver", receiver);
        Map<DeliveryCounter, Counter> counters = new EnumMap<>(DeliveryCounter.class);
        for (DeliveryCounter counter : DeliveryCounter.values()) {
            counters.put(counter, own.counter(counter.metricName()));
        }
        return counters;
    }
}
