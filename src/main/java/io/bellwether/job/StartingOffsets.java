package io.bellwether.job;

import io.bellwether.ingest.KafkaStart;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of a {@link KafkaStart}, as numbers, looked up once: readers then know how far they have come. {@code latest}
 * means what is written from the moment of the start on, so a job that fails before its first checkpoint misses nothing.
 *
 * <p>No reader resets an offset by itself. One that is out of range fails the reader, and the restored one is told where to
 * go on, loudly: {@link io.bellwether.ingest.RetainedOffsetsSource}.
 */
final class StartingOffsets implements OffsetsInitializer {

    private static final long serialVersionUID = 1L;

    private final KafkaStart start;

    StartingOffsets(KafkaStart start) {
        this.start = start;
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
        if (!start.latest()) {
            return kafka.beginningOffsets(partitions);
        }
        Map<TopicPartition, Long> moments = new HashMap<>();
        partitions.forEach(partition -> moments.put(partition, start.moment()));
        Map<TopicPartition, Long> offsets = new HashMap<>(kafka.endOffsets(partitions));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> first :
                kafka.offsetsForTimes(moments).entrySet()) {
            if (first.getValue() != null) {
                offsets.put(first.getKey(), first.getValue().offset());
            }
        }
        return offsets;
    }

    @Override
    @SuppressWarnings("deprecation") // the connector asks for it
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.NONE;
    }
}
