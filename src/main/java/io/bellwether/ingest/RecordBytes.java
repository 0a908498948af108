package io.bellwether.ingest;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Hands on the bytes of a record where the Kafka client has them, for a reader that looks at them once: a copy of each value
 * would be a third of all the memory that the client takes.
 *
 * <p>Flink's connector declares keys and values as arrays, and asks of a deserializer that is declared beside the interface
 * to make arrays. What it does with them is nothing: it hands the record to {@link KafkaEventDeserializer}, which takes both
 * forms. Were it ever to look, it would fail at the first record, and {@link #into} is all that has to go.
 */
public final class RecordBytes extends ByteBufferDeserializer {

    /** For Kafka, which makes it by its name. */
    public RecordBytes() {}

    /**
     * Sets it in the properties of a consumer, unless these name who else looks at the records: a deserializer of their own, or
     * interceptors, which may count on arrays.
     */
    public static void into(Properties consumer) {
        if (!consumer.containsKey(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG)) {
            consumer.putIfAbsent(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, RecordBytes.class.getName());
            consumer.putIfAbsent(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, RecordBytes.class.getName());
        }
    }
}
