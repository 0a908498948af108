package io.bellwether.job;

import io.bellwether.event.Rejection;
import io.bellwether.ingest.DeadLetters;
import io.bellwether.ingest.HeartbeatSink;
import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.ingest.IngestWatermarks;
import io.bellwether.ingest.KafkaEventDeserializer;
import io.bellwether.ingest.KafkaStart;
import io.bellwether.ingest.KafkaTopics;
import io.bellwether.ingest.LetterSink;
import io.bellwether.ingest.QuietPartitionsSource;
import io.bellwether.ingest.RecordBytes;
import io.bellwether.ingest.RetainedOffsetsSource;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.settings.Settings;
import io.bellwether.state.CodecTypeInfo;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Kafka on both sides of the {@link Topology}: events and their time in, dead letters out. */
public final class LiveIngest {

    /** A silent partition holds time back by as long as is between two: half a second is in every alert's way. */
    private static final int HEARTBEATS_PER_SECOND = 2;

    private final Settings settings;
    private final KafkaSettings kafka;
    private final KafkaStart start;

    /** @param start where to begin without a state */
    public LiveIngest(Settings settings, KafkaStart start) {
        this.settings = settings;
        this.kafka = settings.kafka();
        this.start = start;
    }

    /** Where a job of these settings begins that has no state: as of now, what Kafka holds. */
    public static KafkaStart start(Settings settings) {
        KafkaSettings kafka = settings.kafka();
        return KafkaStart.withoutState(
                kafka.clientProperties(), kafka.inputs(), kafka.start().equals("latest"), System.currentTimeMillis());
    }

    /** Events with event time that also passes in silence. */
    public SingleOutputStreamOperator<Inbound> events(StreamExecutionEnvironment environment) {
        Properties client = kafka.clientProperties();
        int subtasks = KafkaTopics.subtasks(client, kafka.inputs(), settings.parallelism());
        if (kafka.heartbeat()) {
            heartbeats(environment);
        }
        Source<Inbound, KafkaPartitionSplit, KafkaSourceEnumState> source =
                kafka.heartbeat() ? source() : new QuietPartitionsSource(source(), client);
        return environment
                .fromSource(
                        new RetainedOffsetsSource(source, client),
                        IngestWatermarks.strategy(settings.time().disorderMillis()),
                        "Kafka",
                        CodecTypeInfo.of(InboundCodec.INSTANCE))
                .setParallelism(subtasks)
                .uid("ingest-kafka");
    }

    @SuppressWarnings("deprecation") // the connector's signature asks for Kafka's deprecated enum
    private KafkaSource<Inbound> source() {
        Properties client = kafka.clientProperties();
        RecordBytes.into(client);
        return KafkaSource.<Inbound>builder()
                .setProperties(client)
                .setBootstrapServers(kafka.servers())
                .setGroupId(kafka.group())
                .setTopics(kafka.inputs())
                .setStartingOffsets(new StartingOffsets(start))
                // What is written to a new partition is late by as much; heartbeats are there sooner.
                .setProperty("partition.discovery.interval.ms", "5000")
                .setDeserializer(new KafkaEventDeserializer(
                        settings.series().dimensions(), settings.time().maxFutureMillis()))
                .build();
    }

    /** Time for silent partitions. A pipeline of its own: it must not hold back events, nor they it. */
    private void heartbeats(StreamExecutionEnvironment environment) {
        DataGeneratorSource<Long> ticks = new DataGeneratorSource<>(
                tick -> tick, Long.MAX_VALUE, RateLimiterStrategy.perSecond(HEARTBEATS_PER_SECOND), Types.LONG);
        environment
                .fromSource(ticks, WatermarkStrategy.noWatermarks(), "Ticks", Types.LONG)
                .setParallelism(1)
                .uid("ingest-ticks")
                .sinkTo(new HeartbeatSink(kafka.clientProperties(), kafka.inputs()))
                .setParallelism(1)
                .uid("ingest-heartbeats")
                .name("Heartbeats");
    }

    /** Records that could not be read, or came too late. */
    public void deadLetters(DataStream<Rejection> rejections) {
        LetterSink<Rejection> letters = new LetterSink<>(kafka.clientProperties(), new DeadLetters(kafka.rejected()));
        rejections.sinkTo(letters).uid("ingest-letters").name("Dead letters");
    }
}
