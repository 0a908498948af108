package io.bellwether.ingest;

import io.bellwether.event.EventEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a heartbeat to every partition of the input topics at every tick. A broker that is away stops the heartbeats, and
 * with them time: no deadline fires on the strength of a silence that is an outage. The job itself goes on.
 */
public final class HeartbeatSink implements Sink<Long> {

    private static final long serialVersionUID = 1L;

    private final Properties properties;
    private final List<String> topics;

    /**
     * @param properties of the Kafka client; the servers at least
     * @param topics the input topics
     */
    public HeartbeatSink(Properties properties, List<String> topics) {
        this.properties = new Properties();
        this.properties.putAll(properties);
        this.topics = List.copyOf(topics);
    }

    @Override
    public SinkWriter<Long> createWriter(WriterInitContext context) {
        return new Writer(
                properties,
                topics,
                context.metricGroup().counter("numHeartbeatsFailed", new ThreadSafeSimpleCounter()));
    }

    private static final class Writer implements SinkWriter<Long> {

        private static final Logger LOG = LoggerFactory.getLogger(HeartbeatSink.class);

        /** A tick must not block the next ones for long when the broker is away. */
        private static final int MAX_BLOCK_MILLIS = 900;

        /** What could not be delivered by then is worthless: newer heartbeats say more. */
        private static final int DELIVERY_MILLIS = 5_000;

        private static final int REQUEST_MILLIS = 2_000;

        /**
         * A new partition is found as fast as that: it has heartbeats before the source, which looks less often, finds
         * it, and so holds nobody's time back.
         */
        private static final int METADATA_AGE_MILLIS = 1_000;

        private final KafkaProducer<byte[], byte[]> producer;
        private final List<String> topics;
        private final Counter failed;
        private final EventEncoder encoder = new EventEncoder();
        private volatile boolean away;
        private volatile boolean closed;

        Writer(Properties properties, List<String> topics, Counter failed) {
            this.topics = topics;
            this.failed = failed;
            Properties own = new Properties();
            own.putAll(properties);
            own.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
            own.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
            own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
            own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
            own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
            own.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            own.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MILLIS);
            own.put(ProducerConfig.CLIENT_ID_CONFIG, "bellwether-heartbeat");
            this.producer = new KafkaProducer<>(own);
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
        public void write(Long tick, Context context) {
            byte[] heartbeat = encoder.encode(Heartbeat.at(System.currentTimeMillis()));
            try {
                for (String topic : topics) {
                    for (PartitionInfo partition : producer.partitionsFor(topic)) {
                        producer.send(
                                new ProducerRecord<>(topic, partition.partition(), null, heartbeat),
                                (metadata, error) -> delivered(error));
                    }
                }
            } catch (KafkaException e) {
                delivered(e);
            }
        }

        private void delivered(Exception error) {
            if (closed) {
                return;
            }
            if (error != null) {
                failed.inc();
            }
            if (error != null && !away) {
                LOG.warn("Heartbeats do not reach Kafka; time stands still until they do: {}", error.toString());
            } else if (error == null && away) {
                LOG.info("Heartbeats reach Kafka again");
            }
            away = error != null;
        }

        @Override
        public void flush(boolean endOfInput) {
            // A heartbeat that is under way needs no checkpoint: the next one says more.
        }

        @Override
        public void close() {
            closed = true;
            producer.close(Duration.ZERO);
        }
    }
}
