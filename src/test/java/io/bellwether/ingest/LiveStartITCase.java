package io.bellwether.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.job.TestCluster;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where reading begins, with a state and without one, against a real broker that forgets and grows. */
@Timeout(1200)
class LiveStartITCase {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(2);

    @TempDir
    static Path dir;

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stopKafka() {
        admin.close();
        kafka.close();
    }

    @Test
    void committedOffsetsWithoutTheirStateSkipNothing() throws Exception {
        try (LiveBench bench = new LiveBench(kafka, Map.of(), 2, 1, 1)) {
            send(bench, "old", 10);
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            for (int partition = 0; partition < 2; partition++) {
                TopicPartition of = new TopicPartition(bench.tickets(), partition);
                ends.put(of, new OffsetAndMetadata(end(of)));
            }
            get(admin.alterConsumerGroupOffsets(bench.group(), ends).all());
            List<String> topics = List.of(bench.tickets(), bench.chats(), bench.agents());
            assertThat(KafkaTopics.hasCommitted(bench.properties(), bench.group(), topics))
                    .isTrue();
            assertThat(KafkaTopics.hasCommitted(bench.properties(), "nobody", topics))
                    .isFalse();

            assertThat(KafkaTopics.clusterId(bench.properties())).isNotEmpty();

            bench.start(true, 2, dir);

            bench.await("the past", () -> bench.sum("cases", "created") == 10);
        }
    }

    @ParameterizedTest(name = "heartbeat {0}")
    @ValueSource(booleans = {true, false})
    void recordsThatRetentionTookBeforeTheyWereReadDoNotStopTheJob(boolean heartbeat) throws Exception {
        try (LiveBench bench = new LiveBench(kafka, Map.of(), 2, 1, 1)) {
            send(bench, "first", 4);
            bench.start(heartbeat, 2, dir);
            bench.await("the first", () -> bench.sum("cases", "created") == 4);
            bench.stop(dir);

            send(bench, "gone", 4);
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (String topic : List.of(bench.tickets(), bench.chats(), bench.agents())) {
                for (int partition = 0; partition < (topic.equals(bench.tickets()) ? 2 : 1); partition++) {
                    TopicPartition of = new TopicPartition(topic, partition);
                    all.put(of, RecordsToDelete.beforeOffset(end(of)));
                }
            }
            get(admin.deleteRecords(all).all());
            send(bench, "kept", 4);
            bench.start(heartbeat, 2, dir);

            bench.await("what is there", () -> bench.sum("cases", "created") == 8);
            bench.await("word of what is gone", () -> bench.sum("pipeline", "gone") >= 4);
            assertThat(bench.sum("pipeline", "late")).isZero();
        }
    }

    @ParameterizedTest(name = "heartbeat {0}")
    @ValueSource(booleans = {true, false})
    void partitionsThatWereAddedBetweenStopAndStartAreReadFromTheirBeginning(boolean heartbeat) throws Exception {
        try (LiveBench bench = new LiveBench(kafka, Map.of(), 1, 1, 1)) {
            bench.send(bench.tickets(), 0, created("before"));
            bench.start(heartbeat, 1, dir);
            bench.await("the first", () -> bench.sum("cases", "created") == 1);
            bench.stop(dir);

            get(admin.createPartitions(Map.of(bench.tickets(), NewPartitions.increaseTo(3)))
                    .all());
            for (int partition = 0; partition < 3; partition++) {
                bench.send(bench.tickets(), partition, created("after" + partition));
            }
            bench.start(heartbeat, 2, dir);

            bench.await("the events of all partitions", () -> bench.sum("cases", "created") == 4);
            assertThat(bench.sum("pipeline", "late")).isZero();
        }
    }

    @Test
    void latestReadsWhatIsWrittenFromTheStartOn() throws Exception {
        try (LiveBench bench = new LiveBench(kafka, Map.of(), 2, 1, 1).from("latest")) {
            send(bench, "past", 6);
            LiveBench.until(System.currentTimeMillis() + 10);
            bench.start(true, 2, dir);
            // Before any reader is up: it counts from the moment of the start, not from the first look.
            send(bench, "now", 4);

            bench.await("the present", () -> bench.sum("cases", "created") >= 4);
            assertThat(bench.sum("cases", "created")).isEqualTo(4);
        }
    }

    @Test
    void windowsBeforeTheFirstRecordThatIsHeldAreNotWhole() throws Exception {
        try (LiveBench bench = new LiveBench(kafka, Map.of(), 1, 1, 1)) {
            List<String> topics = List.of(bench.tickets(), bench.chats(), bench.agents());
            long before = System.currentTimeMillis();
            bench.send(bench.tickets(), 0, created("deleted"));
            bench.send(bench.tickets(), 0, created("held"));
            long now = System.currentTimeMillis();
            assertThat(KafkaStart.withoutState(bench.properties(), topics, false, now)
                            .wholeSince())
                    .as("nothing was deleted")
                    .isEqualTo(Long.MIN_VALUE);

            TopicPartition tickets = new TopicPartition(bench.tickets(), 0);
            get(admin.deleteRecords(Map.of(tickets, RecordsToDelete.beforeOffset(1)))
                    .all());
            assertThat(KafkaStart.withoutState(bench.properties(), topics, false, now)
                            .wholeSince())
                    .isBetween(before, now + 1);

            get(admin.deleteRecords(Map.of(tickets, RecordsToDelete.beforeOffset(2)))
                    .all());
            assertThat(KafkaStart.withoutState(bench.properties(), topics, false, now + 5)
                            .wholeSince())
                    .as("everything was deleted")
                    .isEqualTo(now + 5);
            assertThat(KafkaStart.withoutState(bench.properties(), topics, true, now)
                            .wholeSince())
                    .as("latest")
                    .isEqualTo(now);
        }
    }

    private static void send(LiveBench bench, String prefix, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            bench.send(bench.tickets(), i % 2, created(prefix + i));
        }
    }

    private static ServiceEvent created(String caseId) {
        return ServiceEvent.of(EventType.TICKET_CREATED, caseId + "-1", System.currentTimeMillis(), "test")
                .caseId(caseId)
                .queue("returns")
                .status(Status.NEW)
                .build();
    }

    private static long end(TopicPartition partition) throws Exception {
        return get(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
                .offset();
    }

    private static <T> T get(KafkaFuture<T> answer) throws Exception {
        try {
            return answer.get(LiveBench.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the broker refused", e);
        }
    }
}
