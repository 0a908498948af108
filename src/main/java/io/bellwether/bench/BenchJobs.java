package io.bellwether.bench;

import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.ingest.IngestWatermarks;
import io.bellwether.ingest.KafkaEventDeserializer;
import io.bellwether.ingest.RecordBytes;
import io.bellwether.job.FlinkRuntime;
import io.bellwether.job.PolicyChanges;
import io.bellwether.job.Topology;
import io.bellwether.metric.Point;
import io.bellwether.settings.Settings;
import io.bellwether.state.CodecTypeInfo;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The pipelines that are compared: the same bounded source in front, an accumulator behind. */
final class BenchJobs {

    /** Accumulator of what came out of a scenario. */
    static final String OUT = "bench-out";

    /** Accumulator of the series of which there were points. */
    static final String SERIES = "bench-series";

    private static final String TRANSITIONS = "bench-transitions";
    private static final String REJECTIONS = "bench-rejections";

    private final BenchSetup setup;
    private final Settings settings;
    private final boolean countSeries;

    BenchJobs(BenchSetup setup) {
        this(setup, false);
    }

    private BenchJobs(BenchSetup setup, boolean countSeries) {
        this.setup = setup;
        this.settings = setup.settings();
        this.countSeries = countSeries;
    }

    /** The same that also count series, which takes time: for runs whose figures nobody wants. */
    BenchJobs countingSeries() {
        return new BenchJobs(setup, true);
    }

    /** The scenario's job, ready to be executed. */
    StreamExecutionEnvironment job(BenchScenario scenario, String servers, BenchLoad.Topics topics) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration(scenario.isSql()));
        switch (scenario) {
            case DECODE ->
                end(
                        source(environment, servers, topics)
                                .filter(inbound -> inbound.decoded().isEvent())
                                .uid("bench-events"),
                        OUT,
                        inbound -> 1);
            case TOPOLOGY -> topology(environment, source(environment, servers, topics));
            case SQL ->
                end(new SqlJobs(settings).oneWindow(environment, servers, topics), OUT, row ->
                        (Long) row.getField("n"));
            case SQL_ROLLUPS -> {
                SqlJobs sql = new SqlJobs(settings);
                long total = sql.total();
                end(
                        sql.sameRollups(environment, servers, topics),
                        OUT,
                        row -> total == (Long) row.getField("coarse") ? (Long) row.getField("n") : 0);
            }
        }
        return environment;
    }

    /** The same for all; the planner names its operators itself. */
    private Configuration configuration(boolean sql) {
        Configuration configuration = FlinkRuntime.inProcess(FlinkRuntime.ofJob(settings), settings.parallelism(), -1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        if (sql) {
            configuration.set(PipelineOptions.GENERIC_TYPES, true);
            configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
        }
        return configuration;
    }

    private SingleOutputStreamOperator<Inbound> source(
            StreamExecutionEnvironment environment, String servers, BenchLoad.Topics topics) {
        Properties client = new Properties();
        RecordBytes.into(client);
        client.put("interceptor.classes", Fetches.class.getName());
        KafkaSource<Inbound> source = KafkaSource.<Inbound>builder()
                .setProperties(client)
                .setBootstrapServers(servers)
                .setTopics(topics.all())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new KafkaEventDeserializer(
                        settings.series().dimensions(), settings.time().maxFutureMillis()))
                .build();
        return environment
                .fromSource(
                        source,
                        IngestWatermarks.strategy(settings.time().disorderMillis()),
                        "Kafka",
                        CodecTypeInfo.of(InboundCodec.INSTANCE))
                .uid("bench-kafka");
    }

    private void topology(StreamExecutionEnvironment environment, SingleOutputStreamOperator<Inbound> inbound) {
        Topology.Outputs outputs = new Topology(settings, setup.rules(), setup.policies(), setup.model(), true)
                .wire(inbound, PolicyChanges.none(environment));
        DataStream<Point> points = outputs.points();
        if (countSeries) {
            points = points.filter(new CountSeries(SERIES)).uid(SERIES);
        }
        end(points, OUT, point -> 1);
        end(outputs.transitions(), TRANSITIONS, transition -> 1);
        end(outputs.rejections(), REJECTIONS, rejection -> 1);
    }

    private static <T> void end(DataStream<T> stream, String accumulator, CountAndDrop.Weight<T> weight) {
        stream.filter(new CountAndDrop<>(accumulator, weight))
                .uid(accumulator)
                .sinkTo(new DiscardingSink<>())
                .uid(accumulator + "-sink");
    }
}
