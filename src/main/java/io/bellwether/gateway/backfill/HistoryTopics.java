package io.bellwether.gateway.backfill;

import io.bellwether.event.EventType;
import io.bellwether.file.Unusable;
import io.bellwether.gateway.server.GatewayTopics;
import io.bellwether.ingest.BrokerProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * History on its way into the topics that the job reads, each event to where a gateway would have written it. What is not yet
 * there waits in a buffer of bounded size; when that is full, so does whoever writes.
 *
 * <p>Records have the time at which they are written, not that of their events: else the broker would drop them at once, as
 * old as they are.
 */
public final class HistoryTopics implements AutoCloseable {

    private static final int PROBE_SECONDS = 10;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final String servers;
    private final GatewayTopics topics;
    private final boolean ofChats;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * Topics to write to.
     *
     * @param client what a client of Kafka needs
     * @param ofChats whether the source tells of chats alone
     */
    public HistoryTopics(Properties client, GatewayTopics topics, boolean ofChats) {
        this.servers = client.getProperty("bootstrap.servers");
        this.topics = topics;
        this.ofChats = ofChats;
        Properties own = new Properties();
        own.putAll(client);
        own.put("client.id", "bellwether-import");
        own.put("acks", "all");
        own.put("enable.idempotence", "true");
        own.put("compression.type", "lz4");
        own.put("linger.ms", "20");
        own.put("batch.size", Integer.toString(128 << 10));
        this.producer = new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Requires that events of these types may be written, and that nothing stands before them.
     *
     * @param behind whether they may stand behind what is there
     * @throws Unusable saying what to do
     */
    public void require(Collection<EventType> types, Properties client, boolean behind) throws Unusable {
        List<String> written =
                types.stream().map(type -> topics.of(type, ofChats)).distinct().toList();
        try {
            for (Map.Entry<String, BrokerProbe.Topic> topic :
                    BrokerProbe.describe(client, written, PROBE_SECONDS).entrySet()) {
                requireTopic(topic.getKey(), topic.getValue());
            }
            String full = behind ? "" : full(written, client);
            if (!full.isEmpty()) {
                throw new Unusable("topic " + full
                        + " holds records already. A job counts history behind newer records as of a few"
                        + " minutes before those, a rush that never was: import into empty topics, before the gateway"
                        + " and the job start, or say --behind");
            }
        } catch (IllegalStateException | KafkaException e) {
            throw new Unusable(e.getMessage());
        }
    }

    private void requireTopic(String name, BrokerProbe.Topic topic) throws Unusable {
        if (!topic.problem().isEmpty() || topic.lacks(BrokerProbe.Right.WRITE)) {
            throw new Unusable("topic " + name + " may not be written to: grant WRITE");
        }
        if (topic.partitions() == 0) {
            throw new Unusable("Kafka at " + servers + " has no topic " + name + ": create it, for example with"
                    + " kafka-topics.sh --create --topic " + name + " --partitions 4");
        }
    }

    /** Those of the topics that hold anything, or held it. */
    private static String full(List<String> topics, Properties client) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics) {
                consumer.partitionsFor(topic)
                        .forEach(one -> partitions.add(new TopicPartition(topic, one.partition())));
            }
            return consumer.endOffsets(partitions).entrySet().stream()
                    .filter(end -> end.getValue() > 0)
                    .map(end -> end.getKey().topic())
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
    void write(EventType type, byte[] key, byte[] event) throws IOException {
        requireNoFailure();
        try {
            producer.send(
                    new ProducerRecord<>(topics.of(type, ofChats), key, event),
                    (where, problem) -> failure.compareAndSet(null, problem));
        } catch (KafkaException e) {
            throw broken(e);
        }
    }

    /** Done when Kafka has all of them. */
    void flush() throws IOException {
        producer.flush();
        requireNoFailure();
    }

    private void requireNoFailure() throws IOException {
        if (failure.get() != null) {
            throw broken(failure.get());
        }
    }

    private IOException broken(Exception cause) {
        return new IOException(
                "Kafka at " + servers + " did not take all of it: " + cause.getMessage()
                        + ". Make the topics anew and import again",
                cause);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
