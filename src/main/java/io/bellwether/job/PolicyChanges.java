package io.bellwether.job;

import io.bellwether.cases.PolicyUpdate;
import io.bellwether.cases.PolicyUpdateCodec;
import io.bellwether.event.AgentIds;
import io.bellwether.metric.Signal;
import io.bellwether.settings.Settings;
import io.bellwether.state.CodecTypeInfo;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Policy books that come while a job runs, and what is to be said of files that were refused.
 *
 * @param updates books that replace the one before
 * @param signals of files refused and taken
 */
public record PolicyChanges(DataStream<PolicyUpdate> updates, DataStream<Signal> signals) {

    private static final double LOOKS_PER_SECOND = 0.5;

    /** The changes of a file that is looked at every two seconds; a change is certain at the second look. */
    public static PolicyChanges watching(StreamExecutionEnvironment environment, Path file, Settings settings) {
        return watching(environment, file, settings, LOOKS_PER_SECOND);
    }

    static PolicyChanges watching(
            StreamExecutionEnvironment environment, Path file, Settings settings, double looksPerSecond) {
        return of(
                environment,
                Long.MAX_VALUE,
                new PolicyWatchFunction(
                        file, settings.series().dimensions(), settings.series().agentIds()),
                looksPerSecond);
    }

    /** No changes: in a replay the policies are those of its start. */
    public static PolicyChanges none(StreamExecutionEnvironment environment) {
        Path nothing = Path.of("none", "none.yaml");
        return of(environment, 0, new PolicyWatchFunction(nothing, List.of(), AgentIds.PLAIN), LOOKS_PER_SECOND);
    }

    private static PolicyChanges of(
            StreamExecutionEnvironment environment, long ticks, PolicyWatchFunction watch, double looksPerSecond) {
        SingleOutputStreamOperator<PolicyUpdate> updates = Ticks.perSecond(
                        looksPerSecond, ticks, environment, "Policy file", "policies-ticks")
                .process(watch)
                .returns(CodecTypeInfo.of(PolicyUpdateCodec.INSTANCE))
                .setParallelism(1)
                .uid("policies-watch")
                .name("Watch policies");
        return new PolicyChanges(updates, updates.getSideOutput(PolicyWatchFunction.SIGNALS));
    }
}
