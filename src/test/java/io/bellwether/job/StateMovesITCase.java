package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.event.Decoded;
import io.bellwether.event.ServiceEvent;
import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.metric.Point;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.FinishedTaskStateProvider.PartialFinishingNotSupportedByStateException;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A job that is stopped with a savepoint and goes on from it says what one says that ran through: at another parallelism, with
 * another state backend, and in another release.
 */
@Timeout(300)
class StateMovesITCase {

    private static final int MOST_ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final int CASES = 90;
    private static final List<ServiceEvent> DAY = ScriptedDay.of(CASES);
    private static final Path GOLDEN = Path.of("src/test/resources/io/bellwether/job/golden-savepoint.gz");
    private static final String BEGUN = "begun";

    private static final String POLICIES = """
            calendars: {office: {zone: Europe/Berlin, hours: {mon-fri: "08:00-18:00"}}}
            policies:
              - {name: urgent, match: {priority: urgent}, targets: {first_reply: 5m, resolution: 30m}}
              - {name: all, calendar: office, targets: {first_reply: 8m, next_reply: 10m}}
            """;
    private static final String RULES = """
            group: test
            defaults: {owner: test}
            rules:
              - {uid: late, title: "{{case}}", signal: sla.breached, severity: warning, annotations: {summary: S}}
              - {uid: angry, title: "{{case}}", signal: case.angry_customer, severity: page, annotations: {summary: S}}
              - uid: waits
                title: T
                metric: queue.waiting
                by: [queue]
                op: ">"
                value: 0
                for: 1m
                severity: page
                annotations: {summary: "{{value}}"}
            """;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(4);

    /** What was said last of each point, and of each step of each alert. */
    private static final Map<String, String> SAID = new ConcurrentSkipListMap<>();

    /** So many events may have been sent. */
    private static final AtomicInteger GATE = new AtomicInteger();

    private static final AtomicInteger SENT = new AtomicInteger();

    private static volatile CompletableFuture<Void> opened = new CompletableFuture<>();

    @TempDir
    private Path folder;

    private MiniCluster cluster;

    @BeforeEach
    void begin(@InjectMiniCluster MiniCluster started) {
        cluster = started;
        forget();
    }

    private static void forget() {
        SAID.clear();
        GATE.set(0);
        SENT.set(0);
    }

    private static void openUntil(int events) {
        CompletableFuture<Void> before = opened;
        opened = new CompletableFuture<>();
        GATE.set(events);
        before.complete(null);
    }

    /** Lets events pass up to the gate, without holding up the checkpoints of the source. */
    private static CompletionStage<Void> passed() {
        CompletableFuture<Void> next = opened;
        return SENT.get() < GATE.get()
                ? CompletableFuture.completedFuture(null)
                : next.thenCompose(opening -> passed());
    }

    /** Time passes with each event: what is written of quiet series hangs on where it stops. */
    private static final class EachEvent implements WatermarkGenerator<Inbound> {
        @Override
        public void onEvent(Inbound inbound, long time, WatermarkOutput output) {
            output.emitWatermark(new Watermark(time - 1));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // each event has said all
        }
    }

    /** Keeps what it is given. */
    private record Keeping<T>(Said<T> said) implements Sink<T> {
        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(T element, Context writing) {
                    said.keep(element);
                }

                @Override
                public void flush(boolean endOfInput) {
                    // nothing is held back
                }

