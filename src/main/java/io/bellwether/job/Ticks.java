package io.bellwether.job;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What wakes functions that look at something beside the events again and again. It has no time, see {@link Timeless}. */
final class Ticks {

    private Ticks() {}

    /** So many for as long as the job runs. */
    static SingleOutputStreamOperator<Long> perSecond(
            double rate, StreamExecutionEnvironment environment, String name, String uid) {
        return perSecond(rate, Long.MAX_VALUE, environment, name, uid);
    }

    /** The same until there were {@code count} of them. */
    static SingleOutputStreamOperator<Long> perSecond(
            double rate, long count, StreamExecutionEnvironment environment, String name, String uid) {
        DataGeneratorSource<Long> source =
                new DataGeneratorSource<>(tick -> tick, count, RateLimiterStrategy.perSecond(rate), Types.LONG);
        return environment
                .fromSource(source, Timeless.strategy(), name, Types.LONG)
                .setParallelism(1)
                .uid(uid);
    }
}
