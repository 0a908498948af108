package io.bellwether.metric;

import io.bellwether.state.GoldenSamples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values of this package whose bytes are golden. */
public final class GoldenMetric implements GoldenSamples {

    private static final long AT = 1_772_442_000_000L;

    @Override
    public List<Sample<?>> all() throws Exception {
        CellKey key = new CellKey(Measurement.QUEUE, List.of("queue"), List.of("vip"), List.of());
        Series series = new Series(Measurement.SLA, List.of("vip", "none"), List.of("first_reply"));
        Sketch sketch = sketch();
        Cell cell = new Cell(
                key,
                AT,
                AT + 10_000,
                Map.of(Measure.QUEUE_OFFERED, 3L),
                Map.of(Measure.QUEUE_WAIT, sketch),
                Map.of(Measure.QUEUE_WAITING, new LevelValue(2, 5, 12_345, AT - 60_000)));
        Point point = new Point(
                "queue",
                new TreeMap<>(Map.of("queue", "vip", "rollup", "queue")),
                new TreeMap<>(Map.of("offered", 3L, "wait_mean_s", 1.5, "text", "é")),
                AT);
        Observation taken = new Observation(Measure.SLA_RUNNING, series, AT, 2, AT - 1_000, -1);
        Signal signal = new Signal(
                Signal.Kind.SLA_AT_RISK,
                "c-7",
                "desk",
                "first_reply",
                2,
                1,
                AT,
                600_000,
                450_000,
                AT + 150_000,
                true,
                Map.of("queue", "vip"),
                Map.of("policy", "urgent"));
        return List.of(
                new Sample<>(CellKeyCodec.INSTANCE, "queue", key),
                new Sample<>(SeriesCodec.INSTANCE, "clock", series),
                new Sample<>(SketchCodec.INSTANCE, "three", sketch),
                new Sample<>(CellCodec.INSTANCE, "queue", cell),
                new Sample<>(PointCodec.INSTANCE, "queue", point),
                new Sample<>(PointCodec.INSTANCE, "of-cell", Point.of(cell, "F6")),
                new Sample<>(ObservationCodec.INSTANCE, "taken-back", taken),
                new Sample<>(SignalCodec.INSTANCE, "at-risk", signal),
                new Sample<>(WindowCodec.INSTANCE, "queue", window()),
                new Sample<>(WindowCodec.INSTANCE, "empty", new Window()),
                new Sample<>(RollupWindowCodec.INSTANCE, "queue", new RollupWindow(key, AT, window())),
                new Sample<>(RollupStateCodec.INSTANCE, "queue", rollup(key)));
    }

    private static Sketch sketch() {
        Sketch sketch = new Sketch();
        sketch.add(0, 1);
        sketch.add(12_345, 1);
        sketch.add(-400_000, 1);
        return sketch;
    }

    private static Window window() {
        Series series = new Series(Measurement.QUEUE, List.of("vip"), List.of());
        Window window = new Window();
        window.add(new Observation(Measure.QUEUE_OFFERED, series, AT + 10, 3, 0, 1));
        window.add(new Observation(Measure.QUEUE_MISSED, series, AT + 10, 1, 0, -1));
        window.add(new Observation(Measure.QUEUE_WAIT, series, AT + 20, 12_345, 0, 1));
        window.add(new Observation(Measure.QUEUE_WAITING, series, AT + 30, 2, AT - 5_000, 1));
        window.add(new Observation(Measure.QUEUE_WAITING, series, AT + 40, -1, AT - 5_000, 1));
        return window;
    }

    private static RollupState rollup(CellKey key) {
        Windowing windowing =
                Windowings.of(10_000, 1_800_000, 600_000, 60_000, List.of("queue"), List.of(List.of("queue")));
        RollupState state = new RollupState();
        state.add(AT, window(), Measurement.QUEUE, windowing, AT);
        state.due(key, windowing, AT + 10_000, false);
        state.add(AT + 10_000, window(), Measurement.QUEUE, windowing, AT + 10_000);
        return state;
    }
}
