package io.bellwether.ingest;

import io.bellwether.event.Rejection;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Dead letters: the value is the record as it came, so that it can be sent again once it is repaired; headers say why it
 * was rejected and where it was.
 */
public final class DeadLetterSerializer implements KafkaRecordSerializationSchema<Rejection> {

    private static final long serialVersionUID = 1L;

    private final String topic;

    public DeadLetterSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Rejection rejection, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, rejection.original());
        Headers headers = letter.headers();
        headers.add("reason", utf8(rejection.reason().name()));
        headers.add("detail", utf8(rejection.detail()));
        headers.add("topic", utf8(rejection.topic()));
        headers.add("partition", utf8(Integer.toString(rejection.partition())));
        headers.add("offset", utf8(Long.toString(rejection.offset())));
        return letter;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
