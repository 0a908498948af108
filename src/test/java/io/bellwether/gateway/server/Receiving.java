package io.bellwether.gateway.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import io.bellwether.gateway.sender.WebhookCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A reception whose Kafka is a list, and fails where a test says so. */
final class Receiving {

    static final long NOW = 1_790_000_000_000L;
    private static final JsonMapper JSON = new JsonMapper();
    private static final GatewayTopics TOPICS = new GatewayTopics("tickets", "chats", "agents", "rejected", "state");

    final GatewayMetrics metrics = new GatewayMetrics();
    final MemorySnapshots snapshots = MemorySnapshots.unconfirmed();

    /** Why a record is not taken; null where it is. */
    volatile Function<ProducerRecord<byte[], byte[]>, Exception> refusal = record -> null;

    private final KeptRecords kafka = new KeptRecords() {
        @Override
        public CompletableFuture<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                Exception failure = refusal.apply(record);
                if (failure != null) {
                    return CompletableFuture.failedFuture(failure);
                }
            }
            return super.write(records);
        }
    };

    final List<ProducerRecord<byte[], byte[]>> written = kafka.written;
    final KeptShapes shapes = new KeptShapes(3);
    private final Reception reception = new Reception(
            kafka,
            TOPICS,
            snapshots,
            metrics,
            shapes,
            new Pulls(new PullCursors(kafka, "state"), metrics),
            10_000,
            600_000);

    /** What takes in a source of a product, from whoever delivers. */
    Intake intake(String adapter) throws Exception {
        return intake(adapter, Secrets.NONE);
    }

    /** The same, from those who know the secrets. */
    Intake intake(String adapter, Secrets secrets) throws Exception {
        boolean open = secrets.keys().isEmpty();
        return Intake.of(
                new GatewaySource(adapter, "", secrets, List.of(), null, open, SourceOptions.of(adapter)), snapshots);
    }

    GatewayReply deliver(Intake intake, String body, Map<String, String> headers) {
        WebhookCall call = WebhookCall.of(body.getBytes(StandardCharsets.UTF_8)).withHeaders(headers);
        return reception.receive(intake, call, NOW).join();
    }

    GatewayReply deliver(Intake intake, String body) {
        return deliver(intake, body, Map.of());
    }

    /** The records of a topic, as texts. */
    List<String> values(String topic) {
        return to(topic).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    List<ProducerRecord<byte[], byte[]>> to(String topic) {
        return written.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    static String header(ProducerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}
