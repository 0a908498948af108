package io.bellwether.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.RejectionReason;
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

    private KeyedTwoInputStreamOperatorTestHarness<CellKey, QueueNews, PlanBook, Cell> harness;

    private void start(OperatorSubtaskState state) throws Exception {
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new PlanFunction(PlanningSettings.DEFAULT, WINDOWING), List.of(PlanFunction.PLAN)),
                QueueNews::key,
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
        hear(QueueNews.of(new Cell(
                PRESALE,
                end - PANE,
                end,
                contacts == 0 ? Map.of() : Map.of(Measure.QUEUE_OFFERED, contacts),
                Map.of(),
                Map.of(Measure.QUEUE_STAFFED, new LevelValue(1, 1, PANE, LevelValue.NOBODY)))));
    }

    private void hear(QueueNews news) throws Exception {
        harness.processElement1(new StreamRecord<>(news));
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

    /** Time may come long after what is heard, as at a start: what is said hangs on that alone, over nights and days off. */
    @Test
    void whatIsSaidDoesNotHangOnWhenTimeComes() throws Exception {
        for (int seed = 0; seed < 8; seed++) {
            TreeMap<Long, QueueNews> news = randomNews(new Random(seed));
            long end = news.lastKey();
            start(null);
            for (Map.Entry<Long, QueueNews> one : news.entrySet()) {
                harness.processBothWatermarks(new Watermark(one.getKey() - 1));
                hear(one.getValue());
            }
            harness.processBothWatermarks(new Watermark(end));
            List<Cell> asTimeCame = harness.extractOutputValues();
            List<String> intervalsAsTimeCame = lastOfEachInterval();
            harness.close();
            start(null);
            for (QueueNews one : news.values()) {
                hear(one);
            }
            harness.processBothWatermarks(new Watermark(end));
            assertThat(harness.extractOutputValues()).as("seed %d", seed).isEqualTo(asTimeCame);
            assertThat(lastOfEachInterval()).as("seed %d", seed).isEqualTo(intervalsAsTimeCame);
            assertThat(asTimeCame).hasSizeGreaterThan(1_000);
            harness.close();
        }
        start(null);
    }

    /** By when it is heard; with a silence of more than a day now and then, in which the queue is forgotten. */
    private static TreeMap<Long, QueueNews> randomNews(Random random) {
        TreeMap<Long, QueueNews> news = new TreeMap<>();
        long now = NOON;
        for (int i = 0; i < 60; i++) {
            now += PANE * (random.nextInt(8) == 0 ? 6 * 60 * 40 + random.nextInt(5_000) : 1 + random.nextInt(900));
            if (random.nextInt(3) == 0) {
                long first = Math.floorDiv(now, HALF_HOUR) * HALF_HOUR;
                long ahead = (random.nextInt(12) - 1) * HALF_HOUR;
                news.put(now, shift(first + ahead, random.nextInt(6), now));
            } else {
                Map<Measure, Long> counts = Map.of(Measure.QUEUE_OFFERED, (long) random.nextInt(3));
                Map<Measure, LevelValue> levels = random.nextBoolean()
                        ? Map.of(Measure.QUEUE_STAFFED, new LevelValue(2, 2, PANE, LevelValue.NOBODY))
                        : Map.of();
                news.put(now, QueueNews.of(new Cell(PRESALE, now - PANE, now, counts, Map.of(), levels)));
            }
        }
        return news;
    }

    private static QueueNews shift(long start, int agents, long said) {
        return shift(start, agents, said, "wfm");
    }

    private static QueueNews shift(long start, int agents, long said, String source) {
        return QueueNews.of(new PlannedShift("presale", start, agents, said, source, "s" + said));
    }

    private List<String> lastOfEachInterval() {
        TreeMap<Long, String> last = new TreeMap<>();
        var side = harness.getSideOutput(PlanFunction.INTERVALS);
        while (side != null && !side.isEmpty()) {
            Cell cell = side.poll().getValue();
            last.put(
                    cell.start(),
                    cell.start() + ":" + cell.count(Measure.PLANNED_STAFFED) + " came "
                            + cell.count(Measure.PLANNED_OVER) + " " + cell.count(Measure.PLANNED_OFFERED));
        }
        return List.copyOf(last.values());
    }

    /** Minute, agents who are planned. */
    private List<String> staffed() {
        List<String> all = new ArrayList<>();
        for (Cell cell : harness.extractOutputValues()) {
            all.add((cell.end() - NOON) / MINUTE + ":" + cell.atEnd(Measure.PLAN_STAFFED));
        }
        harness.getOutput().clear();
        return all;
    }

    @Test
    void whatWasSaidLastOfAnIntervalHoldsFromThenOn() throws Exception {
        start(null);
        plan("a", 30, 0, 1);
        came(1, 2);
        hear(shift(NOON, 5, time(2)));
        passTo(3);
        assertThat(staffed()).as("the plan's one, then five").containsExactly("1:1", "2:5", "3:5");

        hear(shift(NOON, 7, time(2.5)));
        passTo(4);
        assertThat(staffed()).as("said late").containsExactly("3:7", "4:7");
        hear(shift(NOON, 6, time(2.4)));
        passTo(5);
        assertThat(staffed()).as("what was said before that is of no use").containsExactly("3:7", "4:7", "5:7");
    }

    @Test
    void aShiftIsToldOfItsIntervalAndOfThoseAhead() throws Exception {
        start(null);
        hear(shift(NOON, 5, time(0.2)));
        hear(shift(NOON + 2 * HALF_HOUR, 3, time(0.7)));
        passTo(1);
        assertThat(staffed())
                .as("of a queue that nobody called nothing is told")
                .isEmpty();
        came(2, 2);
        passTo(2);
        assertThat(lastOfEachInterval())
                .as("said before the first contact, off the minute")
                .containsExactly(NOON + ":5 came 0 0", NOON + 2 * HALF_HOUR + ":3 came 0 0");
        passTo(30);
        assertThat(lastOfEachInterval()).containsExactly(NOON + ":5 came 1 2");
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        start(state);
        hear(shift(NOON + 2 * HALF_HOUR, 4, time(31)));
        came(61, 2);
        passTo(90);
        assertThat(lastOfEachInterval()).containsExactly(NOON + 2 * HALF_HOUR + ":4 came 1 2");
        assertThat(harness.extractOutputValues()).allSatisfy(cell -> assertThat(cell.atEnd(Measure.PLAN_KNOWN))
                .as("nobody expects a number of contacts")
                .isZero());
        passTo(27 * 60);
        assertThat(harness.numKeyedStateEntries()).as("it is forgotten").isZero();
    }

    /** Two systems number on their own: which of two holds does not hang on which came first. */
    @Test
    void ofTwoThatWereSaidAtOnceOneHolds() throws Exception {
        for (boolean turned : new boolean[] {false, true}) {
            start(null);
            came(1, 2);
            hear(shift(NOON, turned ? 5 : 3, time(0.5), turned ? "north" : "south"));
            hear(shift(NOON, turned ? 3 : 5, time(0.5), turned ? "south" : "north"));
            passTo(1);
            assertThat(staffed()).containsExactly("1:3");
            harness.close();
        }
        start(null);
    }

    /** After a restart sources send again what they had sent: it moves nothing of what was told, and is no letter. */
    @Test
    void whatIsSaidTwiceIsNoNews() throws Exception {
        start(null);
        came(1, 2);
        hear(shift(NOON + 2 * HALF_HOUR, 5, time(0.5)));
        passTo(65);
        assertThat(staffed()).hasSize(65);
        hear(shift(NOON + 2 * HALF_HOUR, 5, time(0.5)));
        passTo(66);
        assertThat(staffed()).containsExactly("66:5");
        passTo(200);
        staffed();
        hear(shift(NOON + 2 * HALF_HOUR, 5, time(0.5)));
        passTo(201);
        assertThat(staffed()).hasSize(1);
        assertThat(harness.getSideOutput(PlanFunction.TOO_LATE)).isNull();
    }

    /** Whatever is named, and however wrong a date is, nothing is told of it, little is kept, and that not for ever. */
    @Test
    void shiftsOfQueuesThatNobodyCallsCostNothing() throws Exception {
        start(null);
        passTo(0);
        hear(shift(NOON + HALF_HOUR, 5, time(-100_000)));
        hear(shift(NOON + 4 * HALF_HOUR, 5, time(1)));
        assertThat(harness.numEventTimeTimers()).isLessThan(3);
        passTo(24 * 60);
        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        passTo(28 * 60);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void whatIsSaidOfAnIntervalThatIsOverForGoodIsALetter() throws Exception {
        start(null);
        came(1, 2);
        passTo(60);
        hear(shift(NOON, 5, time(2)));
        assertThat(harness.getSideOutput(PlanFunction.TOO_LATE)).singleElement().satisfies(letter -> {
            assertThat(letter.getValue().reason()).isEqualTo(RejectionReason.LATE);
            assertThat(letter.getValue().detail()).contains("s" + time(2), "its interval is over");
        });
    }

    @Test
    void aQueueThatIsForgottenLeavesNothing() throws Exception {
        start(null);
        hear(QueueNews.of(new Cell(PRESALE, NOON, NOON + PANE, Map.of(Measure.QUEUE_OFFERED, 2L), Map.of(), Map.of())));
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
