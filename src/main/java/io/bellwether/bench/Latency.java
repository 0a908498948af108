package io.bellwether.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How long something took.
 *
 * @param sent how many there were to come
 * @param came of which that many came
 * @param p50 half of them within so many ms; the others alike; -1 where none came
 */
record Latency(String what, int sent, int came, long p50, long p99, long most) {

    static Latency of(String what, List<Long> millis, int sent) {
        List<Long> sorted = millis.stream().sorted().toList();
        return new Latency(
                what, sent, sorted.size(), quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1));
    }

    /** The smallest value that at least this share does not exceed. */
    private static long quantile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? -1 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    void text(Lines lines) {
        lines.add("%-36s %,8d %,8d %,8d %8d %6d", what, p50, p99, most, came, sent - came);
    }

    void json(ObjectNode node) {
        node.putObject(what.replace(' ', '_'))
                .put("p50_ms", p50)
                .put("p99_ms", p99)
                .put("max_ms", most)
                .put("came", came)
                .put("missing", sent - came);
    }
}
