package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.CodecSerializer;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The way of an observation through combiner, merger and rollup; panes of 10 s. */
class CombineOperatorTest {

    private static final Windowing WINDOWING =
            new Windowing(10_000, 1_800_000, 60_000, 10_000, List.of("queue"), List.of(List.of(), List.of("queue")));

    private static Observation offered(String queue, long time) {
        Series series = new Series(Measurement.QUEUE, List.of(queue), List.of());
        return new Observation(Measure.QUEUE_OFFERED, series, time, 1, 0, 1);
    }

    private static Observation waiting(String queue, long time, long delta, long since) {
        Series series = new Series(Measurement.QUEUE, List.of(queue), List.of());
        return new Observation(Measure.QUEUE_WAITING, series, time, delta, since, 1);
    }

    private static OneInputStreamOperatorTestHarness<Observation, SeriesWindow> combiner() throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<Observation, SeriesWindow>(new CombineOperator(WINDOWING));
        harness.setup(new CodecSerializer<>(SeriesWindowCodec.INSTANCE));
        return harness;
    }

    @Test
    void aPaneIsSentOnceBeforeTheWatermarkThatEndsIt() throws Exception {
        try (var harness = combiner()) {
            harness.open();
            harness.processElement(offered("a", 1_000), 0);
            harness.processElement(offered("a", 2_000), 0);
            harness.processElement(offered("a", 12_000), 0);
            harness.processWatermark(5_000);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processWatermark(10_000);
            assertThat(harness.extractOutputValues()).singleElement().satisfies(sent -> {
                assertThat(sent.start()).isZero();
                assertThat(sent.window().copyOfCounts()).containsEntry(Measure.QUEUE_OFFERED, 2L);
            });
            Object[] order = harness.getOutput().toArray();
            assertThat(order[order.length - 2]).isInstanceOf(StreamRecord.class);
            assertThat(order[order.length - 1]).isEqualTo(new Watermark(10_000));
        }
    }

    @Test
    void everythingIsSentBeforeABarrierAndAtTheEnd() throws Exception {
        try (var harness = combiner()) {
            harness.open();
            harness.processElement(offered("a", 1_000), 0);
            harness.prepareSnapshotPreBarrier(1);
            assertThat(harness.extractOutputValues()).hasSize(1);
            harness.prepareSnapshotPreBarrier(2);
            assertThat(harness.extractOutputValues()).hasSize(1);
            harness.processElement(offered("a", 2_000), 0);
            harness.endInput();
            assertThat(harness.extractOutputValues()).hasSize(2);
        }
    }

    @Test
    void theMergerSendsOneDifferenceForEachRollupAndKeepsNothing() throws Exception {
        try (var harness = new KeyedOneInputStreamOperatorTestHarness<Series, SeriesWindow, RollupWindow>(
                new KeyedProcessOperator<>(new MergeFunction(WINDOWING)),
                SeriesWindow::series,
                CodecTypeInfo.of(SeriesCodec.INSTANCE))) {
            harness.setup(new CodecSerializer<>(RollupWindowCodec.INSTANCE));
            harness.open();
            harness.processElement(new SeriesWindow(offered("a", 0).series(), 0, window(offered("a", 1_000))), 0);
            harness.processElement(new SeriesWindow(offered("a", 0).series(), 0, window(offered("a", 3_000))), 0);
            harness.processWatermark(9_999);
            assertThat(harness.extractOutputValues()).hasSize(2).allSatisfy(sent -> assertThat(
                            sent.window().copyOfCounts())
                    .containsEntry(Measure.QUEUE_OFFERED, 2L));
            assertThat(harness.extractOutputValues())
                    .extracting(sent -> sent.key().rollup())
                    .containsExactly("all", "queue");
            assertThat(harness.numKeyedStateEntries()).isZero();
            harness.processElement(new SeriesWindow(offered("a", 0).series(), 0, window(offered("a", 4_000))), 0);
            harness.processWatermark(20_000);
            assertThat(harness.extractOutputValues()).hasSize(4);
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void theRollupWritesWholeCellsCorrectsThemAndForgets() throws Exception {
        CellKey all = new CellKey(Measurement.QUEUE, List.of(), List.of(), List.of());
        try (var harness = new KeyedOneInputStreamOperatorTestHarness<CellKey, RollupWindow, Cell>(
                new KeyedProcessOperator<>(new RollupFunction(WINDOWING)),
                RollupWindow::key,
                CodecTypeInfo.of(CellKeyCodec.INSTANCE))) {
            harness.setup(new CodecSerializer<>(CellCodec.INSTANCE));
            harness.open();
            harness.processElement(
                    new RollupWindow(all, 0, window(offered("a", 1_000), waiting("a", 1_000, 1, 1_000))), 0);
            harness.processWatermark(29_999);
            assertThat(harness.extractOutputValues())
                    .extracting(Cell::start, cell -> cell.level(Measure.QUEUE_WAITING)
                            .atEnd())
                    .containsExactly(tuple(0), tuple(10_000), tuple(20_000));
            harness.processElement(new RollupWindow(all, 0, window(waiting("b", 5_000, 1, 5_000))), 0);
            harness.processWatermark(30_500);
            assertThat(harness.extractOutputValues().subList(3, 6))
                    .extracting(cell -> cell.level(Measure.QUEUE_WAITING).atEnd())
                    .containsExactly(2L, 2L, 2L);
            harness.processElement(
                    new RollupWindow(
                            all, 30_000, window(waiting("a", 31_000, -1, 1_000), waiting("b", 31_000, -1, 5_000))),
                    0);
            harness.processWatermark(10_000_000);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    private static org.assertj.core.groups.Tuple tuple(long start) {
        return org.assertj.core.api.Assertions.tuple(start, 1L);
    }

    private static Window window(Observation... observations) {
        Window window = new Window();
        for (Observation one : observations) {
            window.add(one);
        }
        return window;
    }
}
