package io.bellwether.job;

import io.bellwether.alert.SeriesReloadOperator;
import io.bellwether.alert.SeriesRuleFunction;
import io.bellwether.alert.SignalReloadFunction;
import io.bellwether.alert.SignalRuleFunction;
import io.bellwether.alert.Transition;
import io.bellwether.alert.TransitionCodec;
import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.metric.Signal;
import io.bellwether.metric.Windowing;
import io.bellwether.rule.RuleSet;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;

/** The stages that evaluate rules, in a job whose rules stand and in one whose rules may be replaced. */
final class RuleStages {

    private static final TypeInformation<Transition> TRANSITION = CodecTypeInfo.of(TransitionCodec.INSTANCE);

    private final RuleSet rules;
    private final Windowing windowing;

    /** @param rules that the job is started with */
    RuleStages(RuleSet rules, Windowing windowing) {
        this.rules = rules;
        this.windowing = windowing;
    }

    /** Of rules that hold to the end. */
    DataStream<Transition> standing(DataStream<Cell> cells, DataStream<Signal> signals) {
        // The rollup is keyed by the same: what it gives is where it belongs, and another exchange would only cost.
        DataStream<Transition> ofSeries = DataStreamUtils.reinterpretAsKeyedStream(
                        cells, Cell::key, CodecTypeInfo.of(CellKeyCodec.INSTANCE))
                .process(new SeriesRuleFunction(rules, windowing.latenessMillis()))
                .returns(TRANSITION)
                .uid("rule-series")
                .name("Rules on series");
        DataStream<Transition> ofSignals = signals.keyBy(Signal::key, Types.STRING)
                .process(new SignalRuleFunction(rules))
                .returns(TRANSITION)
                .uid("rule-signal")
                .name("Rules on signals");
        return ofSeries.union(ofSignals);
    }

    /**
     * The same for rules that may be replaced. What no rule can read stays in the chain of the rollup: whoever hears of rules
     * stands behind an exchange.
     */
    DataStream<Transition> reloading(DataStream<Cell> cells, DataStream<Signal> signals, RuleChanges reloads) {
        DataStream<Cell> readable = cells.filter(
                        cell -> !cell.key().measurement().isInterval())
                .uid("rule-series-filter")
                .name("What rules can read");
        DataStream<Transition> ofSeries = DataStreamUtils.reinterpretAsKeyedStream(
                        readable, Cell::key, CodecTypeInfo.of(CellKeyCodec.INSTANCE))
                .connect(reloads.updates().broadcast())
                .transform("Rules on series", TRANSITION, new SeriesReloadOperator(rules, reloads.start(), windowing))
                .uid("rule-series");
        DataStream<Transition> ofSignals = signals.union(reloads.signals())
                .keyBy(Signal::key, Types.STRING)
                .connect(reloads.broadcast())
                .process(new SignalReloadFunction(rules, reloads.start()))
                .returns(TRANSITION)
                .uid("rule-signal")
                .name("Rules on signals");
        return ofSeries.union(ofSignals);
    }
}
