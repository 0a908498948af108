package io.bellwether.job;

import io.bellwether.influx.InfluxSettings;
import io.bellwether.influx.InfluxSink;
import io.bellwether.influx.StoreProbe;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Point;
import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalCodec;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What is to be said of the store while a job runs.
 *
 * @param signals of a store that takes no points, and takes them again
 * @param observations of the points that wait and that were given up
 */
record StoreWatch(DataStream<Signal> signals, DataStream<Observation> observations) {

    private static final double LOOKS_PER_SECOND = 0.1;

    /** Who watches the writers runs in the process in which they run, see {@link io.bellwether.influx.WriterAccounts}. */
    private static final String TOGETHER = "store";

    /** Of a store that is asked every ten seconds. */
    static StoreWatch of(StreamExecutionEnvironment environment, InfluxSettings influx) {
        return of(environment, influx, LOOKS_PER_SECOND);
    }

    static StoreWatch of(StreamExecutionEnvironment environment, InfluxSettings influx, double looksPerSecond) {
        SingleOutputStreamOperator<Signal> watch = together(
                        Ticks.perSecond(looksPerSecond, environment, "Store", "store-ticks"))
                .process(new StoreWatchFunction(influx, StoreProbe::ask))
                .returns(CodecTypeInfo.of(SignalCodec.INSTANCE))
                .setParallelism(1)
                .uid("store-watch")
                .name("Watch the store");
        return new StoreWatch(together(watch), watch.getSideOutput(StoreWatchFunction.OF_WRITERS));
    }

    /**
     * The writer of the sink is watched; it has one subtask.
     *
     * @param points of one subtask, whose operator begins the chain that the writer is in: Flink looks at that one alone
     */
    static DataStreamSink<Point> written(SingleOutputStreamOperator<Point> points, InfluxSink sink) {
        DataStreamSink<Point> written =
                together(points.startNewChain()).sinkTo(sink).setParallelism(1);
        written.getTransformation().setCoLocationGroupKey(TOGETHER);
        return written;
    }

    private static <T> SingleOutputStreamOperator<T> together(SingleOutputStreamOperator<T> operator) {
        operator.getTransformation().setCoLocationGroupKey(TOGETHER);
        return operator;
    }
}
