package io.bellwether.console;

import io.bellwether.settings.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics of events, as far as Kafka keeps them, read from one time to another as they are then. */
final class EventTopics {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;

    EventTopics(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /**
     * Reads all records that have a value.
     *
     * @param since from when on records were written, epoch ms
     * @param until before when, epoch ms; those of a partition that were written out of order may be left out or told beside
     * @param patienceNanos after which it is given up
     * @param each says whether to go on
     * @return whether all was read
     */
    boolean read(long since, long until, long patienceNanos, Predicate<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = seek(consumer, since, until);
            long giveUp = System.nanoTime() + patienceNanos;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > giveUp) {
                    return false;
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    boolean within = record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()));
                    if (record.value() != null && within && !each.test(record)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private Properties client() {
        Properties own = kafka.clientProperties();
        // what is deleted while it is read is a failure, and no end
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        own.remove(ConsumerConfig.CLIENT_ID_CONFIG);
        return own;
    }

    /** Where each partition ends. */
    private Map<TopicPartition, Long> seek(KafkaConsumer<byte[], byte[]> consumer, long since, long until) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : kafka.inputs()) {
            consumer.partitionsFor(topic).forEach(one -> all.add(new TopicPartition(topic, one.partition())));
        }
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(all));
        consumer.assign(all);
        offsets(consumer, all, since)
                .forEach((one, begin) -> consumer.seek(one, begin == null ? ends.get(one) : (Long) begin.offset()));
        if (until != Long.MAX_VALUE) {
            offsets(consumer, all, until).forEach((one, end) -> {
                if (end != null) {
                    ends.merge(one, end.offset(), Math::min);
                }
            });
        }
        return ends;
    }

    private static Map<TopicPartition, OffsetAndTimestamp> offsets(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> all, long time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        all.forEach(one -> times.put(one, time));
        return consumer.offsetsForTimes(times);
    }
}
