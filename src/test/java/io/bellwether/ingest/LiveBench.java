package io.bellwether.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.event.EventEncoder;
import io.bellwether.event.ServiceEvent;
import io.bellwether.job.FlinkRuntime;
import io.bellwether.job.LiveIngest;
import io.bellwether.job.PolicyChanges;
import io.bellwether.job.Topology;
import io.bellwether.metric.Point;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The production way of events, from an embedded broker through the whole topology into lists. One job per bench. */
final class LiveBench implements AutoCloseable {

    /** Bounds every wait; far above what anything takes, because machines that build are slow at times. */
    static final Duration PATIENCE = Duration.ofSeconds(240);

    static final long DISORDER = 1_000;

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Map<String, LiveBench> BENCHES = new ConcurrentHashMap<>();
    private static final String RULES = """
            group: test
            defaults: {owner: test}
            rules:
              - uid: breached
                title: "Case {{case}} missed {{clock}}"
                signal: sla.breached
                severity: warning
                runbook: "https://runbooks.example.com/breached"
                annotations: {summary: "Case {{case}} missed its deadline."}
            """;

    final Queueing<Transition> transitions = new Queueing<>();
    private final Map<Object, Point> latest = new ConcurrentHashMap<>();
    private final String name = "bench" + NEXT.incrementAndGet();
    private final EmbeddedKafka kafka;
    private final EventEncoder encoder = new EventEncoder();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, String> properties;
    private String begin = "earliest";
    private JobClient job;
    private String savepoint;
    private final AtomicInteger restarts = new AtomicInteger();

    /** What a sink was given, with the wall clock at which it was. */
    static final class Queueing<T> {
        record Timed<T>(T value, long at) {}

        final ConcurrentLinkedQueue<Timed<T>> all = new ConcurrentLinkedQueue<>();

        void add(T value) {
            all.add(new Timed<>(value, System.currentTimeMillis()));
        }
    }

    private record BenchSink<T>(String bench, boolean ofPoints) implements Sink<T> {
        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            int attempt = context.getTaskInfo().getAttemptNumber();
            return new SinkWriter<>() {
                @Override
                public void write(T element, Context writing) {
                    LiveBench to = BENCHES.get(bench);
                    to.restarts.accumulateAndGet(attempt, Math::max);
                    if (ofPoints) {
                        to.keep((Point) element);
                    } else {
                        to.transitions.add((Transition) element);
                    }
                }

                @Override
                public void flush(boolean endOfInput) {
                    // Nothing is held back.
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };
        }
    }

    /** @param properties further settings of every Kafka client of the job */
    LiveBench(EmbeddedKafka kafka, Map<String, String> properties, int tickets, int chats, int agents)
            throws Exception {
        this.kafka = kafka;
        this.properties = properties;
        kafka.createTopic(tickets(), tickets);
        kafka.createTopic(chats(), chats);
        kafka.createTopic(agents(), agents);
        kafka.createTopic(rejected(), 1);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        BENCHES.put(name, this);
    }

    String tickets() {
        return name + ".tickets";
    }

    String chats() {
        return name + ".chats";
    }

    String agents() {
        return name + ".agents";
    }

    String rejected() {
        return name + ".rejected";
    }

    /** Where the job begins without a savepoint. */
    LiveBench from(String start) {
        begin = start;
        return this;
    }

    /** The consumer group of the job. */
    String group() {
        return name;
    }

    /** What a client of the broker needs. */
    Properties properties() {
        Properties client = new Properties();
        client.put("bootstrap.servers", kafka.bootstrapServers());
        return client;
    }

    /** Starts the job. */
    LiveBench start(boolean heartbeat, int parallelism, Path dir) throws Exception {
        StringBuilder extra = new StringBuilder();
        properties.forEach(
                (key, value) -> extra.append("\n    ").append(key).append(": ").append(value));
        Path file = dir.resolve(name + ".yaml");
        Files.writeString(file, """
                kafka:
                  bootstrap_servers: %s
                  group: %s
                  topics: {tickets: %s, chats: %s, agents: %s, rejected: %s}
                  heartbeat: %s
                  start: %s
                  properties: %s
                window: 1s
                level_refresh: 10m
                disorder: %dms
                checkpoint: {interval: 1s}
                parallelism: %d
                """.formatted(
                        kafka.bootstrapServers(),
                        name,
                        tickets(),
                        chats(),
                        agents(),
                        rejected(),
                        heartbeat,
                        begin,
                        extra.isEmpty() ? "{}" : extra,
                        DISORDER,
                        parallelism));
        Settings settings = Settings.load(file);
        Configuration configuration = FlinkRuntime.ofLiveJob(settings);
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        LiveIngest ingest = new LiveIngest(settings, LiveIngest.start(settings));
        Topology topology = new Topology(
                settings, RuleSet.parse("rules.yaml", RULES), PolicyBook.defaults(), SentimentModel::bundled, true);
        Topology.Outputs outputs = topology.wire(ingest.events(environment), PolicyChanges.none(environment));
        ingest.deadLetters(outputs.rejections());
        outputs.points().sinkTo(new BenchSink<>(name, true)).uid("test-points");
        outputs.transitions().sinkTo(new BenchSink<>(name, false)).uid("test-transitions");
        job = environment.executeAsync(name);
        return this;
    }

