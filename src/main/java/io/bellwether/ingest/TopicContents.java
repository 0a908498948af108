package io.bellwether.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Small topics for a command: all that is in one now, and one record more. */
public final class TopicContents {

    /** How long a broker is waited for, where nothing else is said. */
    public static final int TIMEOUT_SECONDS = 20;

    private static final Duration POLL = Duration.ofMillis(200);

    private TopicContents() {}

    /**
     * Hands over the value of every record that a topic has when it is asked, each partition's in their order.
     *
     * @return whether there is such a topic
     * @throws IllegalStateException where the broker cannot be asked; the message says what to do
     */
    public static boolean read(Properties client, String topic, Consumer<byte[]> to) {
        return read(client, topic, TIMEOUT_SECONDS, to);
    }

    /** The same with a broker that is waited for so long, each time that it is asked. */
    public static boolean read(Properties client, String topic, int seconds, Consumer<byte[]> to) {
        return readPairs(client, topic, seconds, (key, value) -> {
            if (value != null) {
                to.accept(value);
            }
        });
    }

    /** The same with keys, which may be null, and of a topic that keeps the newest of each with the ends of some: values that are null. */
    public static boolean readPairs(Properties client, String topic, int seconds, BiConsumer<byte[], byte[]> to) {
        if (partitions(client, topic, seconds) == 0) {
            return false;
        }
        Properties own = own(client);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, seconds * 1_000);
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = new ArrayList<>();
            consumer.partitionsFor(topic).forEach(one -> all.add(new TopicPartition(topic, one.partition())));
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            consumer.assign(all);
            consumer.seekToBeginning(all);
            readTo(ends, consumer, seconds, to);
            return true;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new IllegalStateException("topic " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void readTo(
            Map<TopicPartition, Long> ends,
            KafkaConsumer<byte[], byte[]> consumer,
            int seconds,
            BiConsumer<byte[], byte[]> to) {
        long nothingSince = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                nothingSince = System.nanoTime();
            } else if (System.nanoTime() - nothingSince > TimeUnit.SECONDS.toNanos(seconds)) {
                throw new TimeoutException("the broker has given none of its records for " + seconds + " s");
            }
            records.forEach(record -> to.accept(record.key(), record.value()));
        }
    }

    /**
     * Writes a record and waits until the broker has it.
     *
     * @throws IllegalStateException where it has not; the message says what to do
     */
    public static void write(Properties client, String topic, byte[] key, byte[] value) {
        if (partitions(client, topic, TIMEOUT_SECONDS) == 0) {
            throw new IllegalStateException("there is no topic " + topic + "; a start of the job makes it, or create it"
                    + " with kafka-topics.sh --create --topic " + topic + " --partitions 1");
        }
        Properties own = own(client);
        own.put(ProducerConfig.ACKS_CONFIG, "all");
        own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_SECONDS * 1_000);
        own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_SECONDS * 1_000);
        own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_SECONDS * 500);
        own.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing to topic " + topic, e);
        } catch (java.util.concurrent.ExecutionException | KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("topic " + topic + " does not take it: " + cause.getMessage(), e);
        }
    }

    private static int partitions(Properties client, String topic, int seconds) {
        BrokerProbe.Topic found =
                BrokerProbe.describe(client, Set.of(topic), seconds).get(topic);
        if (!found.problem().isEmpty()) {
            throw new IllegalStateException("topic " + topic + " " + found.problem());
        }
        return found.partitions();
    }

    /** A name of several clients in one process is told apart by the number that Kafka gives them. */
    private static Properties own(Properties client) {
        Properties own = new Properties();
        own.putAll(client);
        own.remove(ProducerConfig.CLIENT_ID_CONFIG);
        return own;
    }
}
