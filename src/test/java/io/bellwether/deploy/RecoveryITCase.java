package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.embedded.WebhookReceiver;
import io.bellwether.job.FlinkRuntime;
import io.bellwether.job.LiveJob;
import io.bellwether.job.PolicyChanges;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.simulate.LoadGenerator;
import io.bellwether.simulate.Span;
import io.bellwether.sla.PolicyBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A TaskManager dies by kill −9 while events flow: metrics, alert transitions and deliveries are those of a run in which
 * nothing happened. Real processes, a real broker, the job as it is in production.
 */
@Timeout(900)
class RecoveryITCase {

    private static final int PARTITIONS = 2;
    private static final int EVENTS = 20_000;
    /** Some four events a second: the history is longer than an hour. */
    private static final double RATE = 0.1;

    private static final double PACE = 150_000;
    private static final long PANE = 10_000;
    private static final long INTERVAL = 1_800_000;
    private static final long HOUR = 3_600_000;

    private static final String SECRET = "whsec_" + "bWFkZSB1cCBmb3IgdGhlIHRlc3Qgb2YgcmVjb3Zlcnk=";
    private static final String STICKY = "created-in-queue";

    private static final String RULES = """
            group: recovery
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

    private static final String POLICIES = """
            policies:
              - name: everybody
                targets: {first_reply: 30s, next_reply: 45s, resolution: 8m}
            """;

    private static final String ROUTING = """
            receivers:
              - {name: hook, type: webhook, url: "${URL}", secret: "${SECRET}", format: standard-webhooks,
                 allow_http_hosts: [127.0.0.1], allow_private: true}
            routes:
              - {match: {uid: created-in-queue}, receiver: hook, group_by: [uid, queue], group_wait: 0s}
            """;

    private static Path directory;
    private static PacedKafka kafka;
    private static ClusterProcesses cluster;
    private static long begin;
    private static long end;

    /**
     * What a run left behind.
     *
     * @param points panes, intervals and trends that lie within the history, with their final values
     * @param transitions of alerts within the history
     * @param delivered what receivers were told, after they dropped repetitions by {@code webhook-id}
     */
    private record Outcome(Map<String, String> points, Map<String, String> transitions, List<String> delivered) {}

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(Path.of("target"));
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "recovery-");
        kafka = new PacedKafka(directory.resolve("kafka"));
        cluster = ClusterProcesses.start(directory.resolve("cluster"), Map.of());
        begin = Math.floorDiv(System.currentTimeMillis() - 2 * HOUR, HOUR) * HOUR;
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void metricsAlertsAndDeliveriesAreThoseOfAnUndisturbedRun() throws Exception {
        Outcome calm = run("calm", false);
        Outcome disturbed = run("disturbed", true);

        assertThat(calm.points()).as("the history gives metrics").hasSizeGreaterThan(5_000);
        assertThat(calm.points().keySet())
                .as("hours among them")
                .filteredOn(identity -> identity.startsWith("trends queue,"))
                .isNotEmpty();
        assertThat(calm.transitions()).as("and alerts").hasSizeGreaterThan(20);
        assertThat(calm.delivered()).as("and deliveries").isNotEmpty().doesNotHaveDuplicates();
        assertThat(differences(calm.points(), disturbed.points()))
                .as("points, calm and disturbed")
                .isEmpty();
        assertThat(differences(calm.transitions(), disturbed.transitions()))
                .as("transitions, calm and disturbed")
                .isEmpty();
        assertThat(disturbed.delivered()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(calm.delivered());
    }

    private static List<String> differences(Map<String, String> one, Map<String, String> other) {
        Set<String> identities = new TreeSet<>(one.keySet());
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

    private static Outcome run(String name, boolean disturb) throws Exception {
        try (PointStore store = new PointStore();
                WebhookReceiver receiver = WebhookReceiver.start(0, SECRET, null, Clock.systemUTC())) {
            Settings settings = settings(name, store);
            List<String> topics = settings.kafka().inputs();
            kafka.createTopics(topics, PARTITIONS);
            kafka.createTopics(List.of(settings.kafka().rejected()), 1);
            produce(settings);
            Map<TopicPartition, Long> history = kafka.ends(topics, PARTITIONS);
            kafka.pace(disturb ? PACE : null);
            JobID job = cluster.submit(job(settings, receiver));
            if (disturb) {
                awaitHalf(name, history);
                cluster.killTaskManager();
                kafka.pace(null);
                cluster.startTaskManager();
            }
            await("the history to be read and checkpointed", () -> hasRead(name, history));
            // Two checkpoints on, everything that the history led to has reached the store and the receiver.
            cluster.awaitCheckpoint(job);
            cluster.awaitCheckpoint(job);
            assertThat(cluster.restorations(job) > 0)
                    .as("restored from a checkpoint")
                    .isEqualTo(disturb);
            cluster.cancel(job);
            return outcome(name, store, receiver);
        }
    }

    private static Settings settings(String name, PointStore store) throws Exception {
        Path file = directory.resolve(name + ".yaml");
        Files.writeString(file, """
                kafka:
                  bootstrap_servers: %s
                  group: %2$s
                  topics: {tickets: %2$s.tickets, chats: %2$s.chats, agents: %2$s.agents, rejected: %2$s.rejected}
                  properties: {fetch.max.bytes: "32768", max.partition.fetch.bytes: "32768"}
                influx: {url: "%3$s", org: test, bucket: live, trend_bucket: trends, token: test}
                level_refresh: 1m
                checkpoint: {interval: 1s, directory: "%4$s"}
                """.formatted(
                        kafka.servers(),
                        name,
                        store.url(),
                        directory.resolve("checkpoints").toUri()));
        return Settings.load(file);
    }

    private static org.apache.flink.runtime.jobgraph.JobGraph job(Settings settings, WebhookReceiver receiver)
            throws Exception {
        Variables variables = Variables.of(Map.of("URL", receiver.uri().toString(), "SECRET", SECRET));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkRuntime.ofLiveJob(settings));
        new LiveJob(
                        settings,
                        RuleSet.parse("recovery.yaml", RULES),
                        PolicyBook.parse("sla-policies.yaml", POLICIES),
                        SentimentModel::bundled,
                        Routing.parse("alert-routing.yaml", ROUTING, variables),
                        variables)
                .wire(environment, PolicyChanges.none(environment));
        return environment.getStreamGraph().getJobGraph();
    }

    /** The whole history is there before the job starts, so that no heartbeat of today can overtake it. */
    private static void produce(Settings settings) {
        Settings.Kafka names = settings.kafka();
        long[] last = {begin};
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", names.servers()), new ByteArraySerializer(), new ByteArraySerializer())) {
            new LoadGenerator(7, RATE, Span.of("1h"), begin).produce(EVENTS, (stream, key, value, time) -> {
                String topic =
                        switch (stream) {
                            case TICKETS -> names.tickets();
                            case CHATS -> names.chats();
                            case AGENTS -> names.agents();
                        };
                producer.send(new ProducerRecord<>(topic, null, time, key, value));
                last[0] = Math.max(last[0], time);
            });
        }
        end = last[0];
        assertThat(end)
                .as("the history ends before today's heartbeats")
                .isLessThan(System.currentTimeMillis() - 60_000);
    }

    private static void awaitHalf(String group, Map<TopicPartition, Long> history) throws Exception {
        long all = history.values().stream().mapToLong(Long::longValue).sum();
        await("a third of the history to be read", () -> committed(group, history) > all / 3);
        assertThat(committed(group, history)).as("events still flow").isLessThan(all);
    }

    private static long committed(String group, Map<TopicPartition, Long> history) {
        Map<TopicPartition, Long> committed = committed(group);
        return history.entrySet().stream()
                .mapToLong(entry -> Math.min(entry.getValue(), committed.getOrDefault(entry.getKey(), 0L)))
                .sum();
    }

    /** With some heartbeats behind it in each partition, so that time has passed it. */
    private static boolean hasRead(String group, Map<TopicPartition, Long> history) {
        Map<TopicPartition, Long> committed = committed(group);
        return history.entrySet().stream()
                .allMatch(entry -> committed.getOrDefault(entry.getKey(), 0L) > entry.getValue() + 2);
    }

    private static Map<TopicPartition, Long> committed(String group) {
        try {
            return kafka.committed(group);
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not tell what " + group + " committed", e);
        }
    }

    private static Outcome outcome(String name, PointStore store, WebhookReceiver receiver) throws Exception {
        Map<String, String> points = new TreeMap<>();
        Map<String, String> transitions = new TreeMap<>();
        store.points("live", begin, end - PANE).forEach((identity, fields) -> {
            if (identity.startsWith("live alert_events,")) {
                transitions.put(identity, fields);
            } else if (!identity.startsWith("live queue_interval,")) {
                // Only the names of the topics tell the runs apart.
                points.put(identity.replace("topic=" + name + ".", "topic="), withoutWallClock(fields));
            }
        });
        store.points("live", begin, end - INTERVAL).forEach((identity, fields) -> {
            if (identity.startsWith("live queue_interval,")) {
                points.put(identity, fields);
            }
        });
        store.points("trends", begin, end - HOUR)
                .forEach((identity, fields) ->
                        points.put(identity.replace("topic=" + name + ".", "topic="), withoutWallClock(fields)));
        return new Outcome(points, transitions, delivered(receiver));
    }

    /** How far the job was behind the clock is another story in each run. */
    private static String withoutWallClock(String fields) {
        return fields.replaceAll(",?watermark_lag_s=[^,]*", "");
    }

    private static List<String> delivered(WebhookReceiver receiver) throws Exception {
        List<String> delivered = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (WebhookReceiver.Message message : receiver.messages()) {
            assertThat(ids.add(message.id())).isTrue();
            JsonNode data = Deployment.JSON.readTree(message.body()).get("data");
            assertThat(data.get("uid").asText()).isEqualTo(STICKY);
            delivered.add(data.get("alert_id").asText() + " " + data.get("seq") + " "
                    + data.get("transition").asText() + " since "
                    + data.get("starts_at").asText());
        }
        return delivered;
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("waited 300 s for " + what + "; logs are in " + directory)
                    .isLessThan(limit);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
