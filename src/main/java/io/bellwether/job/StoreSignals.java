package io.bellwether.job;

import io.bellwether.influx.InfluxSettings;
import io.bellwether.influx.StoreProbe;
import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalCodec;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What is to be said of the store while a job runs. */
final class StoreSignals {

    private static final double LOOKS_PER_SECOND = 0.1;

    private StoreSignals() {}

    /** Signals of a store that is asked every ten seconds. */
    static DataStream<Signal> watching(StreamExecutionEnvironment environment, InfluxSettings influx) {
        return watching(environment, influx, LOOKS_PER_SECOND);
    }

    static DataStream<Signal> watching(
            StreamExecutionEnvironment environment, InfluxSettings influx, double looksPerSecond) {
        return Ticks.perSecond(looksPerSecond, environment, "Store", "store-ticks")
                .process(new StoreWatchFunction(influx, StoreProbe::ask))
                .returns(CodecTypeInfo.of(SignalCodec.INSTANCE))
                .setParallelism(1)
                .uid("store-watch")
                .name("Watch the store");
    }
}
