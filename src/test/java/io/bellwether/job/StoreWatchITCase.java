package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.http.MisbehavingServer;
import io.bellwether.influx.FakeInflux;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.influx.InfluxSink;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Point;
import io.bellwether.metric.PointCodec;
import io.bellwether.metric.Signal;
import io.bellwether.state.CodecTypeInfo;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store that goes and comes back while a job watches it. */
class StoreWatchITCase {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(1);

    @Test
    void aStoreThatGoesAndComesBackIsToldOf() throws Exception {
        try (MisbehavingServer store = new MisbehavingServer()) {
            for (int look = 0; look < StoreWatchFunction.LOOKS; look++) {
                store.then(MisbehavingServer.status(503, ""));
            }
            for (int look = 0; look < StoreWatchFunction.LOOKS; look++) {
                store.then(MisbehavingServer.status(401, ""));
            }
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            InfluxSettings influx = InfluxSettings.of(store.uri("/").toString(), "o", "live", "geheim");
            try (CloseableIterator<Signal> signals =
                    StoreWatch.of(environment, influx, 50).signals().executeAndCollect("store")) {
                assertThat(signals.next()).satisfies(away -> {
                    assertThat(away.kind()).isEqualTo(Signal.Kind.STORE_AWAY);
                    assertThat(away.level()).isEqualTo(1);
                });
                assertThat(signals.next()).satisfies(refused -> {
                    assertThat(refused.level()).isEqualTo(2);
                    assertThat(refused.detail().get("problem"))
                            .contains("does not know the token")
                            .doesNotContain("geheim");
                });
                assertThat(signals.next().kind()).isEqualTo(Signal.Kind.STORE_BACK);
            }
        }
    }

    /** Through the real sink, as a live job has it beside what watches it. */
    @Test
    void pointsThatTheStoreRejectsAreObserved() throws Exception {
        try (FakeInflux store = new FakeInflux()) {
            store.judge = lines -> FakeInflux.Answer.status(400);
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            InfluxSettings influx = InfluxSettings.of(store.url(), "o", "live", "t");
            StoreWatch watch = StoreWatch.of(environment, influx, 50);
            SingleOutputStreamOperator<Point> points = environment
                    .fromData(
                            CodecTypeInfo.of(PointCodec.INSTANCE),
                            new Point("queue", new TreeMap<>(Map.of("queue", "q")), new TreeMap<>(Map.of("v", 1L)), 7))
                    .union(nothing(watch))
                    .filter(point -> true)
                    .setParallelism(1);
            StoreWatch.written(points, InfluxSink.live(influx));
            try (CloseableIterator<Observation> told = watch.observations().executeAndCollect("writers")) {
                Observation rejected = null;
                while (rejected == null) {
                    Observation next = told.next();
                    rejected = next.measure() == Measure.PIPELINE_POINTS_REJECTED ? next : null;
                }
                assertThat(rejected.value()).isEqualTo(1);
                assertThat(rejected.series().tags()).containsExactly("influx.bucket", "OTHER");
            }
        }
    }

    /** As in a live job, where what is told of the store comes to its writer in the end: Flink puts together what is connected. */
    private static DataStream<Point> nothing(StoreWatch watch) {
        return watch.signals()
                .flatMap((Signal signal, Collector<Point> out) -> {})
                .returns(CodecTypeInfo.of(PointCodec.INSTANCE))
                .setParallelism(1);
    }
}
