package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** No two changes of alerts share a row, and which row is whose does not depend on the order in which they came. */
class AlertPointFunctionTest {

    private static final long START = 1_700_000_000_000L;
    private static final long LATENESS = 600_000;

    private static Transition breach(String queue, String caseId, long at) {
        return new Transition(
                AlertIds.alertId("late", Map.of("case", caseId)),
                "late",
                "v1",
                1,
                Transition.Kind.FIRING,
                "sla.breached",
                "page",
                "",
                60,
                60,
                Double.NaN,
                1,
                at,
                at,
                "T",
                caseId,
                Map.of("queue", queue),
                caseId,
                "desk",
                "",
                "",
                false,
                List.of());
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Transition, Point> harness(OperatorSubtaskState state)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AlertPointFunction(LATENESS)), AlertPointFunction::key, Types.STRING);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    /** What a store holds after these points: identity to case. */
    private static Map<String, String> store(Collection<Point> points) {
        Map<String, String> rows = new TreeMap<>();
        for (Point point : points) {
            rows.put(point.tags() + " " + point.time(), (String) point.fields().get("text"));
        }
        return rows;
    }

    /** What comes of the transitions in this order; time passes after each, so far behind, and a restart is somewhere. */
    private static Map<String, String> outcome(List<Transition> arriving, long behind, int restartAfter)
            throws Exception {
        List<Point> points = new ArrayList<>();
        var harness = harness(null);
        try {
            long newest = Long.MIN_VALUE;
            for (int i = 0; i < arriving.size(); i++) {
                newest = Math.max(newest, arriving.get(i).at());
                harness.processElement(arriving.get(i), arriving.get(i).at());
                harness.processWatermark(newest - behind);
                if (i == restartAfter) {
                    points.addAll(harness.extractOutputValues());
                    OperatorSubtaskState state = harness.snapshot(1, 1);
                    harness.close();
                    harness = harness(state);
                }
            }
            harness.processWatermark(Long.MAX_VALUE);
            points.addAll(harness.extractOutputValues());
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        } finally {
            harness.close();
        }
        return store(points);
    }

    @Test
    void aRowStandsAtItsMomentAndTheNextOneBesideIt() throws Exception {
        try (var harness = harness(null)) {
            harness.processElement(breach("q", "alone", START + 250), 0);
            harness.processElement(breach("q", "b", START + 5_000), 0);
            harness.processElement(breach("q", "a", START + 5_000), 0);
            harness.processElement(breach("other", "c", START + 5_000), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processWatermark(START + 6_000);
            assertThat(harness.extractOutputValues())
                    .extracting(Point::time)
                    .containsExactlyInAnyOrder(START + 250, START + 5_000, START + 5_001, START + 5_000);
            assertThat(harness.extractOutputValues())
                    .allSatisfy(point -> assertThat(point.tags()).doesNotContainKey("part"))
                    .allSatisfy(point -> assertThat(point.tags().values()).doesNotContain("a", "b", "c", "alone"));
        }
    }

    @Test
    void thousandsWithOneDeadlineAllHaveARow() throws Exception {
        List<Transition> all = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            all.add(breach("q", "case-" + i, START + 400));
        }
        Map<String, String> rows = outcome(all, 1, -1);
        assertThat(rows).hasSize(2_500);
        assertThat(rows.keySet()).filteredOn(row -> row.contains("part=2")).hasSize(900);
    }

    /** A naive count beside it: as many rows as changes, whatever the order, the delay and the restart. */
    @Test
    void anyOrderGivesTheSameRowsAndLosesNone() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 12; round++) {
            List<Transition> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                // deadlines at full minutes mostly, as business hours make them
                long at = START + random.nextInt(5) * 60_000L + (random.nextInt(4) == 0 ? random.nextInt(3_000) : 0);
                all.add(breach("q" + random.nextInt(2), "case-" + i, at));
            }
            Map<String, String> expected = outcome(all, LATENESS, -1);
            assertThat(expected).hasSize(400);
            for (int shuffle = 0; shuffle < 4; shuffle++) {
                Collections.shuffle(all, random);
                // behind by less than they are shuffled: many come late, within the lateness
                long behind = shuffle * 1_000L;
                assertThat(outcome(all, behind, random.nextInt(400))).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatIsOlderThanAnythingKeptOverwritesNothing() throws Exception {
        try (var harness = harness(null)) {
            harness.processElement(breach("q", "first", START), 0);
            harness.processWatermark(START + 24 * 3_600_000L);
            assertThat(harness.numKeyedStateEntries()).isZero();
            harness.processElement(breach("q", "days late", START), 0);
            harness.processElement(breach("q", "days late, too", START), 0);
            harness.processWatermark(START + 48 * 3_600_000L);
            assertThat(store(harness.extractOutputValues())).hasSize(3);
            assertThat(harness.extractOutputValues())
                    .allSatisfy(point -> assertThat(point.fields()).containsEntry("end_ms", START));
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void tagsThatTheStoreCannotTellApartAreOneSeries() {
        assertThat(AlertPointFunction.key(breach("a\\b", "x", START)))
                .isEqualTo(AlertPointFunction.key(breach("a\uFF3Cb", "y", START)))
                .isNotEqualTo(AlertPointFunction.key(breach("ab", "x", START)));
    }
}
