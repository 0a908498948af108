package io.bellwether.job;

import io.bellwether.ingest.TopicContents;
import io.bellwether.topic.RowForm;
import io.bellwether.topic.RowTable;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a topic, of which Kafka keeps the newest record of each key, at what owners say, such as cases of their
 * clocks. It has no state: each start compares the topic with what all of them say. A topic that is missing or away stops nothing;
 * what has changed meanwhile is written when it is there, once.
 *
 * @param <T> what is told of an owner
 */
final class RowSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RowSink.class);

    private static final int MAX_BLOCK_MILLIS = 1_000;
    private static final int PATIENCE_SECONDS = 20;

    private final Properties client;
    private final String topic;
    private final RowForm<T, ?> form;

    /** @param client properties of a Kafka client; the servers at least */
    RowSink(Properties client, String topic, RowForm<T, ?> form) {
        this.client = new Properties();
        this.client.putAll(client);
        this.topic = topic;
        this.form = form;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new RowWriter<>(
                new KafkaProducer<>(producerProperties()),
                topic,
                found(),
                form,
                context.getMailboxExecutor(),
                context.getProcessingTimeService(),
                context.metricGroup());
    }

    private RowTable<T, ?> found() {
        RowTable<T, ?> table = new RowTable<>(form);
        try {
            TopicContents.readPairs(client, topic, PATIENCE_SECONDS, (key, value) -> {
                if (key != null) {
                    table.found(new String(key, StandardCharsets.UTF_8), value);
                }
            });
        } catch (IllegalStateException e) {
            LOG.warn("What topic {} says that has ended since stays there until the next start", topic, e);
            // of half a topic it is not known which records are the newest of their keys
            return new RowTable<>(form);
        }
        return table;
    }

    private Properties producerProperties() {
        Properties own = new Properties();
        own.putAll(client);
        own.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        own.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        own.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        own.remove(ProducerConfig.CLIENT_ID_CONFIG);
        return own;
    }
}
