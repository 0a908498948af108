package io.bellwether.job;

import io.bellwether.control.Received;
import io.bellwether.control.ReceivedCodec;
import io.bellwether.ingest.DeadLetters;
import io.bellwether.ingest.LetterSink;
import io.bellwether.ingest.TopicContents;
import io.bellwether.notify.Circumstance;
import io.bellwether.notify.CircumstanceCodec;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.state.CodecTypeInfo;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What people tell the running job. Every start reads all of it again: what was said last week may hold until next week. The job does without the topic, and finds it within half a minute of its being made.
 */
final class LiveControl {

    /** How long alerts wait at a start for commands that cannot be read. */
    private static final int PATIENCE_SECONDS = 10;

    private final KafkaSettings kafka;

    LiveControl(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** The commands; records that are none go to the dead letters. */
    DataStream<Circumstance> commands(StreamExecutionEnvironment environment) {
        SingleOutputStreamOperator<Circumstance> commands = environment
                .fromSource(source(), Timeless.strategy(), "Commands", CodecTypeInfo.of(ReceivedCodec.INSTANCE))
                .setParallelism(1)
                .uid("control-kafka")
                .transform(
                        "Check commands",
                        CodecTypeInfo.of(CircumstanceCodec.INSTANCE),
                        new ControlDoorOperator(soFar(kafka)))
                .setParallelism(1)
                .uid("control-door");
        commands.getSideOutput(ControlDoorOperator.REJECTED)
                .sinkTo(new LetterSink<>(kafka.clientProperties(), new DeadLetters(kafka.rejected())))
                .setParallelism(1)
                .uid("control-letters")
                .name("Dead commands");
        return commands;
    }

    private static ControlDoorOperator.SoFar soFar(KafkaSettings kafka) {
        Properties client = kafka.clientProperties();
        String topic = kafka.control();
        return to -> TopicContents.read(client, topic, PATIENCE_SECONDS, to);
    }

    /** By a pattern: a topic that is named must be there, or the source fails the job. */
    private KafkaSource<Received> source() {
        Properties client = kafka.clientProperties();
        return KafkaSource.<Received>builder()
                .setProperties(client)
                .setBootstrapServers(kafka.servers())
                .setGroupId(kafka.group() + "-control")
                .setTopicPattern(Pattern.compile(Pattern.quote(kafka.control())))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("partition.discovery.interval.ms", "15000")
                .setDeserializer(new ControlDeserializer())
                .build();
    }
}