    /** Ends the job with a savepoint, from which the next one starts. */
    void stop(Path dir) throws Exception {
        savepoint = job.stopWithSavepoint(false, dir.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await("the end of the job", this::isOver);
    }

    /** Sends an event to a partition; returns when the broker has it. */
    void send(String topic, int partition, ServiceEvent event) throws Exception {
        sendBytes(topic, partition, encoder.encode(event)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    Future<RecordMetadata> sendBytes(String topic, int partition, byte[] value) {
        return producer.send(new ProducerRecord<>(topic, partition, null, value));
    }

    /** Sends a record of any size; zeros are packed, as a producer packs what repeats itself. */
    void sendLarge(ProducerRecord<byte[], byte[]> record) throws Exception {
        Map<String, Object> client = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "max.request.size",
                64 << 20,
                "buffer.memory",
                128L << 20,
                "compression.type",
                "gzip");
        try (KafkaProducer<byte[], byte[]> large =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            large.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** The largest batch of records that a topic takes, in bytes. */
    void limitRecords(String topic, int bytes) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
            AlterConfigOp limit = new AlterConfigOp(
                    new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(limit)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Gives a topic more partitions. */
    void grow(String topic, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** How often the job has begun anew since it was started. */
    int restarts() {
        return restarts.get();
    }

    byte[] encode(ServiceEvent event) {
        return encoder.encode(event);
    }

    /** A later version of a point replaces the earlier one, as in the store. Only the totals are kept. */
    private void keep(Point point) {
        if ("all".equals(point.tag("rollup"))) {
            latest.put(List.of(point.measurement(), point.tags(), point.time()), point);
        }
    }

    /** The sum of a field over all panes. */
    long sum(String measurement, String field) {
        return sum(measurement, field, Map.of());
    }

    /** The sum of a field over all panes with these tags. */
    long sum(String measurement, String field, Map<String, String> tags) {
        long sum = 0;
        for (Point point : latest.values()) {
            if (point.measurement().equals(measurement)
                    && point.tags().entrySet().containsAll(tags.entrySet())
                    && point.fields().get(field) instanceof Long value) {
                sum += value;
            }
        }
        return sum;
    }

    /** The last version of every point. */
    Collection<Point> points() {
        return latest.values();
    }

    /** The first transition of a case, and when it came. */
    Queueing.Timed<Transition> awaitTransition(String caseId) {
        await("a transition of " + caseId, () -> transitionsOf(caseId) > 0);
        return transitions.all.stream()
                .filter(timed -> timed.value().subject().equals(caseId))
                .findFirst()
                .orElseThrow();
    }

    long transitionsOf(String caseId) {
        return transitions.all.stream()
                .filter(timed -> timed.value().subject().equals(caseId))
                .count();
    }

    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            requireRunning();
            assertThat(System.nanoTime()).as("came in time: %s", what).isLessThan(end);
            LockSupport.parkNanos(100_000_000);
        }
    }

    /** Says why the job failed, if it did. */
    private void requireRunning() {
        if (job != null && job.getJobExecutionResult().isCompletedExceptionally()) {
            job.getJobExecutionResult().join();
        }
    }

    /** Lets the wall clock pass a moment. Only for what must not happen until then. */
    static void until(long wallMillis) {
        while (System.currentTimeMillis() < wallMillis) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** That many records from the dead letters. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters(int count) {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partition = List.of(new TopicPartition(rejected(), 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            await(count + " dead letters", () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
                return letters.size() >= count;
            });
        }
        return letters;
    }

    @Override
    public void close() throws Exception {
        producer.close(Duration.ZERO);
        if (job != null) {
            job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            await("the end of the job", this::isOver);
            await("the end of its threads", () -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("bellwether-end-offsets")));
        }
    }

    private boolean isOver() {
        try {
            return job.getJobStatus()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .isGloballyTerminalState();
        } catch (Exception e) {
            throw new IllegalStateException("the cluster does not tell about the job", e);
        }
    }
}
