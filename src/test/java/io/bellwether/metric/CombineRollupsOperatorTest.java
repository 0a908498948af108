package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.CodecSerializer;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CombineRollupsOperatorTest {

    private static final CellKey ALL = new CellKey(Measurement.CASES, List.of(), List.of(), List.of());
    private static final CellKey CHAT = new CellKey(Measurement.CASES, List.of("queue"), List.of("chat"), List.of());

    private OneInputStreamOperatorTestHarness<RollupWindow, RollupWindow> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new CombineRollupsOperator(), new CodecSerializer<>(RollupWindowCodec.INSTANCE));
        harness.setup(new CodecSerializer<>(RollupWindowCodec.INSTANCE));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void addsUpByKeyAndStartUntilTheWatermark() throws Exception {
        Window shared = created(2);
        send(ALL, 0, shared);
        send(CHAT, 0, shared);
        send(ALL, 0, created(3));
        send(ALL, 10_000, created(4));
        assertThat(harness.extractOutputValues()).isEmpty();

        harness.processWatermark(new Watermark(9_999));
        assertThat(counts()).containsExactlyInAnyOrder("0 [] 5", "0 [chat] 2", "10000 [] 4");
        assertThat(harness.getOutput()).last().isEqualTo(new Watermark(9_999));
        assertThat(shared.copyOfCounts())
                .as("a window of several rollups is left alone")
                .containsEntry(Measure.CASES_CREATED, 2L);

        harness.processWatermark(new Watermark(19_999));
        assertThat(counts()).as("nothing is sent twice").hasSize(3);
    }

    @Test
    void holdsNothingOverACheckpoint() throws Exception {
        send(CHAT, 0, created(1));
        harness.prepareSnapshotPreBarrier(1);
        assertThat(counts()).containsExactly("0 [chat] 1");
        harness.endInput();
        assertThat(counts()).hasSize(1);
    }

    private void send(CellKey key, long start, Window window) throws Exception {
        harness.processElement(new RollupWindow(key, start, window), 0);
    }

    private List<String> counts() {
        return harness.extractOutputValues().stream()
                .map(window -> window.start() + " " + window.key().values() + " "
                        + window.window().copyOfCounts().get(Measure.CASES_CREATED))
                .toList();
    }

    private static Window created(int n) {
        Window window = new Window();
        window.add(new Observation(
                Measure.CASES_CREATED, new Series(Measurement.CASES, List.of("chat"), List.of()), 5, n, 0, 1));
        return window;
    }
}
