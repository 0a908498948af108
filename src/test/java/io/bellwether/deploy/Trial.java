package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.embedded.WebhookReceiver;
import io.bellwether.simulate.LoadGenerator;
import io.bellwether.simulate.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A history of some four events a second in topics of its own, with a store and a receiver for what a job makes of it. Two trials
 * that begin at one moment and have as many events leave the same, whatever happened to their jobs.
 */
final class Trial implements AutoCloseable {

    static final long PANE = 10_000;

    private static final long HOUR = 3_600_000;

    /** Makes the history of 20,000 events longer than an hour. */
    private static final double RATE = 0.1;

    private static final int PARTITIONS = 2;
    private static final long INTERVAL = 1_800_000;
    private static final String SECRET = "whsec_" + "bWFkZSB1cCBmb3IgdGhlIHRlc3Qgb2YgcmVzdGFydHM=";

    /** The rule that the receiver is told of. */
    private static final String TOLD = "created-in-queue";

    static final String RULES = """
            group: trial
            rules:
              - uid: created-in-queue
                title: "Cases come to {{labels.queue}}"
                metric: cases.created
                by: [queue]
                window: {size: 1m, every: 10s}
                levels: [{severity: warning, op: ">=", value: 3}]
                keep_firing_for: 1d
                annotations: {summary: "{{value}} cases"}
              - uid: many-waiting
                title: "Many wait in {{labels.queue}}"
                metric: queue.waiting
                by: [queue]
                window: {size: 1m, every: 10s}
                levels: [{severity: warning, op: ">=", value: 2, recover: 1}]
                annotations: {summary: "{{value}} wait"}
              - uid: missed
                title: "{{case}} missed {{clock}}"
                signal: sla.breached
                severity: info
                annotations: {summary: "{{case}} missed {{clock}}"}
            """;

    static final String POLICIES = """
            policies:
              - name: everybody
                targets: {first_reply: 30s, next_reply: 45s, resolution: 8m}
            """;

    static final String ROUTING = """
            receivers:
              - {name: hook, type: webhook, url: "${URL}", secret: "${SECRET}", format: standard-webhooks,
                 allow_http_hosts: [127.0.0.1], allow_private: true}
            routes:
              - {match: {uid: created-in-queue}, receiver: hook, group_by: [uid, queue], group_wait: 0s}
            """;

    private final String name;
    private final PacedKafka kafka;
    private final long begin;
    private final long end;
    private final PointStore store = new PointStore();
    private final WebhookReceiver receiver = WebhookReceiver.start(0, SECRET, null, Clock.systemUTC());
    private final List<String> topics;
    private final Map<TopicPartition, Long> history;

    /**
     * Makes the whole history before a job starts, so that no heartbeat of today can overtake it.
     *
     * @param name of its consumer group, and before those of its topics
     * @param begin of the history, epoch ms
     * @param events of the history
     */
    Trial(String name, PacedKafka kafka, long begin, int events) throws Exception {
        this.name = name;
        this.kafka = kafka;
        this.begin = begin;
        this.topics = List.of(name + ".tickets", name + ".chats", name + ".agents");
        kafka.createTopics(topics, PARTITIONS);
        kafka.createTopics(List.of(name + ".rejected"), 1);
        this.end = produce(events);
        this.history = kafka.ends(topics, PARTITIONS);
    }

    /** A beginning from which an hour and more lies before today. */
    static long begin() {
        return Math.floorDiv(System.currentTimeMillis() - 2 * HOUR, HOUR) * HOUR;
    }

