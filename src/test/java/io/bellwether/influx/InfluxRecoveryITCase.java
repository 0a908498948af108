package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.FakeInflux.Answer;
import io.bellwether.metric.PointCodec;
import io.bellwether.state.CodecTypeInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The store is away, checkpoints complete all the same, the job fails: points from before the checkpoint are in no source
 * any more, so only the restored writer can bring them.
 */
@Timeout(120)
class InfluxRecoveryITCase {

    private static final int POINTS = 2_000;
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

    /** In memory, and where that holds a fortieth of them, in files. */
    @ParameterizedTest
    @ValueSource(ints = {100_000, 50})
    void pointsOfACheckpointTakenWhileTheStoreWasAwayAreWrittenAfterTheFailure(int maxBuffered, @TempDir Path folder)
            throws Exception {
        FAILED.set(false);
        try (FakeInflux store = new FakeInflux()) {
            store.judge = lines -> FAILED.get() ? null : Answer.status(503);
            run(WriterHarness.settings(store.url(), 50, maxBuffered, Duration.ofSeconds(30)), folder);

            assertThat(FAILED).isTrue();
            Map<String, String> expected = new HashMap<>();
            for (int i = 0; i < POINTS; i++) {
                expected.put("queue,queue=q" + i + " 7", "v=" + i + "i");
            }
            assertThat(store.points).isEqualTo(expected);
        }
    }

    private static void run(InfluxSettings settings, Path folder) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("execution.checkpointing.interval", "100 ms");
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.attempts", "1");
        configuration.setString("restart-strategy.fixed-delay.delay", "0 s");
        configuration.setString("pipeline.generic-types", "false");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        DataGeneratorSource<Long> numbers =
                new DataGeneratorSource<>(number -> number, POINTS, RateLimiterStrategy.perSecond(500), Types.LONG);
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .map(new FailOnceAfterCheckpoint())
                .map(number -> WriterHarness.point("q" + number, number))
                .returns(CodecTypeInfo.of(PointCodec.INSTANCE))
                .sinkTo(InfluxSink.live(settings).overflowingTo(folder.toUri().toString()));
        env.execute();
    }

    /** Fails at the first number behind a completed checkpoint that has numbers in it. */
    private static final class FailOnceAfterCheckpoint implements MapFunction<Long, Long>, CheckpointListener {

        private static final long serialVersionUID = 1;

        private long seen;
        private boolean checkpointed;

        @Override
        public Long map(Long number) {
            seen++;
            if (checkpointed && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("fails on purpose");
            }
            return number;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed = seen > 100;
        }
    }
}
