package io.bellwether.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What somebody is to find in a topic: a value, and headers that say why it is there. Whoever makes one keeps it small; a
 * {@link LetterSink} keeps it while the topic cannot be written to.
 *
 * @param about which one it is, for a log line: a place, never content
 * @param topic where it goes
 * @param key by which a topic keeps the newest, or keeps things in order; null for none
 * @param value never null
 * @param headers in their order; the values are texts in UTF-8, or bytes as they came
 */
public record Letter(String about, String topic, byte[] key, byte[] value, Map<String, byte[]> headers) {

    /** The header that says that the value is less than the whole. */
    public static final String TRUNCATED = "truncated";

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};

    /** One without a key. */
    public Letter(String about, String topic, byte[] value, Map<String, byte[]> headers) {
        this(about, topic, null, value, headers);
    }

    /** About what a record of it takes in a topic, in bytes. */
    int size() {
        int size = 64 + value.length + (key == null ? 0 : key.length);
        for (Map.Entry<String, byte[]> header : headers.entrySet()) {
            size += header.getKey().length() + header.getValue().length + 8;
        }
        return size;
    }

    /** The same without its value, for a topic that does not take it whole. */
    Letter withoutValue() {
        Map<String, byte[]> said = new LinkedHashMap<>(headers);
        said.put(TRUNCATED, TRUE);
        return new Letter(about, topic, key, new byte[0], said);
    }

    /** What a producer writes. */
    public ProducerRecord<byte[], byte[]> toRecord() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text));
        return record;
    }
}
