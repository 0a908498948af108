package io.bellwether.job;

import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceIdCodec;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationCodec;
import io.bellwether.metric.Signal;
import io.bellwether.platform.ConsumerDayFunction;
import io.bellwether.platform.DayCountFunction;
import io.bellwether.platform.OutcomeCodec;
import io.bellwether.platform.PlatformBook;
import io.bellwether.platform.PlatformFunction;
import io.bellwether.settings.Settings;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The stages that count platforms' indicators, which are there only where the settings name a platform: chats are counted,
 * what they come to is made days of consumers where those count, and summed up by day.
 */
final class PlatformStages {

    /**
     * What comes out.
     *
     * @param observations of measurement {@code platform}
     * @param signals of rounds that wait
     */
    record Outputs(SingleOutputStreamOperator<Observation> observations, DataStream<Signal> signals) {}

    private PlatformStages() {}

    /** @param events behind the door */
    static Outputs wire(SingleOutputStreamOperator<ServiceEvent> events, Settings settings) {
        PlatformBook book = settings.platforms().book();
        var outcomes = events.filter(PlatformFunction.concerned(book))
                .setParallelism(events.getParallelism())
                .uid("platform-filter")
                .name("Chats of platforms")
                .keyBy(EventKeys::caseOf, CodecTypeInfo.of(SourceIdCodec.INSTANCE))
                .process(new PlatformFunction(
                        book,
                        settings.series().dimensions(),
                        settings.time().latenessMillis(),
                        settings.time().redeliveryMillis()))
                .returns(CodecTypeInfo.of(OutcomeCodec.INSTANCE))
                .uid("platform-chats")
                .name("Count rounds");
        var consumers = outcomes.getSideOutput(PlatformFunction.OF_CONSUMERS)
                .keyBy(ConsumerDayFunction::key, Types.STRING)
                .process(new ConsumerDayFunction(book, settings.time().latenessMillis()))
                .returns(CodecTypeInfo.of(OutcomeCodec.INSTANCE))
                .uid("platform-consumers")
                .name("Days of consumers");
        SingleOutputStreamOperator<Observation> days = outcomes.union(consumers)
                .keyBy(DayCountFunction::key, Types.STRING)
                .process(new DayCountFunction(book))
                .returns(CodecTypeInfo.of(ObservationCodec.INSTANCE))
                .uid("platform-days")
                .name("Sum up days");
        return new Outputs(days, outcomes.getSideOutput(PlatformFunction.SIGNALS));
    }
}
