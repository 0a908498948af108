package io.bellwether.replay;

import io.bellwether.file.SortedRuns;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.job.FlinkRuntime;
import io.bellwether.job.PolicyChanges;
import io.bellwether.job.Topology;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Point;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.SerializableFunction;

/** Runs a history through the topology in this process, and makes files of what comes out. */
public final class Replay {

    /** Panes, half hours and the history of alerts, in line protocol. */
    public static final String METRICS = "metrics.lp";
    /** Hours, as the bucket of trends has them. */
    public static final String TRENDS = "trends.lp";
    /** Every change of an alert, one a line. */
    public static final String ALERTS = "alerts.jsonl";

    static final String REJECTED = "rejected.jsonl";
    static final String SUMMARY = "summary.json";

    /** What every replay writes; the summary last, so where it is, all are whole. */
    public static final List<String> FILES = List.of(METRICS, ALERTS, REJECTED, SUMMARY);

    /** What is no pane, and what the summary counts by. */
    private static final Set<String> WITHOUT_PANES = Stream.concat(
                    Arrays.stream(Measurement.values()).filter(Measurement::isInterval),
                    Stream.of(Measurement.ALERT_EVENTS, Measurement.PIPELINE))
            .map(Measurement::wireName)
            .collect(Collectors.toUnmodifiableSet());

    /** What of the points is written. */
    private enum Kept {
        ALL,
        /** Half hours and the history of alerts. */
        WITHOUT_PANES,
        /** Those about the pipeline itself: a few for each pane. */
        OF_PIPELINE
    }

    private final Settings settings;
    private final RuleSet rules;
    private final PolicyBook policies;
    private final DoorOperator.ModelSource model;

    private final Kept kept;
    private final boolean trends;

    public Replay(Settings settings, RuleSet rules, PolicyBook policies, DoorOperator.ModelSource model) {
        this(settings, rules, policies, model, Kept.ALL, false);
    }

    private Replay(
            Settings settings,
            RuleSet rules,
            PolicyBook policies,
            DoorOperator.ModelSource model,
            Kept kept,
            boolean trends) {
        this.settings = settings;
        this.rules = rules;
        this.policies = policies;
        this.model = model;
        this.kept = kept;
        this.trends = trends;
    }

    /** Removes what an earlier replay wrote there, with whatever options. */
    public static void removeFiles(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(TRENDS));
        for (String file : FILES) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    /** What this one writes, the summary last. */
    public List<String> files() {
        return trends ? Stream.concat(Stream.of(TRENDS), FILES.stream()).toList() : FILES;
    }

    /**
     * The same for whoever asks for the alerts alone: of the points it writes only those about the pipeline itself, and the job
     * says in the end what the windows of rules were like.
     */
    public Replay forAlerts() {
        return new Replay(settings, rules, policies, model, Kept.OF_PIPELINE, trends);
    }

    /** The same with the hours, too, whether the settings name a bucket for them or not. */
    public Replay withTrends() {
        return new Replay(settings, rules, policies, model, kept, true);
    }

    /** The same without panes, which are nearly all of what is written. */
    public Replay withoutPanes() {
        return new Replay(settings, rules, policies, model, Kept.WITHOUT_PANES, trends);
    }

    /** Starts the job; {@link #finish} turns what it leaves into the files once it has ended. */
    public JobClient start(HistoryPlan plan) throws Exception {
        Configuration configuration = FlinkRuntime.inProcess(FlinkRuntime.ofJob(settings), settings.parallelism(), -1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        if (plan.asArrived()) {
            // around late events the source waits for the sinks
            configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(1));
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        wire(environment, plan);
        // the summary is no sink's
        TimeGate.open(plan.folder(), files().size() - 1);
        return environment.executeAsync("Bellwether replay");
    }

    private void wire(StreamExecutionEnvironment environment, HistoryPlan plan) {
        SingleOutputStreamOperator<Inbound> history = environment
                .fromSource(
                        new HistorySource(plan),
                        HistoryWatermarks.strategy(plan.disorderMillis()),
                        "History",
                        CodecTypeInfo.of(InboundCodec.INSTANCE))
                .setParallelism(1)
                .uid("replay-history");
        Topology topology = new Topology(settings, rules, policies, model, false);
        topology = kept == Kept.OF_PIPELINE ? topology.withEvidence() : topology;
        Topology.Outputs outputs =
                (trends ? topology.withTrends() : topology).wire(history, PolicyChanges.none(environment));
        Path folder = Path.of(plan.folder());
        sink(points(outputs), folder, METRICS, "replay-points", OutputLines::ofPoint);
        if (trends) {
            sink(outputs.trends(), folder, TRENDS, "replay-trends", OutputLines::ofPoint);
        }
        sink(outputs.transitions(), folder, ALERTS, "replay-alerts", OutputLines::ofTransition);
        sink(outputs.rejections(), folder, REJECTED, "replay-rejected", OutputLines::ofRejection);
    }

    private DataStream<Point> points(Topology.Outputs outputs) {
        String pipeline = Measurement.PIPELINE.wireName();
        return switch (kept) {
            case ALL -> outputs.points();
            case WITHOUT_PANES ->
                outputs.points()
                        .filter(point -> WITHOUT_PANES.contains(point.measurement()))
                        .uid("replay-points-no-panes");
            case OF_PIPELINE ->
                outputs.points()
                        .filter(point -> point.measurement().equals(pipeline))
                        .uid("replay-points-pipeline");
        };
    }

    private static <T> void sink(
            DataStream<T> values,
            Path folder,
            String file,
            String uid,
            SerializableFunction<T, SortedRuns.Entry> toEntry) {
        values.sinkTo(new SortedSink<>(folder, file, toEntry))
                .setParallelism(1)
                .uid(uid)
                .name(file);
    }

    /** Merges what the job left into whole files beside it. */
    public ReplaySummary finish(Path folder) throws IOException {
        ReplaySummary summary = new ReplaySummary();
        if (trends) {
            write(folder, TRENDS, line -> {});
        }
        write(folder, METRICS, summary::point);
        write(folder, ALERTS, summary::alert);
        write(folder, REJECTED, summary::rejection);
        Files.writeString(folder.resolve(SUMMARY), summary.toJson() + "\n");
        return summary;
    }

    private static void write(Path folder, String file, Consumer<String> lines) throws IOException {
        try (SortedRuns.Merge merge = SortedRuns.merge(folder, file, true);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(file)), 1 << 16)) {
            for (SortedRuns.Entry entry = merge.next(); entry != null; entry = merge.next()) {
                out.write(entry.value());
                out.write('\n');
                lines.accept(new String(entry.value(), StandardCharsets.UTF_8));
            }
        }
    }
}
