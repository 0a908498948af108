package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.alert.TransitionCodec;
import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.influx.FakeInflux;
import io.bellwether.influx.FakeInflux.Answer;
import io.bellwether.metric.Point;
import io.bellwether.metric.PointCodec;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Transitions;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store is away for many times what the memory of its writer holds, and then worse: it refuses the token, is full, is behind
 * a login page, is slow. Nobody else notices, and then all is there.
 */
@Timeout(180)
class StoreAwayITCase {

    private static final int MOST_IN_MEMORY = 400;
    private static final long POINTS = 20_000;

    /** How many checkpoints were completed with how many points before them. */
    private static final AtomicLong CHECKPOINTED = new AtomicLong();

    private static final AtomicLong CHECKPOINTS = new AtomicLong();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(2);

    @TempDir
    private Path folder;

    @Test
    void alertsAreOnTimeCheckpointsCompleteAndThenEveryPointIsThere() throws Exception {
        CHECKPOINTED.set(0);
        CHECKPOINTS.set(0);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                MisbehavingServer receiver = new MisbehavingServer();
                FakeInflux store = new FakeInflux()) {
            for (String topic : List.of("service.alerts", "service.control", "service.rejected")) {
                kafka.createTopic(topic, 1);
            }
            store.judge = lines -> Answer.status(503);
            JobClient job = start(kafka, store, receiver);
            while (CHECKPOINTED.get() < POINTS / 2) {
                assertThat(job.getJobStatus().get(30, TimeUnit.SECONDS).isTerminalState())
                        .isFalse();
            }
            long before = CHECKPOINTS.get();
            while (receiver.requests().size() < 3 || CHECKPOINTS.get() < before + 3) {
                assertThat(store.points).isEmpty();
            }
            for (Answer answer : List.of(
                    Answer.status(401),
                    new Answer(500, "{\"message\":\"write /var/lib: no space left on device\"}", ""),
                    Answer.redirect(302, "/login"),
                    Answer.status(429))) {
                store.judge = lines -> answer;
                awaitMore(job, receiver);
                assertThat(store.points).isEmpty();
            }
            store.judge = lines -> slow();
            awaitMore(job, receiver);
            store.judge = lines -> null;
            while (stored(store) < POINTS || files() > 0) {
                assertThat(job.getJobStatus().get(30, TimeUnit.SECONDS).isTerminalState())
                        .isFalse();
            }
            for (long i = 0; i < POINTS; i++) {
                assertThat(store.points).containsEntry("queue,queue=q" + i + " 7", "v=" + i + "i");
            }
            job.cancel().get(30, TimeUnit.SECONDS);
        }
    }

    /** Alerts and checkpoints go on. */
    private static void awaitMore(JobClient job, MisbehavingServer receiver) throws Exception {
        long checkpoints = CHECKPOINTS.get();
        int told = receiver.requests().size();
        while (receiver.requests().size() < told + 2 || CHECKPOINTS.get() < checkpoints + 3) {
            assertThat(job.getJobStatus().get(30, TimeUnit.SECONDS).isTerminalState())
                    .isFalse();
        }
    }

    /** Takes the points, two seconds later. */
    private static Answer slow() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    /** Without the rows of what was decided of alerts. */
    private static long stored(FakeInflux store) {
        return store.points.keySet().stream()
                .filter(id -> id.startsWith("queue,"))
                .count();
    }

    /** Of points that wait; none is left when the checkpoint is complete that no longer needs it. */
    private long files() throws Exception {
        // a list of names, since files go while it is made
        try (Stream<Path> all = Files.list(folder.resolve("checkpoints/waiting-points/live"))) {
            return all.count();
        }
    }

    private JobClient start(EmbeddedKafka kafka, FakeInflux store, MisbehavingServer receiver) throws Exception {
        Settings settings = Settings.load(Files.writeString(folder.resolve("b.yaml"), """
                kafka: {bootstrap_servers: "%s"}
                influx: {url: "%s", bucket: live, token: t0k, batch_size: 100, max_buffered: %d, max_retry_delay: 500ms}
                checkpoint: {interval: 200ms, directory: "%s"}
                parallelism: 2
                """.formatted(
                        kafka.bootstrapServers(),
                        store.url(),
                        MOST_IN_MEMORY,
                        folder.resolve("checkpoints").toUri())));
        Variables variables = Variables.of(Map.of(
                "URL",
                receiver.uri("/").toString(),
                "SECRET",
                "whsec_" + "bWFkZSB1cCBmb3IgdGhlIHRlc3Qgb2YgcmVjb3Zlcnk="));
        Routing routing = Routing.parse("alert-routing.yaml", """
                receivers:
                  - {name: hook, type: webhook, url: "${URL}", secret: "${SECRET}", allow_http_hosts: [127.0.0.1], allow_private: true, rate: unlimited}
                routes:
                  - {match: {}, receiver: hook, group_by: [uid], group_interval: 0s}
                stale_after: 0s
                """, variables);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration(FlinkRuntime.ofLiveJob(settings)));
        new LiveJob(settings, RuleSet.none(), PolicyBook.defaults(), SentimentModel::bundled, routing, variables)
                .tell(outputs(environment));
        return environment.executeAsync("store away");
    }

    /** Twenty thousand points in some seconds, and an alert a second for as long as the job runs. */
    private static Topology.Outputs outputs(StreamExecutionEnvironment environment) {
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(4_000), Types.LONG);
        var points = environment
                .fromSource(numbers, WatermarkStrategy.noWatermarks(), "Numbers")
                .uid("numbers")
                .setParallelism(1)
                .map(new Counted())
                .uid("points")
                .returns(CodecTypeInfo.of(PointCodec.INSTANCE))
                .setParallelism(1);
        DataGeneratorSource<Transition> alerts = new DataGeneratorSource<>(
                number -> Transitions.firing("alert" + number, "page"),
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(1),
                CodecTypeInfo.of(TransitionCodec.INSTANCE));
        // in one piece with the points, as they are in a job: writers are put together
        DataStream<Transition> connected = points.flatMap((Point point, Collector<Transition> out) -> {})
                .returns(CodecTypeInfo.of(TransitionCodec.INSTANCE))
                .setParallelism(1)
                .uid("connected");
        var transitions = environment
                .fromSource(alerts, WatermarkStrategy.noWatermarks(), "Transitions")
                .uid("transitions")
                .setParallelism(1)
                .union(connected);
        return new Topology.Outputs(points, null, null, transitions, null, null);
    }

    /** The first so many are points of their own; then the last one again and again, for checkpoints need somebody to ask for them. */
    private static final class Counted implements MapFunction<Long, Point>, CheckpointListener {

        private static final long serialVersionUID = 1L;

        private long last;

        @Override
        public Point map(Long number) {
            last = Math.min(number, POINTS - 1);
            return new Point("queue", new TreeMap<>(Map.of("queue", "q" + last)), new TreeMap<>(Map.of("v", last)), 7);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            CHECKPOINTED.set(last);
            CHECKPOINTS.incrementAndGet();
        }
    }
}
