package io.bellwether.ingest;

import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * A source of Kafka that never skips records without a word. Retention may have deleted what a state was about to read, or
 * a topic may have been made anew. A Kafka client would go on somewhere else in silence; here such a start says what is
 * missing, counts it ({@code numRecordsGone}) and goes on at the first record that is there.
 *
 * <p>Needs readers that do not reset offsets by themselves: a reader that is overtaken by retention while it runs fails,
 * and is looked at when it is restored.
 */
public final class RetainedOffsetsSource extends WrappedSource {

    private static final long serialVersionUID = 1L;

    private final Properties client;

    /** @param client properties of a Kafka client; the servers at least */
    public RetainedOffsetsSource(Source<Inbound, KafkaPartitionSplit, KafkaSourceEnumState> inner, Properties client) {
        super(inner);
        this.client = new Properties();
        this.client.putAll(client);
    }

    @Override
    public SourceReader<Inbound, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return new RetainedOffsetsReader(
                inner.createReader(context), client, context.metricGroup().counter("numRecordsGone"));
    }
}
