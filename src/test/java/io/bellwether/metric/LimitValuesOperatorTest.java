package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.CodecSerializer;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LimitValuesOperatorTest {

    private static final long PANE = 10_000;
    private static final Windowing WINDOWING =
            Windowings.of(PANE, 6 * PANE, 6 * PANE, PANE, List.of("queue"), List.of(List.of("queue")));

    @Test
    void aNewValueWaitsForItsPaneAndPassesAtOnceFromThenOn() throws Exception {
        try (var harness = harness()) {
            harness.open();
            take(harness, "a", 0);
            assertThat(out(harness)).isEmpty();
            harness.processWatermark(PANE - 2);
            assertThat(out(harness)).isEmpty();
            harness.processWatermark(PANE - 1);
            assertThat(out(harness)).containsExactly("0 a");
            take(harness, "a", 1);
            assertThat(out(harness)).containsExactly("0 a", "1 a");
        }
    }

    /** A subtask that is ahead must not take the place of what another one has yet to send of an earlier pane. */
    @Test
    void aSenderThatIsAheadTakesNoPlace() throws Exception {
        try (var harness = harness()) {
            harness.open();
            take(harness, "z", 0);
            take(harness, "a", 1);
            harness.processWatermark(PANE - 1);
            take(harness, "b", 1);
            harness.processWatermark(2 * PANE - 1);
            assertThat(out(harness)).containsExactly("0 z", "1 a", "1 other", "1 1 value of queue");
        }
    }

    @Test
    void whatWaitsAndWhatWasDecidedOutlastARestart() throws Exception {
        OperatorSubtaskState saved;
        try (var harness = harness()) {
            harness.open();
            take(harness, "c", 0);
            take(harness, "b", 0);
            harness.processWatermark(PANE - 1);
            take(harness, "b", 1);
            take(harness, "a", 1);
            saved = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(saved);
            harness.open();
            harness.processWatermark(2 * PANE - 1);
            take(harness, "c", 2);
            assertThat(out(harness)).containsExactly("1 other", "1 1 value of queue", "2 c");
        }
    }

    private static OneInputStreamOperatorTestHarness<RollupWindow, RollupWindow> harness() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new LimitValuesOperator(new ValueLimits(2, 2), WINDOWING),
                new CodecSerializer<>(RollupWindowCodec.INSTANCE));
    }

    private static void take(
            OneInputStreamOperatorTestHarness<RollupWindow, RollupWindow> harness, String queue, long pane)
            throws Exception {
        CellKey key = new CellKey(Measurement.QUEUE, List.of("queue"), List.of(queue), List.of());
        harness.processElement(
                new StreamRecord<>(new RollupWindow(key, pane * PANE, new Window()), pane * PANE + PANE - 1));
    }

    private static List<String> out(OneInputStreamOperatorTestHarness<RollupWindow, RollupWindow> harness) {
        return harness.extractOutputValues().stream()
                .map(window -> window.start() / PANE + " "
                        + (window.key().values().isEmpty()
                                ? window.window().count(Measure.PIPELINE_OTHER_VALUES) + " value of "
                                        + window.key().tags().get(1)
                                : window.key().values().get(0)))
                .toList();
    }
}
