package io.bellwether.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.event.AgentState;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.job.TestCluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Event time against a real broker, with heartbeats and without: in silence, behind a backlog, over an outage. */
@Timeout(300)
class LiveTimeITCase {

    private static final long HOUR = 3_600_000;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(4);

    @TempDir
    static Path dir;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    /** More subtasks than any topic has partitions must not leave one without a time of its own. */
    @ParameterizedTest(name = "heartbeat {0}, parallelism {1}")
    @CsvSource({"true,2", "true,4", "false,2", "false,4"})
    void aDeadlineFiresInSilence(boolean heartbeat, int parallelism) throws Exception {
        try (LiveBench bench = new LiveBench(kafka, Map.of(), 3, 2, 1).start(heartbeat, parallelism, dir)) {
            long due = System.currentTimeMillis() + 3_000;
            bench.send(
                    bench.tickets(),
                    1,
                    created("silent", due - 3_000).dueAt(due).build());

            LiveBench.Queueing.Timed<Transition> fired = bench.awaitTransition("silent");

            assertThat(fired.value().kind()).isEqualTo(Transition.Kind.FIRING);
            assertThat(fired.value().at()).isEqualTo(due);
            assertThat(fired.at()).as("not before time had passed").isGreaterThan(due + LiveBench.DISORDER);
            bench.await("the lag of every silent topic", () -> lagsOf(bench) == 3);
        }
    }

    /** Neither is it found late, nor does its silence hold the time of the others. */
    @ParameterizedTest(name = "heartbeat {0}")
    @ValueSource(booleans = {true, false})
    void aNewPartitionDoesNotStopTime(boolean heartbeat) throws Exception {
        try (LiveBench bench = new LiveBench(kafka, Map.of(), 1, 1, 1).start(heartbeat, 1, dir)) {
            bench.send(
                    bench.tickets(),
                    0,
                    created("first", System.currentTimeMillis()).build());
            bench.await("the first case", () -> bench.sum("cases", "created") == 1);
            bench.grow(bench.tickets(), 2);
            long grown = System.currentTimeMillis();
            for (int i = 1; i <= 15; i++) {
                bench.send(
                        bench.tickets(),
                        0,
                        created("old" + i, grown).dueAt(grown + i * 1_000L).build());
            }
            bench.send(
                    bench.tickets(),
                    1,
                    created("new", grown).dueAt(grown + 5_000).build());

            for (int i = 1; i <= 15; i++) {
                assertThat(bench.awaitTransition("old" + i).at() - grown - i * 1_000L)
                        .as("how late, in ms, deadline %d fired", i)
                        .isLessThan(20_000);
            }
            assertThat(bench.awaitTransition("new").at() - grown - 5_000).isLessThan(20_000);
            bench.await("all cases", () -> bench.sum("cases", "created") == 17);
        }
    }

    private static long lagsOf(LiveBench bench) {
        return bench.points().stream()
                .filter(point -> point.fields().containsKey("watermark_lag_s"))
                .map(point -> point.tag("topic"))
                .distinct()
                .count();
    }

    @ParameterizedTest(name = "heartbeat {0}")
    @ValueSource(booleans = {true, false})
    void aSlowStartBehindABacklogMakesNoEventLate(boolean heartbeat) throws Exception {
        Map<String, String> slow = Map.of("interceptor.classes", SlowFirstFetch.class.getName());
        try (LiveBench bench = new LiveBench(kafka, slow, 3, 2, 2)) {
            backlog(bench, 1_200);
            bench.start(heartbeat, 2, dir);

            bench.await("all events", () -> bench.sum("pipeline", "events") >= 3_600);
            bench.await("all cases", () -> bench.sum("cases", "created") >= 2_400);

            assertThat(bench.sum("pipeline", "events")).isEqualTo(3_600);
            assertThat(bench.sum("cases", "created")).isEqualTo(2_400);
            assertThat(bench.sum("pipeline", "late")).isZero();
            assertThat(bench.sum("pipeline", "rejected")).isZero();
        }
    }