                @Override
                public void close() {
                    // nothing is held
                }
            };
        }
    }

    @FunctionalInterface
    private interface Said<T> extends Serializable {
        void keep(T element);
    }

    private static void keep(Point point) {
        SAID.put(
                point.time() + " " + point.measurement() + point.tags(),
                point.fields().toString());
    }

    private static void keep(Transition transition) {
        SAID.put(
                transition.at() + " " + transition.alertId() + ' ' + transition.startsAt() + ' ' + transition.seq(),
                transition.toJson());
    }

    private JobClient start(int parallelism, String backend, String savepoint) throws Exception {
        Path file = Files.writeString(
                folder.resolve("settings.yaml"), "rollups: [[], [queue]]\nparallelism: " + parallelism + "\n");
        Settings settings = Settings.load(file);
        Configuration configuration = FlinkRuntime.ofLiveJob(settings);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        // with checkpoints, the source that has nothing to say would wait for the next one before it finishes
        configuration.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        RateLimiterStrategy<NumberSequenceSplit> gate = of -> number -> passed();
        DataGeneratorSource<Inbound> source = new DataGeneratorSource<>(
                StateMovesITCase::next, DAY.size(), gate, CodecTypeInfo.of(InboundCodec.INSTANCE));
        Topology topology = new Topology(
                settings,
                RuleSet.parse("rules.yaml", RULES),
                PolicyBook.parse("policies.yaml", POLICIES),
                SentimentModel::bundled,
                false);
        Topology.Outputs outputs = topology.wire(
                environment
                        .fromSource(
                                source,
                                WatermarkStrategy.<Inbound>forGenerator(context -> new EachEvent())
                                        .withTimestampAssigner((inbound, time) ->
                                                inbound.decoded().event().time()),
                                "Day",
                                CodecTypeInfo.of(InboundCodec.INSTANCE))
                        .setParallelism(1)
                        .uid("test-day"),
                PolicyChanges.none(environment));
        outputs.points().sinkTo(new Keeping<>(StateMovesITCase::keep)).uid("test-points");
        outputs.transitions().sinkTo(new Keeping<>(StateMovesITCase::keep)).uid("test-transitions");
        return environment.executeAsync(BEGUN);
    }

    private static Inbound next(long index) {
        SENT.set((int) index + 1);
        return new Inbound(new Decoded(DAY.get((int) index), null), "day", Long.MAX_VALUE);
    }

    /**
     * Flink refuses a savepoint while the end of the source that has nothing to say is under way to some of the tasks and has
     * come to others. Nothing shows from outside when it has come to all; the job then starts again from where it had.
     */
    private String stopAt(int parallelism, String backend, String from, int events) throws Exception {
        for (int attempt = 1; ; attempt++) {
            SENT.set(0);
            JobClient job = start(parallelism, backend, from);
            try {
                return stopAt(job, events);
            } catch (ExecutionException e) {
                boolean partly = ExceptionUtils.findThrowable(e, PartialFinishingNotSupportedByStateException.class)
                        .isPresent();
                if (!partly || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                CommonTestUtils.waitUntilCondition(() -> isOver(job));
            }
        }
    }

    /** A job whose stop was refused either goes on or begins again. */
    private boolean isOver(JobClient job) throws Exception {
        boolean over = job.getJobStatus().get().isGloballyTerminalState();
        if (!over) {
            job.cancel();
        }
        return over;
    }

    private String stopAt(JobClient job, int events) throws Exception {
        CommonTestUtils.waitUntilCondition(() -> isSettled(job));
        openUntil(events);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (SENT.get() < events) {
            assertThat(System.nanoTime()).as("sent %s of %s", SENT, events).isLessThan(until);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Whether all tasks run, but for those that have nothing to say, which have finished: were one about to, a savepoint
     * could meet it in between, as a job partly finished.
     */
    private boolean isSettled(JobClient job) throws Exception {
        AccessExecutionGraph graph = cluster.getExecutionGraph(job.getJobID()).get();
        if (graph.getState() != JobStatus.RUNNING) {
            return false;
        }
        for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
            boolean ofFile = task.getTaskNameWithSubtaskIndex().matches(".*(Policy|Plan) file.*");
            if (task.getExecutionState() != (ofFile ? ExecutionState.FINISHED : ExecutionState.RUNNING)) {
                return false;
            }
        }
        return true;
    }

    private Map<String, String> finished(JobClient job) throws Exception {
        openUntil(Integer.MAX_VALUE);
        job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return new TreeMap<>(SAID);
    }

    private Map<String, String> undisturbed() throws Exception {
        Map<String, String> all = finished(start(2, "hashmap", null));
        forget();
        return all;
    }

    /** Stopped three times in the middle of cases, contacts, alerts and panes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hashmap hashmap hashmap hashmap",
                "rocksdb rocksdb rocksdb rocksdb",
                "hashmap rocksdb hashmap rocksdb"
            })
    void goesOnAtAnyParallelismWithEveryBackend(String backends) throws Exception {
        Map<String, String> undisturbed = undisturbed();
        String[] backend = backends.split(" ");
        int part = DAY.size() / 4;

        String one = stopAt(1, backend[0], null, part);
        String two = stopAt(2, backend[1], one, 2 * part);
        String four = stopAt(4, backend[2], two, 3 * part);
        Map<String, String> moved = finished(start(1, backend[3], four));

        assertThat(undisturbed).hasSizeGreaterThan(1_000);
        assertThat(differences(undisturbed, moved)).isEmpty();
        assertThat(differences(moved, undisturbed)).isEmpty();
    }

    /**
     * A savepoint as an earlier release wrote it. Where the forms of state change, it stays and another one joins it; only what
     * no release has written may be written anew, with {@code -Dgolden=replace}.
     */
    @Test
    void goesOnFromTheSavepointOfAnEarlierRelease() throws Exception {
        int part = DAY.size() / 2;
        if (System.getProperty("golden", "").equals("replace")) {
            Path savepoint = Path.of(URI.create(stopAt(2, "hashmap", null, part)));
            Files.createDirectories(GOLDEN.getParent());
            try (var out = new GZIPOutputStream(Files.newOutputStream(GOLDEN))) {
                Files.copy(savepoint.resolve("_metadata"), out);
            }
            forget();
        }
        Map<String, String> undisturbed = undisturbed();
        GATE.set(0);

        Map<String, String> rest =
                finished(start(2, "hashmap", unpacked().toUri().toString()));
        // That release had no plan: of what came before it nothing was kept for this measurement.
        for (Map<String, String> each : List.of(undisturbed, rest)) {
            each.keySet().removeIf(key -> key.contains(" plan{"));
        }

        assertThat(differences(rest, undisturbed)).isEmpty();
        String after = Long.toString(DAY.get(part).time() + 60_000);
        Map<String, String> later = new TreeMap<>(undisturbed);
        later.keySet().removeIf(key -> key.compareTo(after) < 0);
        assertThat(later).hasSizeGreaterThan(500);
        assertThat(differences(later, rest)).isEmpty();
    }

    /** What the one says and the other does not say so; a few of that. */
    private static List<String> differences(Map<String, String> one, Map<String, String> other) {
        return one.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(other.get(entry.getKey())))
                .limit(10)
                .map(entry -> entry + " but " + other.get(entry.getKey()))
                .toList();
    }

    private Path unpacked() throws IOException {
        Path savepoint = Files.createDirectories(folder.resolve("golden"));
        try (var in = new GZIPInputStream(Files.newInputStream(GOLDEN))) {
            Files.copy(in, savepoint.resolve("_metadata"));
        }
        return savepoint;
    }
}
