package io.bellwether.gateway.server;

import io.bellwether.event.Origin;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import io.bellwether.gateway.mapping.Mapped;
import io.bellwether.gateway.sender.WebhookCall;
import io.bellwether.ingest.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Dead letters of what was delivered: one for each payload, with nothing but that payload, however many events it was to
 * become. So they are never much more than the delivery.
 */
final class GatewayLetters {

    /** Attributes of CloudEvents that stand in headers: without them the body says little. */
    private static final String ATTRIBUTE = "ce-";

    private final DeadLetters letters;

    /** @param topic where dead letters go */
    GatewayLetters(String topic) {
        this.letters = new DeadLetters(topic);
    }

    /** Those of a delivery. */
    List<ProducerRecord<byte[], byte[]>> of(String source, Mapped mapped, WebhookCall call) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Mapped.Unmade unmade : mapped.unmade()) {
            byte[] bytes = unmade.payload() == null
                    ? call.body()
                    : unmade.payload().toString().getBytes(StandardCharsets.UTF_8);
            records.add(letter(source, unmade.why().get(0).reason(), detail(unmade), bytes, call.headers()));
        }
        return records;
    }

    /** That of an event that does not fit into its topic. */
    ProducerRecord<byte[], byte[]> ofEvent(String source, String detail, byte[] event) {
        return letter(source, RejectionReason.TOO_LARGE, detail, event, Map.of());
    }

    private static String detail(Mapped.Unmade unmade) {
        String details =
                unmade.why().stream().map(Mapped.Refused::detail).distinct().collect(Collectors.joining("; "));
        int more = unmade.events() - unmade.why().size();
        return more == 0 ? details : details + "; and " + more + " events more";
    }

    private ProducerRecord<byte[], byte[]> letter(
            String source, RejectionReason reason, String detail, byte[] bytes, Map<String, String> headers) {
        Origin origin = new Origin("gateway/" + source, 0, 0, null);
        ProducerRecord<byte[], byte[]> record =
                letters.letter(new Rejection(reason, detail, origin, bytes)).toRecord();
        headers.forEach((name, value) -> {
            if (name.startsWith(ATTRIBUTE)) {
                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
            }
        });
        return record;
    }
}
