package io.bellwether.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.demo.EmbeddedKafka;
import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

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
                assertThat(headers).containsOnlyKeys("reason", "detail", "topic", "partition", "offset");
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
