package io.bellwether.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How long it takes from Kafka to the store and to a receiver, of the live job with all that belongs to it, under load.
 *
 * @param rate of the load, events a second
 * @param seconds in which probes were sent
 * @param disorderMillis by which every number is delayed on purpose
 * @param usage of this process meanwhile: the job, the store and the receiver
 */
record Latencies(double rate, double seconds, long disorderMillis, List<Latency> rows, Usage usage) implements Section {

    @Override
    public void text(Lines lines) {
        lines.add(
                "latency at %,.0f events/s for %.0f s, disorder %.1f s among it; job, store and receiver used %.2f cores",
                rate, seconds, disorderMillis / 1_000.0, usage.cpuSeconds() / usage.seconds());
        lines.blank();
        lines.add("%-36s %8s %8s %8s %8s %6s", "ms", "p50", "p99", "max", "probes", "lost");
        rows.forEach(row -> row.text(lines));
    }

    @Override
    public void json(ObjectNode root) {
        ObjectNode node = root.putObject("latency");
        node.put("events_per_s", rate)
                .put("disorder_ms", disorderMillis)
                .put("cores", usage.cpuSeconds() / usage.seconds());
        rows.forEach(row -> row.json(node));
    }
}
