package io.bellwether.ingest;

import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

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
 */
public final class QuietPartitionsSource extends WrappedSource {

    private static final long serialVersionUID = 1L;

    private final Properties client;

    /** @param client properties of a Kafka client; the servers at least */
    public QuietPartitionsSource(Source<Inbound, KafkaPartitionSplit, KafkaSourceEnumState> kafka, Properties client) {
        super(kafka);
        this.client = new Properties();
        this.client.putAll(client);
    }

    @Override
    public SourceReader<Inbound, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return new QuietPartitionsReader(inner.createReader(context), client, context.getIndexOfSubtask());
    }
}
