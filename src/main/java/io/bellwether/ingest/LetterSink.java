package io.bellwether.ingest;

import io.bellwether.state.CodecVersionedSerializer;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes letters to Kafka: what went wrong, for a person to look at. That nobody can write to their topic is no reason to
 * stop what works, so no failure of Kafka's fails the job:
 *
 * <ul>
 *   <li>At least once: what the broker has not acknowledged is part of each checkpoint, which does not wait for it.
 *   <li>While the topic is missing, or forbidden, or the broker is away, letters wait and are tried again.
 *   <li>A letter that the topic refuses goes without its value; its headers then say so.
 *   <li>Beyond 16 MiB of waiting letters per writer, and where a topic refuses the headers alone, letters are lost: counted
 *       ({@code numLettersLost}) and logged with what they were about, at most once a minute.
 * </ul>
 *
 * <p>Flink's own sink fails the job at the first record that a topic refuses, and meets it again after the restart.
 *
 * @param <T> what becomes a letter
 */
public final class LetterSink<T> implements Sink<T>, SupportsWriterState<T, List<Letter>> {

    private static final long serialVersionUID = 1L;

    /** What a send may block: the metadata of the topic, where it is not known yet. */
    private static final int MAX_BLOCK_MILLIS = 1_000;

    private final Properties client;
    private final Format<T> format;

    /** Makes letters. Must not throw, whatever the value. */
    @FunctionalInterface
    public interface Format<T> extends Serializable {
        Letter letter(T value);
    }

    /** @param client properties of a Kafka client; the servers at least */
    public LetterSink(Properties client, Format<T> format) {
        this.client = new Properties();
        this.client.putAll(client);
        this.format = format;
    }

    @Override
    public StatefulSinkWriter<T, List<Letter>> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<T, List<Letter>> restoreWriter(
            WriterInitContext context, Collection<List<Letter>> states) {
        LetterWriter<T> writer = new LetterWriter<>(
                new KafkaProducer<>(producerProperties()),
                format,
                context.getMailboxExecutor(),
                context.getProcessingTimeService(),
                context.metricGroup());
        states.forEach(writer::restore);
        return writer;
    }

    private Properties producerProperties() {
        Properties own = new Properties();
        own.putAll(client);
        own.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        own.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        // Several of them in one process are told apart by the number that Kafka gives them.
        own.remove(ProducerConfig.CLIENT_ID_CONFIG);
        return own;
    }

    @Override
    public SimpleVersionedSerializer<List<Letter>> getWriterStateSerializer() {
        return new CodecVersionedSerializer<>(LettersCodec.INSTANCE);
    }
}
