package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Point;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.StreamFilter;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class WholeWindowsTest {

    private static final long BEGIN = 1_000_000;

    private static Point point(String measurement, long time) {
        return new Point(measurement, new TreeMap<>(Map.of("rollup", "all")), new TreeMap<>(Map.of("n", 1L)), time);
    }

    private static OneInputStreamOperatorTestHarness<Point, Point> harness(long since) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(new StreamFilter<>(new WholeWindows(since)));
    }

    @Test
    void windowsThatBeganBeforeTheJobAreNotWritten() throws Exception {
        try (var harness = harness(BEGIN)) {
            harness.open();
            harness.processElement(point("queue", BEGIN - 1), 0);
            harness.processElement(point("alert_events", BEGIN - 1), 0);
            harness.processElement(point("queue", BEGIN), 0);
            assertThat(harness.extractOutputValues())
                    .isEqualTo(List.of(point("alert_events", BEGIN - 1), point("queue", BEGIN)));
        }
    }

    @Test
    void aStartFromAStateKeepsWhatThatOneSays() throws Exception {
        OperatorSubtaskState state;
        try (var first = harness(BEGIN)) {
            first.open();
            state = first.snapshot(1, 1);
        }
        try (var second = harness(BEGIN + 500)) {
            second.initializeState(state);
            second.open();
            second.processElement(point("queue", BEGIN - 1), 0);
            second.processElement(point("queue", BEGIN), 0);
            assertThat(second.extractOutputValues()).containsExactly(point("queue", BEGIN));
        }
    }
}
