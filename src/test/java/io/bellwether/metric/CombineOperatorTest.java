package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.CodecSerializer;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The way of an observation through combiner and rollup; panes of 10 s. */
class CombineOperatorTest {

    private static final Windowing WINDOWING =
            Windowings.of(10_000, 1_800_000, 60_000, 10_000, List.of("queue"), List.of(List.of(), List.of("queue")));

    private static Observation offered(String queue, long time) {
        Series series = new Series(Measurement.QUEUE, List.of(queue), List.of());
        return new Observation(Measure.QUEUE_OFFERED, series, time, 1, 0, 1);
    }

    private static Observation waiting(String queue, long time, long delta, long since) {
        Series series = new Series(Measurement.QUEUE, List.of(queue), List.of());
        return new Observation(Measure.QUEUE_WAITING, series, time, delta, since, 1);
    }

    private static OneInputStreamOperatorTestHarness<Observation, RollupWindow> combiner() throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<Observation, RollupWindow>(new CombineOperator(WINDOWING));
        harness.setup(new CodecSerializer<>(RollupWindowCodec.INSTANCE));
        return harness;
    }

    /** What was sent: rollup, values, start, the pane's end that it is stamped with, and how many were offered. */
    private static List<String> sent(OneInputStreamOperatorTestHarness<Observation, RollupWindow> harness) {
        return harness.extractOutputStreamRecords().stream()
                .map(record -> {
                    RollupWindow sent = record.getValue();
                    return sent.key().rollup() + sent.key().values() + " " + sent.start() + " " + record.getTimestamp()
                            + " " + sent.window().count(Measure.QUEUE_OFFERED);
                })
                .toList();
    }

    @Test
    void aPaneIsSentOnceToEachRollupBeforeTheWatermarkThatEndsIt() throws Exception {
        try (var harness = combiner()) {
            harness.open();
            harness.processElement(offered("a", 1_000), 0);
            harness.processElement(offered("a", 2_000), 0);
            harness.processElement(offered("b", 3_000), 0);
            harness.processElement(offered("a", 12_000), 0);
            harness.processWatermark(5_000);
            assertThat(sent(harness)).isEmpty();
            harness.processWatermark(9_999);
            assertThat(sent(harness))
                    .containsExactlyInAnyOrder("all[] 0 9999 3", "queue[a] 0 9999 2", "queue[b] 0 9999 1");
            Object[] order = harness.getOutput().toArray();
            assertThat(order[order.length - 2]).isInstanceOf(StreamRecord.class);
            assertThat(order[order.length - 1]).isEqualTo(new Watermark(9_999));
        }
    }

    /** It hangs on the pane that ran when it came: so all subtasks that are told of it tell it at one time. */
    @Test
    void whatComesLateIsSentAtTheEndOfThePaneThatRuns() throws Exception {
        try (var harness = combiner()) {
            harness.open();
            harness.processWatermark(39_999);
            harness.processElement(offered("a", 1_000), 0);
            harness.processElement(offered("a", 11_000), 0);
            harness.processWatermark(45_000);
            assertThat(sent(harness)).isEmpty();
            harness.processWatermark(50_000);
            assertThat(sent(harness))
                    .containsExactlyInAnyOrder(
                            "all[] 0 49999 1", "queue[a] 0 49999 1", "all[] 10000 49999 1", "queue[a] 10000 49999 1");
        }
    }

    @Test
    void whatIsSentHasNothingOfThePaneBefore() throws Exception {
        try (var harness = combiner()) {
            harness.open();
            for (long time = 1_000; time < 31_000; time += 10_000) {
                harness.processElement(offered("a", time), 0);
                harness.processElement(waiting("a", time, 1, time), 0);
                harness.processWatermark(time + 9_000);
            }
            assertThat(harness.extractOutputValues()).hasSize(6).allSatisfy(sent -> {
                assertThat(sent.window().count(Measure.QUEUE_OFFERED)).isEqualTo(1);
                assertThat(sent.window().level(Measure.QUEUE_WAITING).net()).isEqualTo(1);
            });
        }
    }

    @Test
    void everythingIsSentBeforeABarrierAndAtTheEnd() throws Exception {
        try (var harness = combiner()) {
            harness.open();
            harness.processElement(offered("a", 1_000), 0);
            harness.prepareSnapshotPreBarrier(1);
            assertThat(sent(harness)).containsExactlyInAnyOrder("all[] 0 9999 1", "queue[a] 0 9999 1");
            harness.prepareSnapshotPreBarrier(2);
            assertThat(sent(harness)).hasSize(2);
            harness.processElement(offered("a", 2_000), 0);
            harness.getOperator().finish();
            assertThat(sent(harness)).hasSize(4);
        }
    }

    @Test
    void theRollupWritesWholeCellsCorrectsThemAndForgets() throws Exception {
        CellKey all = new CellKey(Measurement.QUEUE, List.of(), List.of(), List.of());
        try (var harness = new KeyedOneInputStreamOperatorTestHarness<CellKey, RollupWindow, Cell>(
                new RollupOperator(WINDOWING), RollupWindow::key, CodecTypeInfo.of(CellKeyCodec.INSTANCE))) {
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

    /** Whoever observes beside the events: no watermark follows that would complete a pane. */
    @Test
    void withoutTimeEachIsSentAtOnce() throws Exception {
        try (var harness =
                new OneInputStreamOperatorTestHarness<Observation, RollupWindow>(CombineOperator.timeless(WINDOWING))) {
            harness.setup(new CodecSerializer<>(RollupWindowCodec.INSTANCE));
            harness.open();
            harness.processElement(offered("a", 12_000), 0);
            harness.processElement(offered("a", 13_000), 0);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.getOutput())
                    .as("readers without partitions are idle: the last watermark would be all the time there is")
                    .contains(WatermarkStatus.IDLE)
                    .doesNotContain(Watermark.MAX_WATERMARK);
            assertThat(sent(harness))
                    .containsExactly(
                            "queue[a] 10000 19999 1",
                            "all[] 10000 19999 1",
                            "queue[a] 10000 19999 1",
                            "all[] 10000 19999 1");
        }
    }
}
