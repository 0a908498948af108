package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RollupFunctionTest {

    private static final long PANE = 10_000;

    private static KeyedOneInputStreamOperatorTestHarness<CellKey, RollupWindow, Cell> harness(
            List<List<String>> rollups) throws Exception {
        Windowing windowing = new Windowing(PANE, 180 * PANE, 0, PANE, List.of("queue"), rollups);
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new RollupFunction(windowing)),
                RollupWindow::key,
                CodecTypeInfo.of(CellKeyCodec.INSTANCE));
    }

    private static RollupWindow oneWaits(CellKey key) {
        Window window = new Window();
        window.add(new Observation(Measure.QUEUE_WAITING, series(), 1, 1, 1, 1), 1, 1);
        return new RollupWindow(key, 0, window);
    }

    private static Series series() {
        return new Series(Measurement.QUEUE, List.of("returns"), List.of());
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
}