    /** The last hour in every topic, shuffled within the disorder that is promised. */
    private static void backlog(LiveBench bench, int each) throws Exception {
        Random random = new Random(7);
        long now = System.currentTimeMillis();
        Future<RecordMetadata> last = null;
        for (int i = 0; i < each; i++) {
            long time = now - HOUR + i * (HOUR / each) - random.nextInt((int) LiveBench.DISORDER);
            bench.sendBytes(
                    bench.tickets(), i % 3, bench.encode(created("t" + i, time).build()));
            bench.sendBytes(bench.chats(), i % 2, bench.encode(chat("c" + i, time)));
            last = bench.sendBytes(bench.agents(), i % 2, bench.encode(agent("a" + i, time)));
        }
        last.get(LiveBench.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @ParameterizedTest(name = "heartbeat {0}")
    @ValueSource(booleans = {true, false})
    void anOutageStopsTimeAndLosesNothing(boolean heartbeat) throws Exception {
        try (LiveBench bench = new LiveBench(kafka, Map.of(), 2, 2, 2).start(heartbeat, 2, dir)) {
            bench.send(
                    bench.tickets(),
                    0,
                    created("first", System.currentTimeMillis()).build());
            bench.await("the first case", () -> bench.sum("cases", "created") == 1);
            long due = System.currentTimeMillis() + 20_000;
            bench.send(
                    bench.tickets(),
                    0,
                    created("before", due - 20_000).dueAt(due).build());
            bench.await("the second case", () -> bench.sum("cases", "created") == 2);

            kafka.stop();
            assertThat(System.currentTimeMillis()).as("stopped in time").isLessThan(due);
            LiveBench.until(due + LiveBench.DISORDER + 4_000);
            assertThat(bench.transitionsOf("before"))
                    .as("fired during the outage")
                    .isZero();
            kafka.restart();
            for (int i = 0; i < 20; i++) {
                bench.send(
                        bench.tickets(),
                        i % 2,
                        created("after" + i, System.currentTimeMillis()).build());
            }

            assertThat(bench.awaitTransition("before").value().at()).isEqualTo(due);
            bench.await("all cases", () -> bench.sum("cases", "created") >= 22);
            bench.await("all events", () -> bench.sum("pipeline", "events") >= 22);
            assertThat(bench.sum("cases", "created")).isEqualTo(22);
            assertThat(bench.sum("pipeline", "events")).isEqualTo(22);
            assertThat(bench.sum("pipeline", "duplicates")).isZero();
            assertThat(bench.transitionsOf("before")).isEqualTo(1);
        } finally {
            kafka.stop();
            kafka.restart();
        }
    }

    @ParameterizedTest(name = "heartbeat first {0}, then the other way")
    @ValueSource(booleans = {true, false})
    void theModeCanChangeOverASavepoint(boolean heartbeat) throws Exception {
        try (LiveBench bench = new LiveBench(kafka, Map.of(), 2, 1, 1).start(heartbeat, 2, dir)) {
            long due = System.currentTimeMillis() + 30_000;
            ServiceEvent before = created("before", due - 30_000).dueAt(due).build();
            bench.send(bench.tickets(), 0, before);
            bench.await("the case", () -> bench.sum("cases", "created") == 1);
            bench.stop(dir);
            bench.send(bench.tickets(), 0, before);
            bench.send(
                    bench.tickets(),
                    1,
                    created("between", System.currentTimeMillis()).build());

            bench.start(!heartbeat, 2, dir);

            assertThat(bench.awaitTransition("before").value().at()).isEqualTo(due);
            bench.await("both cases", () -> bench.sum("cases", "created") == 2);
            bench.await("the repetition", () -> bench.sum("pipeline", "duplicates") == 1);
            assertThat(bench.sum("pipeline", "events")).isEqualTo(3);
        }
    }

    /** The last offsets of the partition are no records for the reader: a commit, an aborted record, its mark. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"read_committed", "read_uncommitted"})
    void marksOfTransactionsDoNotStopTime(String isolation) throws Exception {
        boolean committedOnly = isolation.equals("read_committed");
        try (LiveBench bench = new LiveBench(kafka, Map.of("isolation.level", isolation), 2, 1, 1);
                KafkaProducer<byte[], byte[]> producer = transactional(bench.tickets())) {
            bench.start(false, 2, dir);
            long due = System.currentTimeMillis() + 3_000;
            producer.beginTransaction();
            send(producer, bench, created("kept", due - 3_000).dueAt(due).build());
            producer.commitTransaction();
            if (committedOnly) {
                producer.beginTransaction();
                send(producer, bench, created("dropped", due - 3_000).build());
                producer.abortTransaction();
            }

            assertThat(bench.awaitTransition("kept").value().at()).isEqualTo(due);
            bench.await("the case", () -> bench.sum("cases", "created") >= 1);
            assertThat(bench.sum("cases", "created")).isEqualTo(1);
        }
    }

    /** What an open transaction holds back may be older than anything that is read meanwhile. */
    @Test
    void anOpenTransactionHoldsTime() throws Exception {
        Map<String, String> committed = Map.of("isolation.level", "read_committed");
        try (LiveBench bench = new LiveBench(kafka, committed, 2, 1, 1);
                KafkaProducer<byte[], byte[]> producer = transactional(bench.tickets())) {
            bench.start(false, 2, dir);
            long due = System.currentTimeMillis() + 3_000;
            producer.beginTransaction();
            send(producer, bench, created("open", due - 3_000).build());
            bench.send(
                    bench.tickets(), 0, created("read", due - 3_000).dueAt(due).build());
            LiveBench.until(due + LiveBench.DISORDER + 4_000);
            assertThat(bench.transitionsOf("read")).isZero();
            producer.commitTransaction();

            assertThat(bench.awaitTransition("read").value().at()).isEqualTo(due);
            bench.await("both cases", () -> bench.sum("cases", "created") == 2);
            assertThat(bench.sum("pipeline", "late")).isZero();
        }
    }

    private static KafkaProducer<byte[], byte[]> transactional(String id) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", id),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, LiveBench bench, ServiceEvent event)
            throws Exception {
        producer.send(new ProducerRecord<>(bench.tickets(), 1, null, bench.encode(event)))
                .get(LiveBench.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static EventBuilder created(String caseId, long time) {
        return ServiceEvent.of(EventType.TICKET_CREATED, "created-" + caseId, time, "test")
                .caseId(caseId)
                .status(Status.NEW)
                .queue("returns");
    }

    private static ServiceEvent chat(String caseId, long time) {
        return ServiceEvent.of(EventType.CHAT_STARTED, "started-" + caseId, time, "test")
                .caseId(caseId)
                .queue("chat")
                .build();
    }

    private static ServiceEvent agent(String agentId, long time) {
        return ServiceEvent.of(EventType.AGENT_STATE, "state-" + agentId, time, "test")
                .agentId(agentId)
                .agentState(AgentState.AVAILABLE)
                .build();
    }
}
