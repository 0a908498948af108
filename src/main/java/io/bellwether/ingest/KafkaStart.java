package io.bellwether.ingest;

import io.bellwether.yaml.Times;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where a job begins that has no state. What a group committed plays no part: without the state that belongs to it a
 * committed offset would skip the past for good. Offsets are committed for people who watch the lag.
 *
 * @param latest whether only what is written from {@code moment} on is read, not everything that Kafka still holds
 * @param moment when the start was asked for, epoch ms
 * @param wholeSince of windows that begin before, only a part of the events is read; epoch ms, {@link Long#MIN_VALUE} where
 *     nothing of the past is missing. What was written of them before must not be overwritten with a part
 */
public record KafkaStart(boolean latest, long moment, long wholeSince) implements Serializable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Of a job that goes on from a state: what was whole is known there. */
    public static KafkaStart fromState(boolean latest, long moment) {
        return new KafkaStart(latest, moment, Long.MIN_VALUE);
    }

    /**
     * Of a job without a state.
     *
     * @param client properties of a Kafka client; the servers at least
     * @param latest whether to begin at the end of the topics
     * @param now epoch ms
     * @throws IllegalStateException where the broker does not tell what it holds
     */
    public static KafkaStart withoutState(Properties client, Collection<String> topics, boolean latest, long now) {
        if (latest) {
            return new KafkaStart(true, now, now);
        }
        Properties own = new Properties();
        own.putAll(client);
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        own.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        own.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "bellwether-start");
        // The first record of each partition says enough.
        own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1_024);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(own)) {
            return new KafkaStart(false, now, heldSince(consumer, topics, now));
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "Kafka at " + client.get("bootstrap.servers") + " does not tell what it holds: " + e.getMessage(),
                    e);
        }
    }

    /** The first moment from which no partition misses what it once had. */
    private static long heldSince(KafkaConsumer<byte[], byte[]> consumer, Collection<String> topics, long now) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic, PATIENCE)
                    .forEach(partition -> all.add(new TopicPartition(topic, partition.partition())));
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(all, PATIENCE);
        long since = Long.MIN_VALUE;
        Set<TopicPartition> cut = new HashSet<>();
        for (Map.Entry<TopicPartition, Long> begin :
                consumer.beginningOffsets(all, PATIENCE).entrySet()) {
            if (begin.getValue() > 0 && begin.getValue() >= ends.get(begin.getKey())) {
                // Everything was deleted: nobody knows up to when.
                since = now;
            } else if (begin.getValue() > 0) {
                cut.add(begin.getKey());
            }
        }
        return Math.max(since, firstRecords(consumer, cut));
    }

    private static long firstRecords(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> cut) {
        long latestFirst = Long.MIN_VALUE;
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        Set<TopicPartition> open = new HashSet<>(cut);
        while (!open.isEmpty()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("Kafka does not give the first records of " + open + " within "
                        + PATIENCE.toSeconds() + " s: are they readable for this user?");
            }
            consumer.assign(open);
            consumer.seekToBeginning(open);
            for (ConsumerRecord<byte[], byte[]> first : consumer.poll(POLL)) {
                if (open.remove(new TopicPartition(first.topic(), first.partition()))) {
                    latestFirst = Math.max(latestFirst, first.timestamp() + 1);
                }
            }
        }
        return latestFirst;
    }

    /**
     * What whoever starts the job should know.
     *
     * @param group consumer group of the job
     * @param committed whether that group committed offsets, so that a job ran before
     */
    public List<String> remarks(String group, boolean committed) {
        List<String> remarks = new ArrayList<>();
        String where = latest
                ? "what is written from now on (kafka.start: latest)"
                : "the earliest record (kafka.start: earliest)";
        if (committed) {
            remarks.add("Group " + group
                    + " has committed offsets, but this start has no state that belongs to them. They are"
                    + " not used: it reads from " + where + ".");
        }
        if (wholeSince != Long.MIN_VALUE) {
            remarks.add("Panes, intervals and hours that began before " + Times.rfc3339(wholeSince)
                    + " are not written: only a part of their events is read.");
        }
        return remarks;
    }
}
