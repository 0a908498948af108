package io.bellwether.ingest;

import java.util.Properties;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Kafka's source for topics that Bellwether may not write to: keeps time in silent partitions without heartbeats in them.
 *
 * <p>To take a partition for idle after a while without records would let time run ahead whenever its records are there
 * but were not fetched yet: at a slow start, on a starved machine, after an outage. Here each reader asks the broker about
 * once a second where its partitions end. A partition that ended at offset E at moment T, and of which everything before
 * E has been passed on, has nothing older than T in store: the reader then passes on a heartbeat of T, just as if one had
 * been written at E and read back. So:
 *
 * <ul>
 *   <li>a reader that catches up never runs ahead of its backlog, however slowly it reads;
 *   <li>a silent night keeps time, about a second more coarsely than with written heartbeats;
 *   <li>while the broker does not answer, time stands still.
 * </ul>
 *
 * <p>E counts open transactions, so a reader of committed records waits for them, as it would with written heartbeats.
 * Offsets without a record for the reader (marks of transactions, aborted records) are found by trying to read them.
 *
 * <p>Compared with heartbeats one proof is weaker: E is what the broker's replicas agree on, so records that are written
 * but not replicated are not in it. Their replication has to be done within {@code disorder}.
 *
 * <p>State is that of Kafka's source, so a savepoint of one can be taken up by the other.
 */
public final class QuietPartitionsSource implements Source<Inbound, KafkaPartitionSplit, KafkaSourceEnumState> {

    private static final long serialVersionUID = 1L;

    private final Source<Inbound, KafkaPartitionSplit, KafkaSourceEnumState> kafka;
    private final Properties client;

    /** @param client properties of a Kafka client; the servers at least */
    public QuietPartitionsSource(Source<Inbound, KafkaPartitionSplit, KafkaSourceEnumState> kafka, Properties client) {
        this.kafka = kafka;
        this.client = new Properties();
        this.client.putAll(client);
    }

    @Override
    public SourceReader<Inbound, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return new QuietPartitionsReader(kafka.createReader(context), client, context.getIndexOfSubtask());
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
        return kafka.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws Exception {
        return kafka.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return kafka.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return kafka.getEnumeratorCheckpointSerializer();
    }
}
