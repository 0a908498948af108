package io.bellwether.ingest;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks whether offsets hold records for a reader with the same settings, by trying to read them. The last offsets of a
 * partition may be marks of transactions, or records of aborted ones, which no reader ever gets. Belongs to no group.
 */
final class GapReader implements AutoCloseable {

    private static final long MOST_MILLIS = 1_000;
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    GapReader(Properties client) {
        Properties own = new Properties();
        own.putAll(client);
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        own.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        own.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "bellwether-gaps");
        // One batch says enough.
        own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1_024);
        this.consumer = new KafkaConsumer<>(own);
    }

    /**
     * The partitions that were found to have no record between two offsets. What cannot be told in a second is not among
     * them; the next call may find it.
     *
     * @param from first offset; negative for the first that there is
     * @param until offset behind the last
     */
    Set<TopicPartition> withoutRecords(Map<TopicPartition, Long> from, Map<TopicPartition, Long> until) {
        consumer.assign(from.keySet());
        from.forEach(this::seek);
        Set<TopicPartition> open = new HashSet<>(from.keySet());
        Set<TopicPartition> empty = new HashSet<>();
        long end = System.nanoTime() + MOST_MILLIS * 1_000_000;
        while (!open.isEmpty() && System.nanoTime() < end) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            open.removeAll(records.partitions());
            for (TopicPartition partition : List.copyOf(open)) {
                if (isPast(partition, until.get(partition))) {
                    empty.add(partition);
                    open.remove(partition);
                }
            }
        }
        consumer.unsubscribe();
        return empty;
    }

    private boolean isPast(TopicPartition partition, long offset) {
        try {
            return consumer.position(partition, POLL) >= offset;
        } catch (TimeoutException e) {
            // The place of the first record is not known yet.
            return false;
        }
    }

    private void seek(TopicPartition partition, long offset) {
        if (offset < 0) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, offset);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
