package io.bellwether.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.event.Actor;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventType;
import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.job.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read, comes twice or holds a text, from topic to dead letter. */
@Timeout(300)
class DeadLettersITCase {

    private static final String SECRET = "Zaphod-4711";

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(2);

    @TempDir
    static Path dir;

    @Test
    void nothingVanishesAndNoTextGetsOut() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0);
                LiveBench bench = new LiveBench(kafka, Map.of(), 2, 1, 1)) {
            long now = System.currentTimeMillis();
            List<String> bad = List.of(
                    "{ not json " + SECRET,
                    "{\"id\":\"1\",\"source\":\"s\",\"time\":%d,\"case_id\":\"c\",\"text\":\"%s\"}"
                            .formatted(now, SECRET),
                    "{\"id\":\"2\",\"source\":\"s\",\"type\":\"ticket.created\",\"time\":%d,\"case_id\":\"c\",\"text\":\"%s\"}"
                            .formatted(now + 86_400_000, SECRET));
            for (String value : bad) {
                bench.sendBytes(bench.tickets(), 1, value.getBytes(UTF_8));
            }
            ServiceEvent created = ServiceEvent.of(EventType.TICKET_CREATED, "3", now, "s")
                    .caseId("case")
                    .status(Status.NEW)
                    .dueAt(now + 2_000)
                    .build();
            for (int i = 0; i < 3; i++) {
                bench.send(bench.tickets(), 0, created);
            }
            bench.send(bench.tickets(), 0, message(now));

            bench.start(true, 2, dir);

            List<ConsumerRecord<byte[], byte[]>> letters = bench.deadLetters(bad.size());
            assertThat(letters)
                    .extracting(letter -> new String(letter.value(), UTF_8))
                    .containsExactlyElementsOf(bad);
            assertThat(letters).allSatisfy(letter -> {
                Map<String, String> headers = headers(letter);
                assertThat(headers)
                        .containsOnlyKeys("reason", "detail", "topic", "partition", "offset", "size", "sha256");
                assertThat(headers).containsEntry("topic", bench.tickets()).containsEntry("partition", "1");
                assertThat(headers.get("detail")).isNotBlank().doesNotContain(SECRET);
            });
            assertThat(letters)
                    .extracting(letter -> headers(letter).get("offset"))
                    .containsExactly("0", "1", "2");
            List<String> reasons = letters.stream()
                    .map(letter -> headers(letter).get("reason"))
                    .toList();
            assertThat(reasons).first().isEqualTo(RejectionReason.NOT_JSON.name());
            assertThat(reasons).doesNotHaveDuplicates();
            for (String reason : reasons) {
                Map<String, String> tags = Map.of("topic", bench.tickets(), "reason", reason);
                bench.await(reason, () -> bench.sum("pipeline", "rejected", tags) == 1);
            }

            bench.awaitTransition("case");
            bench.await("both duplicates", () -> bench.sum("pipeline", "duplicates") == 2);
            bench.await("the message's score", () -> bench.sum("sentiment", "count") == 1);
            assertThat(bench.sum("cases", "created")).isEqualTo(1);
            assertThat(bench.sum("pipeline", "events")).isEqualTo(4);
            assertThat(bench.points().toString()).doesNotContain(SECRET);
            assertThat(bench.transitions.all.toString()).doesNotContain(SECRET);
        }
    }

    /** Whatever Kafka can deliver: none of it may stop the job, now or after a restart. */
    @Test
    void noRecordStopsTheJob() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka-large"), 0);
                LiveBench bench = new LiveBench(kafka, Map.of(), 1, 1, 1)) {
            bench.limitRecords(bench.tickets(), 20_000_000);
            bench.limitRecords(bench.rejected(), 20_000);
            byte[] large = new byte[12_000_000];
            byte[] near = new byte[EventDecoder.MAX_BYTES - 126];
            byte[] wide = new byte[30_000];
            byte[] key = new byte[500_000];
            bench.sendLarge(record(bench, null, large));
            bench.sendLarge(record(bench, null, near));
            bench.sendLarge(record(bench, key, wide));
            bench.sendLarge(record(bench, key, null));
            ProducerRecord<byte[], byte[]> headers = record(bench, new byte[] {(byte) 0xff}, new byte[0]);
            headers.headers().add("trace", new byte[2_000_000]);
            bench.sendLarge(headers);
            long now = System.currentTimeMillis();
            bench.start(true, 2, dir);

            List<Map<String, String>> letters = bench.deadLetters(5).stream()
                    .map(DeadLettersITCase::headers)
                    .toList();
            assertThat(letters)
                    .extracting(letter -> letter.get("offset"))
                    .containsExactlyInAnyOrder("0", "1", "2", "3", "4");
            assertThat(letters).extracting(letter -> letter.get("reason")).containsOnly("TOO_LARGE", "NOT_JSON");
            Map<String, Map<String, String>> byOffset = new TreeMap<>();
            letters.forEach(letter -> byOffset.put(letter.get("offset"), letter));
            assertThat(byOffset.get("0"))
                    .containsEntry("reason", "TOO_LARGE")
                    .containsEntry("size", "12000000")
                    .containsEntry("truncated", "true");
            assertThat(byOffset.get("2")).containsEntry("key_size", "500000").containsEntry("truncated", "true");
            assertThat(byOffset.get("3")).containsEntry("size", "0").doesNotContainKey("truncated");

            ServiceEvent late = ServiceEvent.of(EventType.TICKET_CREATED, "late", now - 7_200_000, "s")
                    .caseId("late")
                    .build();
            bench.send(bench.tickets(), 0, created("next", System.currentTimeMillis()));
            bench.await("the next ticket", () -> bench.sum("cases", "created") == 1);
            bench.send(bench.tickets(), 0, late);
            Map<String, String> lateLetter = headers(bench.deadLetters(6).get(5));
            assertThat(lateLetter)
                    .containsEntry("reason", "LATE")
                    .containsEntry("topic", bench.tickets())
                    .containsEntry("partition", "0");
            assertThat(Long.parseLong(lateLetter.get("offset"))).isGreaterThan(5);
            bench.await("all rejections", () -> bench.sum("pipeline", "rejected") == 5);
            assertThat(bench.restarts()).isZero();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(LiveBench bench, byte[] key, byte[] value) {
        return new ProducerRecord<>(bench.tickets(), 0, key, value);
    }

    private static ServiceEvent created(String caseId, long time) {
        return ServiceEvent.of(EventType.TICKET_CREATED, "created-" + caseId, time, "s")
                .caseId(caseId)
                .build();
    }

    private static ServiceEvent message(long now) {
        return ServiceEvent.of(EventType.TICKET_MESSAGE, "4", now + 1, "s")
                .caseId("case")
                .actor(Actor.CUSTOMER)
                .language("en")
                .text("This is terrible, I am very angry about your awful service. " + SECRET)
                .build();
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> letter) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : letter.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }
}
