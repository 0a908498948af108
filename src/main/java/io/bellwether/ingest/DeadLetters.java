package io.bellwether.ingest;

import io.bellwether.event.Origin;
import io.bellwether.event.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Dead letters: the value is the record as it came, so that it can be sent again once it is repaired, unless it was cut;
 * headers say why it was rejected, where it is, how large it is and what its hash is.
 */
public final class DeadLetters implements LetterSink.Format<Rejection> {

    private static final long serialVersionUID = 1L;

    private final String topic;

    /** @param topic where dead letters go */
    public DeadLetters(String topic) {
        this.topic = topic;
    }

    @Override
    public Letter letter(Rejection rejection) {
        Origin origin = rejection.origin();
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put("reason", utf8(rejection.reason().name()));
        headers.put("detail", utf8(rejection.detail()));
        headers.put("topic", utf8(origin.topic()));
        headers.put("partition", utf8(Integer.toString(origin.partition())));
        headers.put("offset", utf8(Long.toString(origin.offset())));
        if (origin.key() != null) {
            headers.put("key", origin.key());
            if (origin.keySize() > origin.key().length) {
                headers.put("key_size", utf8(Integer.toString(origin.keySize())));
            }
        }
        headers.put("size", utf8(Integer.toString(rejection.size())));
        headers.put("sha256", utf8(rejection.sha256()));
        if (rejection.isCut()) {
            headers.put(Letter.TRUNCATED, utf8("true"));
        }
        return new Letter(rejection.reason() + " at " + origin, topic, rejection.original(), headers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
