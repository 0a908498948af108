package io.bellwether.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * Counts the numbers 1 to n by their remainder modulo ten in keyed state, and writes each count to a file when the input
 * ends. Until the gate file exists it takes a millisecond a number, so that it cannot end before the test lets it.
 */
public final class CountingJob {
    static final int KEYS = 10;

    private CountingJob() {}

    /** As a job jar's main class: n, the gate file, the directory for the counts. */
    public static void main(String[] args) throws Exception {
        build(Long.parseLong(args[0]), Path.of(args[1]), Path.of(args[2])).execute("Counting");
    }

    static StreamExecutionEnvironment build(long n, Path gate, Path counts) {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        environment.enableCheckpointing(300);
        environment
                .fromSource(new NumberSequenceSource(1, n), WatermarkStrategy.noWatermarks(), "Numbers")
                .uid("numbers")
                .map(new Gated(gate.toString()))
                .returns(Types.LONG)
                .uid("gated")
                .keyBy(number -> number % KEYS, Types.LONG)
                .process(new Count(counts.toString()))
                .returns(Types.LONG)
                .uid("count")
                .sinkTo(new DiscardingSink<>())
                .uid("discard");
        return environment;
    }

    /** Slow until the gate is there. */
    static final class Gated implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1;
        private final String gate;
        private transient boolean open;

        Gated(String gate) {
            this.gate = gate;
        }

        @Override
        public Long map(Long number) {
            if (!open) {
                open = Files.exists(Path.of(gate));
                LockSupport.parkNanos(1_000_000);
            }
            return number;
        }
    }

    /** The count of each key, written when the end of the input fires the last timers. */
    static final class Count extends KeyedProcessFunction<Long, Long, Long> {
        private static final long serialVersionUID = 1;
        private final String directory;
        private transient ValueState<Long> count;

        Count(String directory) {
            this.directory = directory;
        }

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws IOException {
            Long before = count.value();
            count.update(before == null ? 1 : before + 1);
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }

        @Override
        public void onTimer(long time, OnTimerContext context, Collector<Long> out) throws IOException {
            Files.writeString(
                    Path.of(directory, context.getCurrentKey().toString()),
                    count.value().toString());
        }
    }
}
