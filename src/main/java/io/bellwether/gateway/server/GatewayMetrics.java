package io.bellwether.gateway.server;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What the gateway counts, as Prometheus reads it. For any number of threads. */
public final class GatewayMetrics {

    /** What is counted. */
    public enum Count {
        RECEIVED("bellwether_gateway_received_total", "Deliveries of known sources.", "source"),
        ANSWERED(
                "bellwether_gateway_answered_total",
                "Deliveries by the status that they were answered with.",
                "source",
                "status"),
        PAYLOADS("bellwether_gateway_payloads_total", "Payloads by what became of them.", "source", "outcome"),
        EVENTS("bellwether_gateway_events_total", "Events that Kafka has.", "source", "type"),
        UNMAPPED(
                "bellwether_gateway_unmapped_total",
                "Payloads of kinds that the mapping does not know.",
                "source",
                "kind"),
        UNKNOWN_VALUES(
                "bellwether_gateway_unknown_values_total",
                "Values that stand in no table of the mapping.",
                "source",
                "value"),
        REJECTED(
                "bellwether_gateway_rejected_total",
                "Events that lack something, and bodies that cannot be read.",
                "source",
                "reason"),
        LOST(
                "bellwether_gateway_lost_total",
                "Records that Kafka refuses for good, be it as dead letters.",
                "source",
                "topic"),
        PULLS("bellwether_gateway_pulls_total", "What was fetched, by what came of it.", "source", "outcome"),
        SIGNATURES(
                "bellwether_gateway_signature_failures_total",
                "Deliveries that were not from whom they should be.",
                "source",
                "reason");

        private final String wireName;
        private final String help;
        private final String[] labels;

        Count(String wireName, String help, String... labels) {
            this.wireName = wireName;
            this.help = help;
            this.labels = labels;
        }
    }

    /** Names that senders choose are counted by as many at the most for each source, the others as {@code other}. */
    static final int MOST_NAMES = 200;

    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    private static final double NANOS = 1e9;

    private final Map<Count, Map<String, LongAdder>> counts = new TreeMap<>();
    private final Map<String, Set<String>> names = new ConcurrentHashMap<>();
    private final LongAdder[] buckets = new LongAdder[SECONDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    GatewayMetrics() {
        for (Count count : Count.values()) {
            counts.put(count, new ConcurrentSkipListMap<>());
        }
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    void add(Count count, long by, String... values) {
        StringBuilder series = new StringBuilder(count.wireName);
        for (int i = 0; i < values.length; i++) {
            series.append(i == 0 ? '{' : ',')
                    .append(count.labels[i])
                    .append("=\"")
                    .append(escaped(values[i]))
                    .append('"');
        }
        counts.get(count)
                .computeIfAbsent(series.append('}').toString(), key -> new LongAdder())
                .add(by);
    }

    /** Counts by a name that a sender chose. */
    void addNamed(Count count, String source, String name) {
        Set<String> known = names.computeIfAbsent(count + " " + source, key -> ConcurrentHashMap.newKeySet());
        boolean counted = known.contains(name) || known.size() < MOST_NAMES && known.add(name);
        add(count, 1, source, counted ? name : "other");
    }

    void answeredAfter(long tookNanos) {
        int at = 0;
        while (at < SECONDS.length && tookNanos > SECONDS[at] * NANOS) {
            at++;
        }
        buckets[at].increment();
        nanos.add(tookNanos);
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else {
                text.append(Character.isISOControl(c) || Character.isSurrogate(c) ? ' ' : c);
            }
        }
        return text.toString();
    }

    /** In Prometheus' text format. */
    String text(int inFlight, boolean brokerThere, int casesKnown) {
        StringBuilder out = new StringBuilder();
        for (Count count : Count.values()) {
            head(out, count.wireName, count.help, "counter");
            counts.get(count)
                    .forEach((series, sum) ->
                            out.append(series).append(' ').append(sum.sum()).append('\n'));
        }
        gauge(out, "bellwether_gateway_in_flight", "Deliveries that wait for Kafka.", inFlight);
        gauge(out, "bellwether_gateway_broker_up", "Whether Kafka answers.", brokerThere ? 1 : 0);
        gauge(out, "bellwether_gateway_cases_known", "Cases of which snapshots are kept.", casesKnown);
        String name = "bellwether_gateway_answer_seconds";
        head(out, name, "From a delivery to its answer.", "histogram");
        long sum = 0;
        for (int i = 0; i < buckets.length; i++) {
            sum += buckets[i].sum();
            String bound = i == SECONDS.length ? "+Inf" : Double.toString(SECONDS[i]);
            out.append(name)
                    .append("_bucket{le=\"")
                    .append(bound)
                    .append("\"} ")
                    .append(sum)
                    .append('\n');
        }
        out.append(name)
                .append("_sum ")
                .append(String.format(Locale.ROOT, "%.6f", nanos.sum() / NANOS))
                .append('\n');
        out.append(name).append("_count ").append(sum).append('\n');
        return out.toString();
    }

    private static void gauge(StringBuilder out, String name, String help, int value) {
        head(out, name, help, "gauge");
        out.append(name).append(' ').append(value).append('\n');
    }

    private static void head(StringBuilder out, String name, String help, String type) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
