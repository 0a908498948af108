package io.bellwether.bench;

import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.ingest.IngestWatermarks;
import io.bellwether.job.FlinkRuntime;
import io.bellwether.job.PolicyChanges;
import io.bellwether.job.Topology;
import io.bellwether.settings.Settings;
import io.bellwether.state.CodecTypeInfo;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The whole topology with a {@link CaseLoad} in front and nothing behind, running in this process until it is closed. */
final class CaseJob implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;
    private static final String ROCKSDB_FOLDER = "state.backend.rocksdb.localdir";

    private final RunningJob job;
    private final Progress progress;

    private CaseJob(RunningJob job, Progress progress) {
        this.job = job;
        this.progress = progress;
    }

    /**
     * A state in RocksDB.
     *
     * @param folder of its files
     * @param memory for it in all, bytes
     */
    record Rocks(Path folder, long memory) {}

    /** @param rocks null for a state on the heap */
    static CaseJob start(BenchSetup setup, Rocks rocks, int cases, Progress progress) throws Exception {
        Settings settings = setup.settings();
        WatermarkProbeOperator.reset();
        CaseLoad.order(new CaseLoad.Orders(0, 0, CaseLoad.BEGIN, 0));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                settings.parallelism(), configuration(settings, rocks));
        DataGeneratorSource<Inbound> source = new DataGeneratorSource<>(
                new CaseLoad(cases, settings.time().disorderMillis()),
                Long.MAX_VALUE,
                CodecTypeInfo.of(InboundCodec.INSTANCE));
        SingleOutputStreamOperator<Inbound> tickets = environment
                .fromSource(
                        source,
                        IngestWatermarks.strategy(settings.time().disorderMillis()),
                        "Tickets",
                        CodecTypeInfo.of(InboundCodec.INSTANCE))
                .setParallelism(1)
                .uid("bench-tickets");
        Topology.Outputs outputs = new Topology(settings, setup.rules(), setup.policies(), setup.model(), false)
                .wire(tickets, PolicyChanges.none(environment));
        outputs.points()
                .transform("Probe", outputs.points().getType(), new WatermarkProbeOperator<>())
                .setParallelism(1)
                .uid("bench-probe")
                .sinkTo(new DiscardingSink<>())
                .setParallelism(1)
                .uid("bench-probe-sink");
        outputs.transitions().sinkTo(new DiscardingSink<>()).uid("bench-transitions-sink");
        outputs.rejections().sinkTo(new DiscardingSink<>()).uid("bench-rejections-sink");
        return new CaseJob(new RunningJob(environment.executeAsync("bench cases")), progress);
    }

    private static Configuration configuration(Settings settings, Rocks rocks) {
        Configuration configuration = FlinkRuntime.inProcess(FlinkRuntime.ofJob(settings), settings.parallelism(), -1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        if (rocks != null) {
            configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
            configuration.setString(ROCKSDB_FOLDER, rocks.folder.toString());
            configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, new MemorySize(rocks.memory));
        }
        return configuration;
    }

    /** Waits until everything of before {@code orders} end is done. */
    void carryOut(CaseLoad.Orders orders, String what) throws Exception {
        long from = WatermarkProbeOperator.reached();
        CaseLoad.order(orders);
        while (WatermarkProbeOperator.reached() < orders.end()) {
            job.requireRunning();
            Thread.sleep(LOOK_MILLIS);
            double done = WatermarkProbeOperator.reached() - (double) Math.max(from, orders.from());
            progress.at(what, Math.max(0, Math.min(0.99, done / Math.max(1, orders.millis()))), "");
        }
        progress.at(what, 1, "");
        progress.end();
    }

    @Override
    public void close() throws Exception {
        job.close();
    }
}
