package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import io.bellwether.event.Actor;
import io.bellwether.event.AgentIds;
import io.bellwether.event.Decoded;
import io.bellwether.event.EventCodec;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.ingest.HeavierScoreOperatorFactory;
import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.TopicBook;
import io.bellwether.sentiment.onnx.OnnxClassifier;
import io.bellwether.sentiment.onnx.OnnxSettings;
import io.bellwether.sentiment.onnx.TinyModel;
import io.bellwether.settings.Settings;
import io.bellwether.state.CodecTypeInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A heavier model switched on, on a mini cluster, with a real run of ONNX Runtime. */
class HeavierModelITCase {

    /** The linear model hears praise; the tiny one knows the last word alone, and it says otherwise. */
    private static final String TEXT = "Thank you, fantastic and lovely service, meh";

    @TempDir
    private Path folder;

    private OnnxSettings tiny;

    @BeforeEach
    void make() throws Exception {
        TinyModel.requireRuntime();
        tiny = TinyModel.in(folder);
    }

    @Test
    void theSettingsSwitchItOn() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "{\"id\":\"e%d\",\"type\":\"chat.message\",\"time\":%d,\"source\":\"s\",\"case_id\":\"c%d\","
                            + "\"actor\":\"CUSTOMER\",\"visibility\":\"PUBLIC\",\"language\":\"en\",\"text\":\"%s\"}",
                    i,
                    1_700_000_000_000L + i * 100,
                    i % 20,
                    TEXT));
        }
        Path events = Files.write(folder.resolve("events.jsonl"), lines);
        String without = sentiment(replay("without", events, "parallelism: 2"));
        String onnx = String.format(
                "sentiment_onnx: {model: '%s', vocabulary: '%s', labels: [negative, neutral, positive]}",
                tiny.model(), tiny.vocabulary());
        Path with = replay("with", events, onnx);
        assertThat(without).contains("positive=100i").doesNotContain("positive=0i");
        assertThat(sentiment(with)).contains("count=100i", "positive=0i").doesNotContain("positive=100i");
        assertThat(Files.mismatch(
                        with.resolve("metrics.lp"),
                        replay("again", events, onnx).resolve("metrics.lp")))
                .as("the same input gives the same bytes")
                .isEqualTo(-1);
        try (Stream<Path> outputs = Files.list(with)) {
            for (Path output : (Iterable<Path>) outputs.filter(Files::isRegularFile)::iterator) {
                assertThat(output).content().doesNotContain("fantastic");
            }
        }
    }

    private Path replay(String name, Path events, String settings) throws Exception {
        Path config = Files.writeString(folder.resolve(name + ".yaml"), settings + "\n");
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Path out = folder.resolve(name);
        assertThat(Bellwether.run(
                        "replay",
                        "--quiet",
                        "--events",
                        events.toString(),
                        "--out",
                        out.toString(),
                        "--rules",
                        rules.toString(),
                        "--config",
                        config.toString()))
                .isZero();
        return out;
    }

    private static String sentiment(Path out) throws Exception {
        return String.join(
                "\n",
                Files.readAllLines(out.resolve("metrics.lp")).stream()
                        .filter(line -> line.startsWith("sentiment,") && line.contains("rollup=all"))
                        .toList());
    }

    /** The serializer of what still has a text refuses to write, so each checkpoint proves that none was in flight. */
    @Test
    void checkpointsAreTakenWhileMessagesAreScored() throws Exception {
        Configuration configuration = FlinkRuntime.ofJob(Settings.defaults());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 0);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(2, FlinkRuntime.inProcess(configuration, 2, -1));
        OnnxSettings settings = tiny;
        int messages = 2_000;
        Scores.CHECKPOINTS.set(0);
        try (CloseableIterator<Double> scores = environment
                .fromSource(
                        new DataGeneratorSource<>(
                                n -> inbound(n),
                                messages,
                                RateLimiterStrategy.perSecond(1_000),
                                CodecTypeInfo.of(InboundCodec.INSTANCE)),
                        WatermarkStrategy.noWatermarks(),
                        "Messages",
                        CodecTypeInfo.of(InboundCodec.INSTANCE))
                .uid("messages")
                .transform(
                        "Ask the heavier model",
                        CodecTypeInfo.of(InboundCodec.INSTANCE),
                        new HeavierScoreOperatorFactory(
                                SentimentModel::bundled, () -> OnnxClassifier.open(settings), settings))
                .uid("heavier")
                .transform(
                        "Door",
                        CodecTypeInfo.of(new EventCodec()),
                        new DoorOperator(
                                false,
                                10_000,
                                600_000,
                                1_800_000,
                                AgentIds.PLAIN,
                                SentimentModel::bundled,
                                TopicBook.bundled()))
                .uid("door")
                .map(new Scores())
                .returns(Types.DOUBLE)
                .uid("scores")
                .executeAndCollect()) {
            int count = 0;
            while (scores.hasNext()) {
                assertThat(scores.next()).isBetween(-0.2, 0.2);
                count++;
            }
            assertThat(count).isEqualTo(messages);
            assertThat(Scores.CHECKPOINTS).hasPositiveValue();
        }
    }

    private static final class Scores implements MapFunction<ServiceEvent, Double>, CheckpointListener {
        private static final long serialVersionUID = 1L;
        private static final AtomicInteger CHECKPOINTS = new AtomicInteger();

        @Override
        public Double map(ServiceEvent event) {
            return event.sentiment();
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            CHECKPOINTS.incrementAndGet();
        }
    }

    private static Inbound inbound(long number) {
        ServiceEvent event = ServiceEvent.of(EventType.CHAT_MESSAGE, "e" + number, number, "s")
                .caseId("c" + number)
                .actor(Actor.CUSTOMER)
                .visibility(Visibility.PUBLIC)
                .language("en")
                .text(TEXT)
                .build();
        return new Inbound(new Decoded(event, null), "t", number);
    }
}
