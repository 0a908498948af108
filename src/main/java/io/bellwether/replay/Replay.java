package io.bellwether.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.FlinkRuntime;
import io.bellwether.PolicyChanges;
import io.bellwether.Settings;
import io.bellwether.Topology;
import io.bellwether.event.Rejection;
import io.bellwether.ingest.DoorFunction;
import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundSerializer;
import io.bellwether.ingest.IngestWatermarks;
import io.bellwether.replay.LineFileSink.Line;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Transition;
import io.bellwether.sla.PolicyBook;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** History through the same topology, as fast as it goes, into files. Same input, same bytes, at any parallelism. */
final class Replay {

    static final String METRICS = "metrics.lp";
    static final String ALERTS = "alerts.jsonl";
    static final String REJECTED = "rejected.jsonl";
    static final String SUMMARY = "summary.json";
    private static final String RUNS = ".runs";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final RuleSet rules;
    private final PolicyBook policies;
    private final DoorFunction.ModelSource model;

    Replay(Settings settings, RuleSet rules, PolicyBook policies, DoorFunction.ModelSource model) {
        this.settings = settings;
        this.rules = rules;
        this.policies = policies;
        this.model = model;
    }

    /** Starts the job; {@link #finish} turns what it leaves into the files once it has ended. */
    JobClient start(List<String> files, Path out) throws Exception {
        Path runs = Files.createDirectories(out.resolve(RUNS));
        try (Stream<Path> stale = Files.list(runs)) {
            for (Path file : (Iterable<Path>) stale::iterator) {
                Files.delete(file);
            }
        }
        Configuration configuration = FlinkRuntime.inProcess(FlinkRuntime.ofJob(settings), settings.parallelism(), -1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        wire(environment, files, out, runs);
        return environment.executeAsync("Bellwether replay");
    }

    private void wire(StreamExecutionEnvironment environment, List<String> files, Path out, Path runs) {
        SingleOutputStreamOperator<Inbound> history = environment
                .fromSource(
                        new HistorySource(files, settings.dimensions(), settings.disorderMillis()),
                        IngestWatermarks.strategy(settings.disorderMillis()),
                        "History",
                        InboundSerializer.typeInfo())
                .setParallelism(1)
                .uid("replay-history");
        Topology.Outputs outputs =
                new Topology(settings, rules, policies, model, false).wire(history, PolicyChanges.none(environment));
        outputs.points()
                .sinkTo(new PointRunSink(runs))
                .setParallelism(1)
                .uid("replay-points")
                .name(METRICS);
        outputs.transitions()
                .sinkTo(new LineFileSink<>(out.resolve(ALERTS), Replay::alertLine))
                .setParallelism(1)
                .uid("replay-alerts")
                .name(ALERTS);
        outputs.rejections()
                .sinkTo(new LineFileSink<>(out.resolve(REJECTED), Replay::rejectedLine))
                .setParallelism(1)
                .uid("replay-rejected")
                .name(REJECTED);
    }

    private static Line alertLine(Transition transition) {
        return new Line(
                String.format("%020d %s %020d", transition.at(), transition.alertId(), transition.seq()),
                transition.toJson());
    }

    private static Line rejectedLine(Rejection rejection) {
        ObjectNode line = JSON.createObjectNode()
                .put("reason", rejection.reason().name())
                .put("detail", rejection.detail())
                .put("file", rejection.topic())
                .put("line", rejection.offset())
                .put("size", rejection.size())
                .put("sha256", rejection.sha256());
        if (rejection.isCut()) {
            line.put("truncated", true);
        }
        try {
            line.put(
                    "original",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(rejection.original()))
                            .toString());
        } catch (CharacterCodingException e) {
            line.put("original_base64", Base64.getEncoder().encodeToString(rejection.original()));
        }
        return new Line(String.format("%s %020d", rejection.topic(), rejection.offset()), line.toString());
    }

    /** Merges the runs into {@code metrics.lp} and writes {@code summary.json}. */
    static ReplaySummary finish(Path out) throws IOException {
        ReplaySummary summary = new ReplaySummary();
        Path runs = out.resolve(RUNS);
        try (BufferedWriter metrics = Files.newBufferedWriter(out.resolve(METRICS))) {
            PointRuns.merge(runs, line -> {
                try {
                    metrics.write(line);
                    metrics.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(METRICS + " cannot be written: " + e.getMessage(), e);
                }
                summary.point(line);
            });
        }
        Files.delete(runs);
        try (Stream<String> alerts = Files.lines(out.resolve(ALERTS))) {
            alerts.forEach(summary::alert);
        }
        try (Stream<String> rejected = Files.lines(out.resolve(REJECTED))) {
            rejected.forEach(summary::rejection);
        }
        Files.writeString(out.resolve(SUMMARY), summary.toJson() + "\n");
        return summary;
    }
}
