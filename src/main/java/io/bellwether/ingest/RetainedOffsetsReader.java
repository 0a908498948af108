package io.bellwether.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the offsets that its reader is to go on from; see {@link RetainedOffsetsSource}. */
final class RetainedOffsetsReader extends WrappedReader {

    private static final Logger LOG = LoggerFactory.getLogger(RetainedOffsetsReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Properties client;
    private final Counter gone;
    private final Map<String, Inbound> untold = new HashMap<>();

    RetainedOffsetsReader(SourceReader<Inbound, KafkaPartitionSplit> inner, Properties client, Counter gone) {
        super(inner);
        this.client = client;
        this.gone = gone;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        inner.addSplits(held(splits));
    }

    /** The splits with offsets that Kafka holds. Where it does not answer they are left: the reader will find out. */
    private List<KafkaPartitionSplit> held(List<KafkaPartitionSplit> splits) {
        List<TopicPartition> numbered = splits.stream()
                .filter(split -> split.getStartingOffset() >= 0)
                .map(KafkaPartitionSplit::getTopicPartition)
                .toList();
        if (numbered.isEmpty()) {
            return splits;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties())) {
            Map<TopicPartition, Long> first = consumer.beginningOffsets(numbered, PATIENCE);
            Map<TopicPartition, Long> end = consumer.endOffsets(numbered, PATIENCE);
            List<KafkaPartitionSplit> held = new ArrayList<>();
            for (KafkaPartitionSplit split : splits) {
                held.add(split.getStartingOffset() < 0 ? split : held(split, first, end));
            }
            return held;
        } catch (KafkaException e) {
            LOG.warn(
                    "Kafka does not tell what it holds of {}; reading goes on where the state says: {}",
                    numbered,
                    e.toString());
            return splits;
        }
    }

    private KafkaPartitionSplit held(
            KafkaPartitionSplit split, Map<TopicPartition, Long> first, Map<TopicPartition, Long> end) {
        TopicPartition partition = split.getTopicPartition();
        HeldOffsets found = HeldOffsets.of(
                partition.toString(), split.getStartingOffset(), first.get(partition), end.get(partition));
        if (found.detail().isEmpty()) {
            return split;
        }
        LOG.error("Records are gone. {}", found.detail());
        gone.inc(found.gone());
        if (found.gone() > 0) {
            untold.put(split.splitId(), Inbound.gone(partition.topic(), found.gone()));
        }
        return new KafkaPartitionSplit(
                partition, found.offset(), split.getStoppingOffset().orElse(KafkaPartitionSplit.NO_STOPPING_OFFSET));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return untold.isEmpty() ? super.isAvailable() : CompletableFuture.completedFuture(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Inbound> output) throws Exception {
        if (!untold.isEmpty()) {
            untold.forEach((split, told) -> output.createOutputForSplit(split).collect(told));
            untold.clear();
        }
        return super.pollNext(output);
    }

    private Properties properties() {
        Properties own = new Properties();
        own.putAll(client);
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        own.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        own.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "bellwether-held");
        // The end of everything, also of open transactions: a reader of committed records is never beyond it.
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        return own;
    }
}
