package io.bellwether.alert;

import io.bellwether.rule.RuleSet;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the open alerts of rules with {@code limits}; keyed by {@link Transition#uid()}, so that each rule is counted in one
 * place. A change waits until the watermark says that all of its moment are there; those of other rules pass at once, and
 * nothing is kept of them.
 */
public final class AlertLimitFunction extends KeyedProcessFunction<String, Transition, Transition> {

    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<LimitState> STATE =
            new ValueStateDescriptor<>("alert-limit", CodecTypeInfo.of(LimitStateCodec.INSTANCE));
    private static final ListStateDescriptor<Transition> WAITING =
            new ListStateDescriptor<>("alert-limit-waiting", CodecTypeInfo.of(TransitionCodec.INSTANCE));

    private final RuleSet rules;
    private transient AlertLimit limit;
    private transient ValueState<LimitState> states;
    private transient ListState<Transition> waiting;

    public AlertLimitFunction(RuleSet rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        limit = new AlertLimit(rules);
        states = getRuntimeContext().getState(STATE);
        waiting = getRuntimeContext().getListState(WAITING);
    }

    @Override
    public void processElement(Transition change, Context context, Collector<Transition> out) throws Exception {
        boolean counted = limit.isLimited(change.uid())
                || states.value() != null
                || waiting.get().iterator().hasNext();
        if (!counted) {
            out.collect(change);
            return;
        }
        waiting.add(change);
        context.timerService().registerEventTimeTimer(change.at());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Transition> out) throws Exception {
        List<Transition> moment = new ArrayList<>();
        List<Transition> later = new ArrayList<>();
        for (Transition change : waiting.get()) {
            (change.at() <= time ? moment : later).add(change);
        }
        waiting.update(later);
        LimitState before = states.value();
        LimitState state = before == null ? new LimitState() : before;
        limit.next(state, context.getCurrentKey(), moment, time).forEach(out::collect);
        if (state.isEmpty()) {
            states.clear();
        } else {
            states.update(state);
        }
    }
}
