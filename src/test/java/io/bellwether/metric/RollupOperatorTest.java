package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.CodecSerializer;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RollupOperatorTest {

    private static final long PANE = 10_000;

    private static KeyedOneInputStreamOperatorTestHarness<CellKey, RollupWindow, Cell> harness(
            List<List<String>> rollups) throws Exception {
        Windowing windowing = Windowings.of(PANE, 180 * PANE, 0, PANE, List.of("queue"), rollups);
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new RollupOperator(windowing), RollupWindow::key, CodecTypeInfo.of(CellKeyCodec.INSTANCE));
    }

    private static RollupWindow oneWaits(CellKey key) {
        Window window = new Window();
        window.add(new Observation(Measure.QUEUE_WAITING, series(), 1, 1, 1, 1));
        return new RollupWindow(key, 0, window);
    }

    private static Series series() {
        return new Series(Measurement.QUEUE, List.of("returns"), List.of());
    }

    /** As those of single agents, which the hourly trends do not have: after a restart their levels would be wrong. */
    @Test
    void aBreakdownThatOthersHaveIsNotTaken() throws Exception {
        CellKey all = new CellKey(Measurement.QUEUE, List.of(), List.of(), List.of());
        CellKey queue = new CellKey(Measurement.QUEUE, List.of("queue"), List.of("returns"), List.of());
        try (var harness = harness(List.of(List.of()))) {
            harness.open();
            harness.processElement(oneWaits(queue), 1);
            harness.processElement(oneWaits(all), 1);
            harness.processWatermark(new Watermark(10 * PANE));
            assertThat(harness.extractOutputValues())
                    .isNotEmpty()
                    .extracting(Cell::key)
                    .containsOnly(all);
        }
    }

    /** Nothing comes to it any more: its level would be written for ever as it stood at the stop. */
    @Test
    void aBreakdownThatTheSettingsNoLongerHaveLeavesNothing() throws Exception {
        CellKey all = new CellKey(Measurement.QUEUE, List.of(), List.of(), List.of());
        CellKey queue = new CellKey(Measurement.QUEUE, List.of("queue"), List.of("returns"), List.of());
        OperatorSubtaskState state;
        try (var before = harness(List.of(List.of(), List.of("queue")))) {
            before.open();
            before.processElement(oneWaits(all), 1);
            before.processElement(oneWaits(queue), 1);
            before.processWatermark(new Watermark(PANE));
            assertThat(before.extractOutputValues()).extracting(Cell::key).containsExactlyInAnyOrder(all, queue);
            state = before.snapshot(1, 1);
        }
        try (var after = harness(List.of(List.of()))) {
            after.initializeState(state);
            after.open();
            after.processWatermark(new Watermark(10 * PANE));
            assertThat(after.extractOutputValues())
                    .isNotEmpty()
                    .extracting(Cell::key)
                    .containsOnly(all);
            assertThat(after.numKeyedStateEntries()).isEqualTo(1);
        }
    }

    private static final int MAX_PARALLELISM = 8;
    private static final Windowing TWO_ROLLUPS =
            Windowings.of(PANE, 3 * PANE, 20 * PANE, 2 * PANE, List.of("queue"), List.of(List.of(), List.of("queue")));

    private static KeyedOneInputStreamOperatorTestHarness<CellKey, RollupWindow, Cell> subtask(int index, int of)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new RollupOperator(TWO_ROLLUPS),
                RollupWindow::key,
                CodecTypeInfo.of(CellKeyCodec.INSTANCE),
                MAX_PARALLELISM,
                of,
                index);
        harness.setup(new CodecSerializer<>(CellCodec.INSTANCE));
        return harness;
    }

    /** What comes in pane by pane: of several queues, some of it late, in panes and in intervals. */
    private static List<List<RollupWindow>> panes(int seed) {
        Random random = new Random(seed);
        List<List<RollupWindow>> panes = new ArrayList<>();
        for (long pane = 0; pane < 40; pane++) {
            List<RollupWindow> differences = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                long time = Math.max(0, pane - (random.nextInt(3) == 0 ? random.nextInt(15) : 0)) * PANE + i;
                Series series = new Series(Measurement.QUEUE, List.of("q" + random.nextInt(5)), List.of());
                Series interval = new Series(Measurement.QUEUE_INTERVAL, series.dimensions(), List.of());
                List<Observation> all = List.of(
                        new Observation(Measure.QUEUE_WAITING, series, time, random.nextInt(3) - 1, time % 77, 1),
                        new Observation(Measure.QUEUE_ANSWERED, series, time, 1, 0, 1),
                        new Observation(Measure.QUEUE_WAIT, series, time, random.nextInt(9_000), 0, 1),
                        new Observation(Measure.INTERVAL_OFFERED, interval, time, 1, 0, 1));
                Observation one = all.get(random.nextInt(all.size()));
                for (CellKey key : TWO_ROLLUPS.keys(one.series())) {
                    Window window = new Window();
                    window.add(one);
                    differences.add(
                            new RollupWindow(key, TWO_ROLLUPS.start(one.series().measurement(), one.time()), window));
                }
            }
            panes.add(differences);
        }
        return panes;
    }

    private static void take(
            List<KeyedOneInputStreamOperatorTestHarness<CellKey, RollupWindow, Cell>> subtasks,
            List<RollupWindow> pane,
            long mark,
            Map<String, String> told)
            throws Exception {
        for (RollupWindow difference : pane) {
            int group = KeyGroupRangeAssignment.assignToKeyGroup(difference.key(), MAX_PARALLELISM);
            int index =
                    KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(MAX_PARALLELISM, subtasks.size(), group);
            subtasks.get(index).processElement(difference, 0);
        }
        for (var subtask : subtasks) {
            int before = subtask.extractOutputValues().size();
            subtask.processWatermark(mark);
            List<Cell> cells = subtask.extractOutputValues();
            cells.subList(before, cells.size()).forEach(cell -> told.put(cell.key() + " " + cell.start(), cell + ""));
        }
    }

    private static List<KeyedOneInputStreamOperatorTestHarness<CellKey, RollupWindow, Cell>> restart(
            List<KeyedOneInputStreamOperatorTestHarness<CellKey, RollupWindow, Cell>> subtasks, int of)
            throws Exception {
        List<OperatorSubtaskState> parts = new ArrayList<>();
        for (var subtask : subtasks) {
            parts.add(subtask.snapshot(1, 1));
        }
        OperatorSubtaskState whole =
                AbstractStreamOperatorTestHarness.repackageState(parts.toArray(OperatorSubtaskState[]::new));
        List<KeyedOneInputStreamOperatorTestHarness<CellKey, RollupWindow, Cell>> after = new ArrayList<>();
        for (int i = 0; i < of; i++) {
            var subtask = subtask(i, of);
            subtask.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    whole, MAX_PARALLELISM, subtasks.size(), of, i));
            subtask.open();
            after.add(subtask);
        }
        for (var subtask : subtasks) {
            subtask.close();
        }
        return after;
    }

    /** Each with the last that was told of it, also what was told without that anything came. */
    private static Map<String, String> told(int seed, Random stops) throws Exception {
        List<KeyedOneInputStreamOperatorTestHarness<CellKey, RollupWindow, Cell>> subtasks = List.of(subtask(0, 1));
        subtasks.get(0).open();
        Map<String, String> told = new TreeMap<>();
        long mark = PANE - 1;
        for (List<RollupWindow> pane : panes(seed)) {
            take(subtasks, pane, mark, told);
            if (stops != null && stops.nextInt(4) == 0) {
                subtasks = restart(subtasks, 1 << stops.nextInt(3));
            } else if (stops != null) {
                for (var subtask : subtasks) {
                    subtask.snapshot(1, 1);
                }
            }
            mark += PANE;
        }
        take(subtasks, List.of(), Long.MAX_VALUE, told);
        for (var subtask : subtasks) {
            subtask.close();
        }
        return told;
    }

    @Test
    void stopsAndAnyNumberOfSubtasksChangeNothing() throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            Map<String, String> undisturbed = told(seed, null);
            assertThat(undisturbed).hasSizeGreaterThan(50);
            Map<String, String> stopped = told(seed, new Random(seed));
            undisturbed.forEach((what, cell) -> assertThat(stopped).as(what).containsEntry(what, cell));
            assertThat(stopped).hasSameSizeAs(undisturbed);
        }
    }
}
