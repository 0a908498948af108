package io.bellwether.job;

import io.bellwether.alert.AlertLimitFunction;
import io.bellwether.alert.Transition;
import io.bellwether.alert.TransitionCodec;
import io.bellwether.rule.RuleSet;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The stage that holds rules to their limits. */
final class LimitStage {

    private LimitStage() {}

    /** In one place for each rule, so that its alerts can be counted. */
    static DataStream<Transition> wire(DataStream<Transition> transitions, RuleSet rules) {
        return transitions
                .keyBy(Transition::uid, Types.STRING)
                .process(new AlertLimitFunction(rules))
                .returns(CodecTypeInfo.of(TransitionCodec.INSTANCE))
                .uid("rule-limits")
                .name("Limits of rules");
    }
}
