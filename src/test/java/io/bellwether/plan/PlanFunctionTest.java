package io.bellwether.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Windowing;
import io.bellwether.state.CodecTypeInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of a queue as its panes come, late ones too. */
class PlanFunctionTest {

    private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
    private static final long PANE = 10_000;
    private static final long MINUTE = 60_000;
    private static final long HALF_HOUR = 30 * MINUTE;
    private static final CellKey PRESALE =
            new CellKey(Measurement.QUEUE, Windowing.QUEUE, List.of("presale"), List.of());
    private static final Windowing WINDOWING = new Windowing(
            PANE,
            HALF_HOUR,
            10 * MINUTE,
            MINUTE,
            List.of("queue"),
            List.of(List.of("queue")),
            Set.of(),
            true,
            false,
            300_000);

    private KeyedTwoInputStreamOperatorTestHarness<CellKey, Cell, PlanBook, Cell> harness;

    private void start(OperatorSubtaskState state) throws Exception {
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new PlanFunction(PlanningSettings.DEFAULT, WINDOWING), List.of(PlanFunction.PLAN)),
                PlanFunction::key,
                null,
                CodecTypeInfo.of(CellKeyCodec.INSTANCE));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    /** In the last pane before that minute so many came, and one agent is there. */
    private void came(double minute, long contacts) throws Exception {
        long end = time(minute);
        harness.processElement1(new StreamRecord<>(new Cell(
                PRESALE,
                end - PANE,
                end,
                contacts == 0 ? Map.of() : Map.of(Measure.QUEUE_OFFERED, contacts),
                Map.of(),
                Map.of(Measure.QUEUE_STAFFED, new LevelValue(1, 1, PANE, LevelValue.NOBODY)))));
    }

    private void plan(String version, double arrivals, int... intervals) throws Exception {
        TreeMap<Long, PlanRow> rows = new TreeMap<>();
        for (int interval : intervals) {
            rows.put(
                    NOON + interval * HALF_HOUR,
                    new PlanRow(arrivals, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 1));
        }
        harness.processElement2(new StreamRecord<>(new PlanBook(version, Map.of("presale", rows))));
    }

    private static long time(double minute) {
        return NOON + Math.round(minute * MINUTE);
    }

    private void passTo(double minute) throws Exception {
        harness.processBothWatermarks(new Watermark(time(minute)));
    }

    /** Minute and contacts of the half hour before, in the order in which it was said, since the last time. */
    private List<String> said() {
        List<String> all = new ArrayList<>();
        for (Cell cell : harness.extractOutputValues()) {
            all.add((cell.end() - NOON) / MINUTE + ":" + cell.atEnd(Measure.PLAN_LATELY));
        }
        harness.getOutput().clear();
        return all;
    }

    /** Interval, arrivals in thousandths and, of those that are over, what came; since the last time. */
    private List<String> intervals() {
        var side = harness.getSideOutput(PlanFunction.INTERVALS);
        List<String> all = new ArrayList<>();
        while (side != null && !side.isEmpty()) {
            Cell cell = side.poll().getValue();
            all.add((cell.start() - NOON) / HALF_HOUR + ":" + cell.count(Measure.PLANNED_ARRIVALS)
                    + (cell.count(Measure.PLANNED_OVER) > 0 ? " came " + cell.count(Measure.PLANNED_OFFERED) : ""));
        }
        return all;
    }

    @Test
    void aLatePaneCorrectsTheMinutesThatWereSaidSince() throws Exception {
        start(null);
        came(1, 2);
        passTo(1);
        came(2, 1);
        passTo(4);
        assertThat(said()).containsExactly("1:2", "2:3", "3:3", "4:3");

        came(1.5, 5);
        passTo(4.2);
        assertThat(said()).containsExactly("2:8", "3:8", "4:8");
        passTo(5);
        assertThat(said()).containsExactly("5:8");

        came(1.5, 5);
        passTo(6);
        assertThat(said()).as("the same once more").containsExactly("6:8");
    }

    @Test
    void aLatePaneAndTheNextMinuteAtOnce() throws Exception {
        start(null);
        came(1, 2);
        passTo(3);
        said();
        came(2, 1);
        passTo(5);
        List<String> said = said();
        assertThat(said).endsWith("4:3", "5:3").contains("2:3", "3:3").hasSize(4);
    }

    @Test
    void aRestartGoesOnWhereItWas() throws Exception {
        start(null);
        plan("a", 30, 0, 1);
        came(1, 2);
        passTo(2);
        assertThat(said()).containsExactly("1:2", "2:2");
        assertThat(intervals()).containsExactly("0:30000", "1:30000");
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();

        start(state);
        passTo(2);
        came(1.5, 4);
        passTo(3);
        assertThat(said()).containsExactly("2:6", "3:6");
        assertThat(intervals()).as("the plan was told").isEmpty();
        passTo(30);
        assertThat(intervals()).as("and is still known").containsExactly("0:30000 came 6");
    }

    @Test
    void aPlanIsToldOnceAndWhenItChanges() throws Exception {
        start(null);
        came(1, 2);
        passTo(1);
        assertThat(intervals()).isEmpty();
        plan("a", 30, -1, 0, 1);
        passTo(2);
        assertThat(intervals()).containsExactly("0:30000", "1:30000");
        plan("a", 30, -1, 0, 1);
        passTo(3);
        assertThat(intervals()).isEmpty();
        plan("b", 20, 0, 1, 2);
        passTo(5);
        assertThat(intervals()).containsExactly("0:20000", "1:20000", "2:20000");
    }

    /** What the end of a replay fires is no time that has passed. */
    @Test
    void theEndOfTheInputSaysNothingBeyondTheLastPane() throws Exception {
        start(null);
        plan("a", 30, 0, 1);
        came(1, 2);
        came(2.5, 1);
        harness.processBothWatermarks(Watermark.MAX_WATERMARK);
        assertThat(said()).containsExactly("1:2", "2:2");
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    /** Time may come long after the panes, as at a start: what is said hangs on the panes alone, over nights and days off. */
    @Test
    void whatIsSaidDoesNotHangOnWhenTimeComes() throws Exception {
        for (int seed = 0; seed < 8; seed++) {
            List<Cell> cells = new ArrayList<>();
            Random random = new Random(seed);
            long end = NOON;
            for (int i = 0; i < 40; i++) {
                // a silence of more than a day now and then, in which the queue is forgotten
                end += PANE * (random.nextInt(8) == 0 ? 6 * 60 * 40 + random.nextInt(5_000) : 1 + random.nextInt(900));
                Map<Measure, Long> counts = Map.of(Measure.QUEUE_OFFERED, (long) random.nextInt(3));
                Map<Measure, LevelValue> levels = random.nextBoolean()
                        ? Map.of(Measure.QUEUE_STAFFED, new LevelValue(2, 2, PANE, LevelValue.NOBODY))
                        : Map.of();
                cells.add(new Cell(PRESALE, end - PANE, end, counts, Map.of(), levels));
            }
            start(null);
            for (Cell cell : cells) {
                harness.processBothWatermarks(new Watermark(cell.start()));
                harness.processElement1(new StreamRecord<>(cell));
            }
            harness.processBothWatermarks(new Watermark(end));
            List<Cell> asTimeCame = harness.extractOutputValues();
            harness.close();
            start(null);
            for (Cell cell : cells) {
                harness.processElement1(new StreamRecord<>(cell));
            }
            harness.processBothWatermarks(new Watermark(end));
            assertThat(harness.extractOutputValues()).as("seed %d", seed).isEqualTo(asTimeCame);
            assertThat(asTimeCame).hasSizeGreaterThan(1_000);
            harness.close();
        }
        start(null);
    }

    @Test
    void aQueueThatIsForgottenLeavesNothing() throws Exception {
        start(null);
        harness.processElement1(new StreamRecord<>(
                new Cell(PRESALE, NOON, NOON + PANE, Map.of(Measure.QUEUE_OFFERED, 2L), Map.of(), Map.of())));
        passTo(60);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        assertThat(said()).hasSize(60).startsWith("1:2").endsWith("59:0", "60:0");
        passTo(27 * 60);
        assertThat(said()).as("a day after the last contact").last().isEqualTo("1501:0");
        passTo(28 * 60);
        assertThat(said()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }
}
