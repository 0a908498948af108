package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;

/** Keeps what an evaluator remembers of each series, and the one timer by which the current series is asked again. */
final class SeriesWriter {

    /** What is kept, by series. */
    static final ValueStateDescriptor<SeriesState> STATE =
            new ValueStateDescriptor<>("series-rules", CodecTypeInfo.of(SeriesStateCodec.INSTANCE));

    private final ValueState<SeriesState> states;
    private SeriesEvaluator evaluator;

    SeriesWriter(ValueState<SeriesState> states, SeriesEvaluator evaluator) {
        this.states = states;
        this.evaluator = evaluator;
    }

    /** From now on other rules are evaluated. */
    void follow(SeriesEvaluator other) {
        evaluator = other;
    }

    void take(Cell cell, TimerService timers) throws Exception {
        SeriesState state = states.value();
        if (evaluator.ignores(cell.key()) && state == null) {
            return;
        }
        state = state == null ? new SeriesState() : state;
        evaluator.add(state, cell, timers.currentWatermark());
        keep(state, cell.key(), timers);
    }

    /** What is to be said at a time for which the series had asked. */
    List<Transition> ring(CellKey key, long time, TimerService timers) throws Exception {
        SeriesState state = states.value();
        if (state == null || timers.currentWatermark() == Long.MAX_VALUE) {
            return List.of();
        }
        state.timer = AlertState.NEVER;
        List<Transition> transitions = evaluator.evaluate(state, key, time);
        keep(state, key, timers);
        return transitions;
    }

    /** Has a series whose rules may be others looked at as soon as one of them has a window end, and what is gone at once. */
    void lookAgain(CellKey key, TimerService timers) throws Exception {
        SeriesState state = states.value();
        if (state != null) {
            evaluator.lookAgain(state, key, timers.currentWatermark());
            keep(state, key, timers);
        }
    }

    /** Lets a series begin of which nothing was ever seen. */
    void begin(CellKey key, long paneMillis, TimerService timers) throws Exception {
        if (states.value() == null) {
            long start = Math.floorDiv(timers.currentWatermark(), paneMillis) * paneMillis;
            take(new Cell(key, start, start + paneMillis, Map.of(), Map.of(), Map.of()), timers);
        }
    }

    private void keep(SeriesState state, CellKey key, TimerService timers) throws Exception {
        long due = evaluator.nextDue(state, key);
        if (due != state.timer) {
            if (state.timer != AlertState.NEVER) {
                timers.deleteEventTimeTimer(state.timer);
            }
            if (due != AlertState.NEVER) {
                timers.registerEventTimeTimer(due);
            }
            state.timer = due;
        }
        if (state.isEmpty()) {
            states.clear();
        } else {
            states.update(state);
        }
    }
}
