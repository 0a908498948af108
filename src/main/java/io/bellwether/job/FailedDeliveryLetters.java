package io.bellwether.job;

import io.bellwether.ingest.Letter;
import io.bellwether.ingest.LetterSink;
import io.bellwether.webhook.FailedDelivery;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failed deliveries on their way to Kafka: the value is {@link FailedDelivery#toJson()}, headers say who was not told and
 * why, so that a reader may choose without parsing.
 */
final class FailedDeliveryLetters implements LetterSink.Format<FailedDelivery> {

    private static final long serialVersionUID = 1L;

    private final String topic;

    FailedDeliveryLetters(String topic) {
        this.topic = topic;
    }

    @Override
    public Letter letter(FailedDelivery failed) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put("reason", utf8(failed.reason()));
        headers.put("receiver", utf8(failed.receiver()));
        return new Letter(
                "delivery " + failed.deliveryId() + " to " + failed.receiver(), topic, utf8(failed.toJson()), headers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
