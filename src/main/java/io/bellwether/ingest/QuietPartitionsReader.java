package io.bellwether.ingest;

import io.bellwether.ingest.EndOffsetProbe.Ends;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;

/** Kafka's reader, with heartbeats of its own making; see {@link QuietPartitionsSource}. */
final class QuietPartitionsReader extends WrappedReader {

    private final EndOffsetProbe probe;
    private final Map<String, Partition> partitions = new ConcurrentHashMap<>();
    private final AtomicReference<Ends> news = new AtomicReference<>();
    private volatile CompletableFuture<Void> newsCome = new CompletableFuture<>();
    private Output output;

    private record Partition(TopicPartition id, PartitionProgress progress) {}

    QuietPartitionsReader(SourceReader<Inbound, KafkaPartitionSplit> inner, Properties client, int subtask) {
        super(inner);
        this.probe = new EndOffsetProbe(client, Integer.toString(subtask), this::tell);
    }

    @Override
    public void start() {
        super.start();
        probe.start();
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        for (KafkaPartitionSplit split : splits) {
            PartitionProgress progress = new PartitionProgress(split.getStartingOffset());
            partitions.put(split.splitId(), new Partition(split.getTopicPartition(), progress));
            probe.watch(split.getTopicPartition(), progress);
        }
        super.addSplits(splits);
    }

    /** Comes on the probe's thread; the task's thread takes it at its next poll, which it is woken for. */
    private void tell(Ends ends) {
        news.set(ends);
        CompletableFuture<Void> come = newsCome;
        newsCome = new CompletableFuture<>();
        come.complete(null);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> records = super.isAvailable();
        if (records.isDone()) {
            return records;
        }
        // Taken before the look at the news: what comes in between completes it.
        CompletableFuture<Void> come = newsCome;
        if (news.get() != null) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.anyOf(records, come).thenAccept(any -> {});
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Inbound> target) throws Exception {
        if (output == null || output.target != target) {
            output = new Output(target);
        }
        if (news.get() != null) {
            output.take(news.getAndSet(null));
        }
        return super.pollNext(output);
    }

    @Override
    public void close() throws Exception {
        try {
            probe.close();
        } finally {
            super.close();
        }
    }

    /** Passes on what Kafka's reader emits, and behind the record that proves a moment the heartbeat of it. */
    private final class Output implements ReaderOutput<Inbound> {

        private final ReaderOutput<Inbound> target;

        Output(ReaderOutput<Inbound> target) {
            this.target = target;
        }

        void take(Ends ends) {
            for (Map.Entry<String, Partition> entry : partitions.entrySet()) {
                Partition partition = entry.getValue();
                Long end = ends.offsets().get(partition.id());
                if (end != null) {
                    long proven = partition.progress().ended(ends.moment(), end);
                    beat(partition, proven, target.createOutputForSplit(entry.getKey()));
                }
            }
        }

        @Override
        public SourceOutput<Inbound> createOutputForSplit(String splitId) {
            return new PartitionOutput(partitions.get(splitId), target.createOutputForSplit(splitId));
        }

        @Override
        public void releaseOutputForSplit(String splitId) {
            target.releaseOutputForSplit(splitId);
        }

        @Override
        public void collect(Inbound inbound) {
            target.collect(inbound);
        }

        @Override
        public void collect(Inbound inbound, long timestamp) {
            target.collect(inbound, timestamp);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            target.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            target.markIdle();
        }

        @Override
        public void markActive() {
            target.markActive();
        }
    }

    private static void beat(Partition partition, long moment, SourceOutput<Inbound> target) {
        if (moment != PartitionProgress.NONE) {
            target.collect(Inbound.heartbeat(partition.id().topic(), moment), moment);
        }
    }

    private record PartitionOutput(Partition partition, SourceOutput<Inbound> target) implements SourceOutput<Inbound> {

        @Override
        public void collect(Inbound inbound) {
            target.collect(inbound);
            passed(inbound);
        }

        @Override
        public void collect(Inbound inbound, long timestamp) {
            target.collect(inbound, timestamp);
            passed(inbound);
        }

        private void passed(Inbound inbound) {
            beat(partition, partition.progress().passed(inbound.offset()), target);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            target.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            target.markIdle();
        }

        @Override
        public void markActive() {
            target.markActive();
        }
    }
}
