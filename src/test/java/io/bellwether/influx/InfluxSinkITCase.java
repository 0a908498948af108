package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.embedded.EmbeddedStore;
import io.bellwether.metric.Point;
import io.bellwether.metric.PointCodec;
import io.bellwether.state.CodecTypeInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: Flink's task with its mailbox, the client, the embedded store. */
@Timeout(180)
class InfluxSinkITCase {

    private static final long START = 1_700_000_000_000L;
    private static final int PANES = 40;
    private static final int QUEUES = 25;
    private static final int POINTS = PANES * QUEUES;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

    @TempDir
    Path dir;

    @Test
    void pointsAreExactWrittenTwiceTheyAreTheSameAndACorrectionWins() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(dir, 0, List.of("queue", "channel"))) {
            InfluxSettings settings = InfluxSettings.of(store.url(), "org", "live", "any");
            run(settings, POINTS, 0);
            List<Map<String, Object>> expected = expected(POINTS);
            assertThat(rows(store)).isEqualTo(expected);

            run(settings, POINTS, 0);
            assertThat(rows(store)).isEqualTo(expected);

            // Each point in three versions, the last of which is the one of the expected rows plus 2.
            run(settings, 3 * POINTS, 1);
            for (Map<String, Object> row : expected) {
                row.merge("offered", 2L, (a, b) -> (Long) a + (Long) b);
            }
            assertThat(rows(store)).isEqualTo(expected);
        }
    }

    /** Point i, again from the first after {@link #POINTS}; each round adds {@code step} to its count. */
    private static void run(InfluxSettings settings, long count, long step) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("execution.checkpointing.interval", "100 ms");
        configuration.setString("pipeline.generic-types", "false");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(number -> number, count, Types.LONG);
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .map(number -> point((int) (number % POINTS), number / POINTS * step))
                .returns(CodecTypeInfo.of(PointCodec.INSTANCE))
                .sinkTo(InfluxSink.live(settings));
        env.execute();
    }

    private static Point point(int number, long added) {
        TreeMap<String, String> tags = new TreeMap<>(Map.of("rollup", "queue", "queue", queue(number % QUEUES)));
        TreeMap<String, Object> fields =
                new TreeMap<>(Map.of("offered", number + added, "service_level", number / 7.0));
        return new Point("queue", tags, fields, START + number / QUEUES * 10_000L);
    }

    private static String queue(int number) {
        return "售后 refund,=\"" + number;
    }

    private static List<Map<String, Object>> expected(int count) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("queue", queue(i % QUEUES));
            row.put("offered", (long) i);
            row.put("service_level", i / 7.0);
            row.put("ms", START + i / QUEUES * 10_000L);
            rows.add(row);
        }
        return rows;
    }

    private static List<Map<String, Object>> rows(EmbeddedStore store) throws Exception {
        store.awaitApplied();
        return store.query("SELECT queue, offered, service_level, cast(ts AS LONG) / 1000 ms FROM queue"
                + " ORDER BY ts, offered");
    }
}
