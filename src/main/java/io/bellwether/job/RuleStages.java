package io.bellwether.job;

import io.bellwether.alert.AlertLimitFunction;
import io.bellwether.alert.DriverFunction;
import io.bellwether.alert.DriverPart;
import io.bellwether.alert.DriverPartCodec;
import io.bellwether.alert.DriverPartFunction;
import io.bellwether.alert.DriverPlaceFunction;
import io.bellwether.alert.ExpectedSeries;
import io.bellwether.alert.ExpectedSeriesFunction;
import io.bellwether.alert.SeriesReloadOperator;
import io.bellwether.alert.SeriesRuleFunction;
import io.bellwether.alert.SignalReloadFunction;
import io.bellwether.alert.SignalRuleFunction;
import io.bellwether.alert.Transition;
import io.bellwether.alert.TransitionCodec;
import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.metric.RollupWindow;
import io.bellwether.metric.RollupWindowCodec;
import io.bellwether.metric.Signal;
import io.bellwether.metric.Windowing;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;

/** The stages that make alerts of numbers and of signals. */
final class RuleStages {

    private static final TypeInformation<Transition> TYPE = CodecTypeInfo.of(TransitionCodec.INSTANCE);

    private static final TypeInformation<CellKey> KEYS = CodecTypeInfo.of(CellKeyCodec.INSTANCE);

    /** What cells of plans, which go a way of their own, share with all others but for the names of their stages. */
    private enum Of {
        SERIES("rule-series", "rule-series-filter", "Rules on series"),
        PLANS("rule-plans", "rule-plans-filter", "Rules on plans");

        private final String uid;
        private final String filterUid;
        private final String title;

        Of(String uid, String filterUid, String title) {
            this.uid = uid;
            this.filterUid = filterUid;
            this.title = title;
        }
    }

    private final Settings settings;
    private final RuleSet rules;
    private final boolean evidence;

    /** @param evidence whether the job tells what windows said to rules, when it has ended */
    RuleStages(Settings settings, RuleSet rules, boolean evidence) {
        this.settings = settings;
        this.rules = rules;
        this.evidence = evidence;
    }

    /**
     * All that becomes of alerts.
     *
     * @param cells of all measurements but plans
     * @param plans cells of plans; null for none
     * @param reloads rules that replace the first ones; null where these hold to the end
     */
    DataStream<Transition> wire(
            DataStream<Cell> cells,
            DataStream<Cell> plans,
            DataStream<Signal> signals,
            RuleChanges reloads,
            Windowing windowing) {
        DataStream<Transition> ofCells = ofSeries(cells, reloads, windowing, Of.SERIES);
        DataStream<Transition> ofAll =
                plans == null ? ofCells : ofCells.union(ofSeries(plans, reloads, windowing, Of.PLANS));
        return limited(driven(ofAll, cells).union(ofSignals(signals, reloads)));
    }

    /** The rollup is keyed by the same: what it gives is where it belongs, and another exchange would only cost. */
    private DataStream<Transition> ofSeries(DataStream<Cell> cells, RuleChanges reloads, Windowing windowing, Of of) {
        return reloads == null
                ? DataStreamUtils.reinterpretAsKeyedStream(cells, Cell::key, KEYS)
                        .process(new SeriesRuleFunction(rules, settings.time().latenessMillis(), evidence))
                        .returns(TYPE)
                        .uid(of.uid)
                        .name(of.title)
                : replaced(cells, reloads, windowing, of);
    }

    private DataStream<Transition> ofSignals(DataStream<Signal> signals, RuleChanges reloads) {
        return reloads == null
                ? signals.keyBy(Signal::key, Types.STRING)
                        .process(new SignalRuleFunction(rules))
                        .returns(TYPE)
                        .uid("rule-signal")
                        .name("Rules on signals")
                : signals.union(reloads.signals())
                        .keyBy(Signal::key, Types.STRING)
                        .connect(reloads.broadcast())
                        .process(new SignalReloadFunction(rules, reloads.start()))
                        .returns(TYPE)
                        .uid("rule-signal")
                        .name("Rules on signals");
    }

    /** With the series that rules expect; behind the one place where values are limited, so that they begin once. */
    static DataStream<RollupWindow> expected(DataStream<RollupWindow> windows, RuleSet rules, Windowing windowing) {
        if (ExpectedSeries.of(rules, windowing).isEmpty()) {
            return windows;
        }
        return windows.process(new ExpectedSeriesFunction(rules, windowing))
                .returns(CodecTypeInfo.of(RollupWindowCodec.INSTANCE))
                .setParallelism(1)
                .uid("rule-expected")
                .name("Expect series");
    }

    /** With what drives them, where their rules ask for it: the parts of a series are elsewhere than the series. */
    private DataStream<Transition> driven(DataStream<Transition> transitions, DataStream<Cell> cells) {
        DataStream<DriverPart> parts = cells.process(new DriverPartFunction(rules))
                .returns(CodecTypeInfo.of(DriverPartCodec.INSTANCE))
                .uid("rule-driver-parts")
                .name("Parts of series");
        return transitions
                .keyBy(new DriverPlaceFunction(rules), Types.STRING)
                .connect(parts.keyBy(DriverPart::place, Types.STRING))
                .process(new DriverFunction(rules, settings.time().latenessMillis()))
                .returns(TYPE)
                .uid("rule-drivers")
                .name("What drives alerts");
    }

    /**
     * Of rules that may be replaced. What no rule can read stays in the chain of the rollup: whoever hears of rules
     * stands behind an exchange.
     */
    private DataStream<Transition> replaced(DataStream<Cell> cells, RuleChanges reloads, Windowing windowing, Of of) {
        DataStream<Cell> readable = cells.filter(
                        cell -> !cell.key().measurement().isInterval())
                .uid(of.filterUid)
                .name("What rules can read");
        return DataStreamUtils.reinterpretAsKeyedStream(readable, Cell::key, KEYS)
                .connect(reloads.updates().broadcast())
                .transform(of.title, TYPE, new SeriesReloadOperator(rules, reloads.start(), windowing))
                .uid(of.uid);
    }

    /** In one place for each rule, so that its alerts can be counted. */
    private DataStream<Transition> limited(DataStream<Transition> transitions) {
        return transitions
                .keyBy(Transition::uid, Types.STRING)
                .process(new AlertLimitFunction(rules))
                .returns(TYPE)
                .uid("rule-limits")
                .name("Limits of rules");
    }
}
