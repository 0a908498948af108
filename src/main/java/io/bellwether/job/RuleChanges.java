package io.bellwether.job;

import io.bellwether.metric.Signal;
import io.bellwether.notify.Circumstance;
import io.bellwether.notify.CircumstanceCodec;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleReader;
import io.bellwether.rule.RuleStart;
import io.bellwether.rule.RuleUpdate;
import io.bellwether.rule.RuleUpdateCodec;
import io.bellwether.settings.Settings;
import io.bellwether.state.CodecTypeInfo;
import java.util.UUID;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Rules and routing that come while a job runs, and what is to be said of what was refused.
 *
 * @param updates what replaces the rules and the routing before
 * @param signals of directories refused and taken
 * @param start by which who receives updates knows what is news
 */
record RuleChanges(DataStream<RuleUpdate> updates, DataStream<Signal> signals, RuleStart start) {

    /** The updates for Flink's functions that hear of them; what these keep of them they name themselves. */
    BroadcastStream<RuleUpdate> broadcast() {
        return updates.broadcast(
                new MapStateDescriptor<>("rule-updates", Types.STRING, CodecTypeInfo.of(RuleUpdateCodec.INSTANCE)));
    }

    /** The updates for whoever delivers. */
    DataStream<Circumstance> circumstances() {
        return updates.map(update -> (Circumstance) new Circumstance.OfRules(update))
                .returns(CodecTypeInfo.of(CircumstanceCodec.INSTANCE))
                .setParallelism(1)
                .uid("rules-delivery")
                .name("Routing");
    }

    /** As often as at policies; a change is certain at the second look. */
    static final double LOOKS_PER_SECOND = 0.5;

    /**
     * The changes of a directory that a job was started with.
     *
     * @param folder as it was read for the start
     * @param variables where secrets of the routing file come from
     */
    static RuleChanges watching(
            StreamExecutionEnvironment environment,
            RuleFolder folder,
            Settings settings,
            Variables variables,
            double looksPerSecond) {
        RuleReader reader = RuleReader.of(settings.ruleContext());
        RuleStart start =
                new RuleStart(UUID.randomUUID().toString(), folder.texts().digest(), reader);
        RuleJudge judge = new RuleJudge(reader, RuleBounds.of(settings, folder.rules()), variables);
        SingleOutputStreamOperator<RuleUpdate> updates = Ticks.perSecond(
                        looksPerSecond, environment, "Rule files", "rules-ticks")
                .process(new RuleWatchFunction(
                        folder.directory(),
                        start.id(),
                        judge,
                        !folder.texts().files().isEmpty()))
                .returns(CodecTypeInfo.of(RuleUpdateCodec.INSTANCE))
                .setParallelism(1)
                .uid("rules-watch")
                .name("Watch rules");
        return new RuleChanges(updates, updates.getSideOutput(RuleWatchFunction.SIGNALS), start);
    }
}