    /** Writes a folder of rules, policies and routing. */
    static void writeRules(Path folder) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        Files.writeString(folder.resolve("sla-policies.yaml"), POLICIES);
        Files.writeString(folder.resolve("alert-routing.yaml"), ROUTING);
    }

    private long produce(int events) {
        long[] last = {begin};
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.servers()), new ByteArraySerializer(), new ByteArraySerializer())) {
            new LoadGenerator(7, RATE, Span.of("1h"), begin).produce(events, (stream, key, value, time) -> {
                producer.send(new ProducerRecord<>(topics.get(stream.ordinal()), null, time, key, value));
                last[0] = Math.max(last[0], time);
            });
        }
        assertThat(last[0])
                .as("the history ends before today's heartbeats")
                .isLessThan(System.currentTimeMillis() - 60_000);
        return last[0];
    }

    /**
     * Settings of its job, as a file.
     *
     * @param fetch bytes that the job reads at a time: the fewer, the finer it can be paced
     * @param more lines of settings
     */
    Path settings(Path directory, int fetch, String more) throws Exception {
        return Files.writeString(
                directory.resolve(name + ".yaml"), """
                kafka:
                  bootstrap_servers: %s
                  group: %2$s
                  topics: {tickets: %2$s.tickets, chats: %2$s.chats, agents: %2$s.agents, rejected: %2$s.rejected}
                  properties: {fetch.max.bytes: "%4$d", max.partition.fetch.bytes: "%4$d"}
                influx: {url: "%3$s", org: test, bucket: live, trend_bucket: trends, token: test}
                level_refresh: 1m
                """.formatted(kafka.servers(), name, store.url(), fetch) + more);
    }

    /** What the routing needs to be in its job's environment. */
    Map<String, String> variables() {
        return Map.of("URL", receiver.uri().toString(), "SECRET", SECRET);
    }

    PointStore store() {
        return store;
    }

    /** With some heartbeats behind it in each partition, so that time has passed it. */
    boolean hasRead() {
        Map<TopicPartition, Long> committed = committed();
        return history.entrySet().stream()
                .allMatch(entry -> committed.getOrDefault(entry.getKey(), 0L) > entry.getValue() + 2);
    }

    /** How much of the history the job has read, as of its last checkpoint; 1 for all of it. */
    double read() {
        Map<TopicPartition, Long> committed = committed();
        long all = history.values().stream().mapToLong(Long::longValue).sum();
        return history.entrySet().stream()
                        .mapToDouble(entry -> Math.min(entry.getValue(), committed.getOrDefault(entry.getKey(), 0L)))
                        .sum()
                / all;
    }

    /** Up to where its job has read, as of its last checkpoint. */
    Map<TopicPartition, Long> committed() {
        try {
            return kafka.committed(name);
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not tell what " + name + " committed", e);
        }
    }

    /**
     * Whether a pane of this moment or later was written: then all windows before it were. Not one of what is told of the store,
     * which is of the wall clock's moment and waits for nothing but time to come there, while rows of alerts are on their way.
     *
     * @param prefix of its bucket and measurement
     */
    boolean hasPointsSince(long moment, String prefix) {
        return store.points("live", moment, Long.MAX_VALUE).keySet().stream()
                .anyMatch(identity -> identity.startsWith(prefix) && !identity.contains("topic=influx."));
    }

    /** Whether the receiver has heard of each change of alerts that was written and that it is to be told. */
    boolean hasToldAll() {
        return receiver.messages().size()
                >= store.points("live", begin, Long.MAX_VALUE).keySet().stream()
                        .filter(identity ->
                                identity.startsWith("live alert_events,") && identity.contains("rule=" + TOLD + ","))
                        .count();
    }

    /** Panes and alerts within the history, half hours and hours that lie in it whole; each in its last version. */
    Map<String, String> points() {
        Map<String, String> points = new TreeMap<>();
        Map.of(PANE, "live ", INTERVAL, "live queue_interval,", HOUR, "trends ")
                .forEach((length, prefix) -> store.points(prefix.substring(0, prefix.indexOf(' ')), begin, end - length)
                        .forEach((identity, fields) -> {
                            if (identity.startsWith(prefix)
                                    && (length == INTERVAL || !identity.startsWith("live queue_int"))) {
                                // Only the names of the topics tell the trials apart.
                                points.put(identity.replace("topic=" + name + ".", "topic="), withoutWallClock(fields));
                            }
                        }));
        return points;
    }

    /** How far the job was behind the clock is another story in each run. */
    private static String withoutWallClock(String fields) {
        return fields.replaceAll(",?watermark_lag_s=[^,]*", "");
    }

    /** What the receiver was told, repetitions with one id among it. */
    List<String> told() throws Exception {
        List<String> told = new ArrayList<>();
        for (WebhookReceiver.Message message : receiver.messages()) {
            JsonNode data = Deployment.JSON.readTree(message.body()).get("data");
            assertThat(data.get("uid").asText()).isEqualTo(TOLD);
            told.add(data.get("alert_id").asText() + " " + data.get("seq") + " "
                    + data.get("transition").asText() + " since "
                    + data.get("starts_at").asText());
        }
        return told;
    }

    /** Points of which one has another version than the other, or none. */
    static List<String> differences(Map<String, String> one, Map<String, String> other) {
        TreeSet<String> identities = new TreeSet<>(one.keySet());
        identities.addAll(other.keySet());
        List<String> differences = new ArrayList<>();
        for (String identity : identities) {
            String left = one.get(identity);
            String right = other.get(identity);
            if (left == null || !left.equals(right)) {
                differences.add(identity + "\n    " + left + "\n    " + right);
            }
        }
        return differences;
    }

    @Override
    public void close() {
        receiver.close();
        store.close();
    }
}
