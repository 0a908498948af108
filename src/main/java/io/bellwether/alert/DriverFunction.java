package io.bellwether.alert;

import io.bellwether.metric.CellKey;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SeriesRule;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Completes alerts on series with what drives them; keyed by place. An alert of a rule with drivers waits until event time has
 * come to its window's end everywhere, for its parts come from elsewhere, and is then told as it was or with what was found.
 * All others pass, but for those of a place where one waits: no change overtakes an earlier one of its alert.
 *
 * <p><b>Owned state</b>: the parts of the place's series, for as long as windows read them, and the alerts that wait.
 */
public final class DriverFunction extends KeyedCoProcessFunction<String, Transition, DriverPart, Transition> {

    private static final long serialVersionUID = 1L;

    /** How often old panes are let go. */
    static final long SWEEP_MILLIS = 600_000;

    private static final Comparator<Transition> ORDER = Comparator.comparingLong(Transition::at)
            .thenComparing(Transition::uid)
            .thenComparing(Transition::alertId)
            .thenComparingLong(Transition::startsAt)
            .thenComparingLong(Transition::seq);

    private final RuleSet rules;
    private final long latenessMillis;
    private transient DriverPlan plan;
    private transient MapState<CellKey, DriverSeries> parts;
    private transient ListState<Transition> waiting;
    private transient ValueState<Long> sweep;

    /** @param latenessMillis how long after its end a cell may still be corrected */
    public DriverFunction(RuleSet rules, long latenessMillis) {
        this.rules = rules;
        this.latenessMillis = latenessMillis;
    }

    @Override
    public void open(OpenContext context) {
        plan = new DriverPlan(rules);
        parts = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "driver-parts",
                        CodecTypeInfo.of(CellKeyCodec.INSTANCE),
                        CodecTypeInfo.of(DriverSeriesCodec.INSTANCE)));
        waiting = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("driver-waiting", CodecTypeInfo.of(TransitionCodec.INSTANCE)));
        sweep = getRuntimeContext().getState(new ValueStateDescriptor<>("driver-sweep", Types.LONG));
    }

    @Override
    public void processElement1(Transition transition, Context context, Collector<Transition> out) throws Exception {
        if (isDriven(transition) || waiting.get().iterator().hasNext()) {
            waiting.add(transition);
            context.timerService().registerEventTimeTimer(transition.at());
        } else {
            out.collect(transition);
        }
    }

    private boolean isDriven(Transition transition) {
        SeriesRule rule = plan.rule(transition.uid());
        return transition.kind() != Transition.Kind.RESOLVED
                && rule != null
                && !rule.drivers().isEmpty();
    }

    @Override
    public void processElement2(DriverPart part, Context context, Collector<Transition> out) throws Exception {
        CellKey key = part.cell().key();
        DriverPlan.Keep keep = plan.of(key).get(part.place());
        if (keep == null) {
            return;
        }
        TimerService timers = context.timerService();
        DriverSeries series = parts.get(key);
        series = series == null ? new DriverSeries(key) : series;
        series.take(part.cell(), part.toldAt(), timers.currentWatermark(), keep);
        parts.put(key, series);
        if (sweep.value() == null) {
            schedule(part.cell().end(), timers);
        }
    }

    private void schedule(long after, TimerService timers) throws Exception {
        long next = (Math.floorDiv(after, SWEEP_MILLIS) + 1) * SWEEP_MILLIS;
        sweep.update(next);
        timers.registerEventTimeTimer(next);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Transition> out) throws Exception {
        List<Transition> later = tell(time, out);
        TimerService timers = context.timerService();
        Long due = sweep.value();
        if (due != null && due <= time && timers.currentWatermark() != Long.MAX_VALUE) {
            sweep.clear();
            forget(time, context.getCurrentKey());
            if (parts.keys().iterator().hasNext()) {
                // where nothing waits, a jump in time is one step
                schedule(later.isEmpty() ? timers.currentWatermark() : time, timers);
            }
        }
    }

    /** Tells what waited for a time, in order; gives back what goes on waiting. */
    private List<Transition> tell(long time, Collector<Transition> out) throws Exception {
        List<Transition> due = new ArrayList<>();
        List<Transition> later = new ArrayList<>();
        for (Transition transition : waiting.get()) {
            (transition.at() <= time ? due : later).add(transition);
        }
        if (!due.isEmpty()) {
            due.sort(ORDER);
            for (Transition transition : due) {
                out.collect(isDriven(transition) ? driven(transition) : transition);
            }
            waiting.update(later);
        }
        return later;
    }

    private Transition driven(Transition transition) throws Exception {
        SeriesRule rule = plan.rule(transition.uid());
        String place = plan.place(transition);
        Map<CellKey, Panes> series = new HashMap<>();
        for (Map.Entry<CellKey, DriverSeries> part : parts.entries()) {
            DriverPlan.Keep keep = plan.of(part.getKey()).get(place);
            if (keep != null) {
                if (part.getValue().settle(transition.at(), keep)) {
                    part.setValue(part.getValue());
                }
                series.put(part.getKey(), part.getValue().panes);
            }
        }
        return transition.drivenBy(Drivers.of(rule, transition, series, latenessMillis));
    }

    private void forget(long time, String place) throws Exception {
        List<CellKey> gone = new ArrayList<>();
        for (Map.Entry<CellKey, DriverSeries> part : parts.entries()) {
            DriverPlan.Keep keep = plan.of(part.getKey()).get(place);
            DriverSeries series = part.getValue();
            if (keep != null) {
                series.settle(time, keep);
                series.forget(time, latenessMillis, keep);
                part.setValue(series);
            }
            if (keep == null || series.isEmpty()) {
                gone.add(part.getKey());
            }
        }
        for (CellKey key : gone) {
            parts.remove(key);
        }
    }
}
