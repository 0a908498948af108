package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Time in units of a hundredth of a second, so that the naive count may walk through it. */
class RollupStateTest {

    private static final long PANE = 100;
    private static final long INTERVAL = 500;
    private static final long LATENESS = 1_000;
    private static final long END = 6_000;
    private static final long REFRESH = 300;

    private static final Windowing WINDOWING =
            Windowings.of(PANE, INTERVAL, LATENESS, REFRESH, List.of("queue"), List.of(List.of()));
    private static final CellKey QUEUE = new CellKey(Measurement.QUEUE, List.of(), List.of(), List.of());
    private static final CellKey CASES = new CellKey(Measurement.CASES, List.of(), List.of(), List.of());
    private static final CellKey INTERVALS = new CellKey(Measurement.QUEUE_INTERVAL, List.of(), List.of(), List.of());

    /** Observations of one moment, and when they arrive. */
    private record Arrival(long at, List<Observation> observations) {}

    private static Series series(CellKey key) {
        return new Series(key.measurement(), List.of("q"), List.of());
    }

    private static Observation level(Measure measure, CellKey key, long time, long delta, long since) {
        return new Observation(measure, series(key), time, delta, since, 1);
    }

    private static Observation of(Measure measure, long time, long value) {
        return new Observation(measure, series(INTERVALS), time, value, 0, 1);
    }

    private static void take(RollupState state, long watermark, Observation... observations) {
        for (Observation one : observations) {
            Window window = new Window();
            window.add(one);
            state.add(
                    WINDOWING.start(Measurement.QUEUE_INTERVAL, one.time()),
                    window,
                    Measurement.QUEUE_INTERVAL,
                    WINDOWING,
                    watermark);
        }
    }

    /** A conversation of more than a day: its handle time is the interval's, and no part of it stands for the whole. */
    @Test
    void anIntervalIsKeptUntilAllWhomAnAgentHadHaveLeft() {
        RollupState state = new RollupState();
        take(state, 400, of(Measure.INTERVAL_OFFERED, 10, 1), of(Measure.INTERVAL_ANSWERED, 10, 1));
        take(state, 400, of(Measure.INTERVAL_SERVED, 10, 1));
        state.due(INTERVALS, WINDOWING, INTERVAL, false);
        long later = 2 * Windowing.INTERVAL_CORRECTED_MILLIS;
        state.due(INTERVALS, WINDOWING, later, false);

        take(state, later, of(Measure.INTERVAL_HANDLE, 10, later));
        Cell whole = state.due(INTERVALS, WINDOWING, later + PANE, false).get(0);
        assertThat(whole.counts()).containsEntry(Measure.INTERVAL_OFFERED, 1L);
        assertThat(whole.timings().get(Measure.INTERVAL_HANDLE).count()).isEqualTo(1);

        take(state, later + PANE, of(Measure.INTERVAL_MISSED, 10, 1));
        assertThat(state.due(INTERVALS, WINDOWING, later + 2 * PANE, false))
                .as("a part of a final interval")
                .isEmpty();
        state.due(INTERVALS, WINDOWING, 2 * Windowing.INTERVAL_PATIENCE_MILLIS, false);
        assertThat(state.isEmpty()).isTrue();
    }

    /** What comes from a subtask that is ahead waits, or the half hours before would be told or not by chance. */
    @Test
    void anIntervalIsToldWhenItHasBegun() {
        RollupState state = new RollupState();
        take(state, 50, level(Measure.INTERVAL_WAITING, INTERVALS, 10, 1, 10), of(Measure.INTERVAL_OFFERED, 10, 1));
        take(state, 50, of(Measure.INTERVAL_OFFERED, 3 * INTERVAL + 20, 1));
        List<Long> told = new ArrayList<>();
        for (long now = 100; now <= 4 * INTERVAL; now += 50) {
            state.due(INTERVALS, WINDOWING, now, false).forEach(cell -> told.add(cell.start()));
        }
        assertThat(told).startsWith(0L, INTERVAL, 2 * INTERVAL, 3 * INTERVAL);
    }

    /** Stays that begin and end, come late, and are corrected: another end than the one that was told first. */
    private static List<Arrival> stays(Random random, CellKey key, Measure level, Measure left) {
        return stays(random, key, level, left, false);
    }

    /** @param aged whether what is counted may have been so long before it came here, often just as long as bounds an age */
    private static List<Arrival> stays(Random random, CellKey key, Measure level, Measure left, boolean aged) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long begin = random.nextInt((int) END - 1_000);
            long end = begin + random.nextInt(random.nextInt(4) == 0 ? 900 : 60);
            AgeBucket bucket = AgeBucket.values()[random.nextInt(AgeBucket.values().length)];
            long since = aged ? begin - bucket.fromMillis() + random.nextInt((int) PANE * 4) : begin;
            arrivals.add(new Arrival(late(random, begin), List.of(level(level, key, begin, 1, since))));
            List<Observation> leaving =
                    List.of(level(level, key, end, -1, since), new Observation(left, series(key), end, 1, 0, 1));
            arrivals.add(new Arrival(late(random, end), leaving));
            if (random.nextInt(4) == 0) {
                long right = begin + random.nextInt((int) (end - begin + 1));
                List<Observation> corrected = new ArrayList<>();
                leaving.forEach(one -> corrected.add(one.negated()));
                corrected.add(level(level, key, right, -1, since));
                corrected.add(new Observation(left, series(key), right, 1, 0, 1));
                arrivals.add(new Arrival(Math.max(end, right) + random.nextInt((int) LATENESS / 10), corrected));
            }
        }
        return arrivals;
    }

    private static long late(Random random, long time) {
        return time + (random.nextInt(3) == 0 ? random.nextInt((int) LATENESS) : random.nextInt(20));
    }

    private static Map<Long, Cell> run(CellKey key, List<Arrival> arrivals, Random grouping, boolean throughBytes)
            throws IOException {
        RollupState state = new RollupState();
        Map<Long, Cell> cells = new TreeMap<>();
        Map<RollupState, byte[]> handedOver = new IdentityHashMap<>();
        for (long now = PANE; now <= 3 * END; now += PANE) {
            Map<Long, List<Window>> groups = new TreeMap<>();
            for (Arrival arrival : arrivals) {
                if (arrival.at >= now - PANE && arrival.at < now) {
                    for (Observation one : arrival.observations) {
                        add(
                                groups.computeIfAbsent(
                                        WINDOWING.start(key.measurement(), one.time()), s -> new ArrayList<>()),
                                one,
                                grouping);
                    }
                }
            }
            for (Map.Entry<Long, List<Window>> group : groups.entrySet()) {
                for (Window window : group.getValue()) {
                    assertThat(state.add(group.getKey(), window, key.measurement(), WINDOWING, now - PANE))
                            .isTrue();
                }
            }
            for (Cell cell : state.due(key, WINDOWING, now, false)) {
                cells.put(cell.start(), kept(cell));
            }
            if (throughBytes) {
                state = read(bytes(state));
            } else if (grouping.nextBoolean()) {
                handedOver.put(state, bytes(state));
                state = state.copy();
            }
        }
        for (Map.Entry<RollupState, byte[]> before : handedOver.entrySet()) {
            assertThat(bytes(before.getKey())).as("a state whose copy went on").isEqualTo(before.getValue());
        }
        return cells;
    }

    /** What a rollup gives is true until it is asked again. */
    private static Cell kept(Cell cell) {
        return cell.only(EnumSet.allOf(Measure.class), cell.key());
    }

    private static void add(List<Window> windows, Observation one, Random grouping) {
        boolean own = windows.isEmpty() || grouping.nextBoolean();
        if (own) {
            windows.add(new Window());
        }
        windows.get(grouping.nextInt(windows.size())).add(one);
    }

    private static byte[] bytes(RollupState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static RollupState read(byte[] bytes) throws IOException {
        return RollupState.read(new DataInputStream(new ByteArrayInputStream(bytes)), Versions.CURRENT);
    }

    private static NaiveRollup naive(List<Arrival> arrivals) {
        NaiveRollup naive = new NaiveRollup();
        arrivals.forEach(arrival -> arrival.observations.forEach(naive::add));
        return naive;
    }

    @Test
    void everyCellEqualsTheCountOfAllObservations() throws IOException {
        for (int seed = 0; seed < 25; seed++) {
            Random random = new Random(seed);
            List<Arrival> arrivals = stays(random, QUEUE, Measure.QUEUE_WAITING, Measure.QUEUE_ANSWERED);
            Map<Long, Cell> cells = run(QUEUE, arrivals, random, seed % 2 == 0);
            NaiveRollup naive = naive(arrivals);
            for (Cell cell : cells.values()) {
                assertThat(cell.level(Measure.QUEUE_WAITING))
                        .as("seed %s, pane %s", seed, cell.start())
                        .isEqualTo(naive.level(Measure.QUEUE_WAITING, cell.start(), cell.end()));
                assertThat(cell.count(Measure.QUEUE_ANSWERED))
                        .isEqualTo(naive.count(Measure.QUEUE_ANSWERED, cell.start(), cell.end()));
            }
            for (long start = 0; start < END; start += PANE) {
                if (naive.count(Measure.QUEUE_ANSWERED, start, start + PANE) != 0) {
                    assertThat(cells).as("seed %s", seed).containsKey(start);
                }
            }
        }
    }

    /** Ages also of panes that are corrected when time has gone on, and of those in which nothing happens. */
    @Test
    void everyAgeEqualsTheCountOfAllObservations() throws IOException {
        long told = 0;
        for (int seed = 0; seed < 25; seed++) {
            Random random = new Random(seed);
            List<Arrival> arrivals = stays(random, CASES, Measure.CASES_OPEN, Measure.CASES_SOLVED, true);
            arrivals.addAll(stays(random, CASES, Measure.CASES_WAITING_THIRD_PARTY, Measure.CASES_SOLVED, true));
            NaiveRollup naive = naive(arrivals);
            for (Cell cell : run(CASES, arrivals, random, seed % 2 == 0).values()) {
                for (Measure level : List.of(Measure.CASES_OPEN, Measure.CASES_WAITING_THIRD_PARTY)) {
                    LevelValue right = naive.level(level, cell.start(), cell.end());
                    assertThat(cell.ages(level))
                            .as("seed %s, pane %s, %s", seed, cell.start(), level)
                            .isEqualTo(right.ages());
                    assertThat(cell.atEnd(level)).isEqualTo(right.atEnd());
                    told += right.ages().count(AgeBucket.TO_3D);
                }
            }
        }
        assertThat(told).isGreaterThan(100);
    }

    @Test
    void aCaseGrowsOlderThoughNothingHappens() {
        long pane = 10_000;
        Windowing live = Windowings.of(pane, 1_800_000, 600_000, pane, List.of(), List.of(List.of()));
        RollupState state = new RollupState();
        state.add(0, window(level(Measure.CASES_OPEN, CASES, 10, 1, 0)), Measurement.CASES, live, 0);
        Map<AgeBucket, Long> first = new EnumMap<>(AgeBucket.class);
        for (long now = pane; now < 8 * 86_400_000L; now += pane) {
            for (Cell cell : state.due(CASES, live, now, false)) {
                for (AgeBucket bucket : AgeBucket.values()) {
                    if (cell.ages(Measure.CASES_OPEN).count(bucket) == 1) {
                        first.putIfAbsent(bucket, cell.end());
                    }
                }
            }
        }
        assertThat(first)
                .containsExactly(
                        Map.entry(AgeBucket.TO_1H, pane),
                        Map.entry(AgeBucket.TO_4H, 3_600_000L),
                        Map.entry(AgeBucket.TO_24H, 4 * 3_600_000L),
                        Map.entry(AgeBucket.TO_3D, 86_400_000L),
                        Map.entry(AgeBucket.TO_7D, 3 * 86_400_000L),
                        Map.entry(AgeBucket.MORE, 7 * 86_400_000L));
    }

    @Test
    void everyIntervalEqualsTheCountOfAllObservations() throws IOException {
        for (int seed = 0; seed < 15; seed++) {
            Random random = new Random(seed);
            List<Arrival> arrivals = stays(random, INTERVALS, Measure.INTERVAL_WAITING, Measure.INTERVAL_ANSWERED);
            NaiveRollup naive = naive(arrivals);
            for (Cell cell : run(INTERVALS, arrivals, random, seed % 2 == 0).values()) {
                assertThat(cell.level(Measure.INTERVAL_WAITING))
                        .as("seed %s, interval %s", seed, cell.start())
                        .isEqualTo(naive.level(Measure.INTERVAL_WAITING, cell.start(), cell.end()));
                assertThat(cell.count(Measure.INTERVAL_ANSWERED))
                        .isEqualTo(naive.count(Measure.INTERVAL_ANSWERED, cell.start(), cell.end()));
            }
        }
    }

    @Test
    void anyGroupingOfTheDifferencesGivesTheSameCells() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            List<Arrival> arrivals = stays(new Random(seed), CASES, Measure.CASES_OPEN, Measure.CASES_SOLVED);
            assertThat(run(CASES, arrivals, new Random(1), false))
                    .as("seed %s", seed)
                    .isEqualTo(run(CASES, arrivals, new Random(2), true));
        }
    }

    @Test
    void netFlowIsTheGrowthOfTheUnsolvedCases() throws IOException {
        for (int seed = 0; seed < 15; seed++) {
            Random random = new Random(seed);
            List<Arrival> arrivals = stays(random, CASES, Measure.CASES_OPEN, Measure.CASES_SOLVED);
            arrivals.addAll(stays(random, CASES, Measure.CASES_WAITING_CUSTOMER, Measure.CASES_SOLVED));
            NaiveRollup naive = naive(arrivals);
            for (Cell cell : run(CASES, arrivals, random, seed % 2 == 0).values()) {
                long grown = 0;
                for (Measure level : List.of(Measure.CASES_OPEN, Measure.CASES_WAITING_CUSTOMER)) {
                    grown += naive.level(level, cell.start(), cell.end()).atEnd()
                            - naive.level(level, cell.start() - 1, cell.start()).atEnd();
                }
                assertThat(cell.count(Measure.CASES_NET_FLOW))
                        .as("seed %s, pane %s", seed, cell.start())
                        .isEqualTo(grown);
            }
        }
    }

    @Test
    void aLevelThatDoesNotChangeIsWrittenAtEveryRefresh() {
        RollupState state = new RollupState();
        state.add(0, window(level(Measure.CASES_OPEN, CASES, 10, 1, 10)), Measurement.CASES, WINDOWING, 0);
        assertThat(starts(state.due(CASES, WINDOWING, 100, false))).containsExactly(0L);
        assertThat(state.due(CASES, WINDOWING, 300, false)).isEmpty();
        assertThat(state.nextDue(Measurement.CASES, WINDOWING)).isEqualTo(400);
        Cell again = state.due(CASES, WINDOWING, 400, false).get(0);
        assertThat(again.start()).isEqualTo(300);
        assertThat(again.level(Measure.CASES_OPEN)).isEqualTo(young(1, PANE, 10));
        assertThat(state.nextDue(Measurement.CASES, WINDOWING)).isEqualTo(700);
    }

    @Test
    void nothingIsWrittenForTimeThatDidNotPass() {
        RollupState state = new RollupState();
        state.add(0, window(level(Measure.CASES_OPEN, CASES, 10, 1, 10)), Measurement.CASES, WINDOWING, 0);
        assertThat(state.due(CASES, WINDOWING, 100, true)).hasSize(1);
        assertThat(state.due(CASES, WINDOWING, 5_000, true)).isEmpty();
    }

    @Test
    void anEarlierWindowThatWasNeverWrittenMovesTheLaterOnes() {
        RollupState state = new RollupState();
        state.add(500, window(level(Measure.CASES_OPEN, CASES, 510, 1, 510)), Measurement.CASES, WINDOWING, 500);
        state.due(CASES, WINDOWING, 600, false);
        state.add(200, window(level(Measure.CASES_OPEN, CASES, 210, 1, 210)), Measurement.CASES, WINDOWING, 600);
        List<Cell> cells = state.due(CASES, WINDOWING, 700, false);
        assertThat(starts(cells)).containsExactly(200L, 500L);
        assertThat(cells.get(0).level(Measure.CASES_OPEN)).isEqualTo(young(1, 90, 210));
        assertThat(cells.get(1).level(Measure.CASES_OPEN)).isEqualTo(young(2, 190, 210));
    }

    @Test
    void whatIsTooOldMovesTheLevelsFromNowOnAlone() {
        RollupState state = new RollupState();
        state.add(0, window(level(Measure.CASES_OPEN, CASES, 10, 1, 10)), Measurement.CASES, WINDOWING, 0);
        state.due(CASES, WINDOWING, 100, false);
        Window tooOld = window(level(Measure.CASES_OPEN, CASES, 50, -1, 10));
        assertThat(state.add(0, tooOld, Measurement.CASES, WINDOWING, 100_000)).isFalse();
        assertThat(state.due(CASES, WINDOWING, 100_000, false)).isEmpty();
        assertThat(state.isEmpty()).isTrue();
        assertThat(state.nextDue(Measurement.CASES, WINDOWING)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aLevelWhoseBeginningCameTooLateIsStillWritten() {
        RollupState state = new RollupState();
        assertThat(state.add(
                        0, window(level(Measure.CASES_OPEN, CASES, 10, 1, 10)), Measurement.CASES, WINDOWING, 100_000))
                .isFalse();
        assertThat(state.due(CASES, WINDOWING, 100_000, false).get(0).level(Measure.CASES_OPEN))
                .isEqualTo(young(1, PANE, 10));
    }

    @Test
    void nothingIsLeftOfASeriesThatIsOver() throws IOException {
        for (int seed = 0; seed < 10; seed++) {
            RollupState state = new RollupState();
            for (Arrival arrival : stays(new Random(seed), CASES, Measure.CASES_OPEN, Measure.CASES_SOLVED)) {
                for (Observation one : arrival.observations) {
                    state.add(
                            WINDOWING.start(Measurement.CASES, one.time()),
                            window(one),
                            Measurement.CASES,
                            WINDOWING,
                            0);
                }
            }
            state.due(CASES, WINDOWING, END, false);
            assertThat(state.isEmpty()).isFalse();
            state.due(CASES, WINDOWING, END + LATENESS + 10 * PANE, false);
            assertThat(state.isEmpty()).isTrue();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            state.write(new DataOutputStream(bytes));
            assertThat(bytes.size()).as("bytes of an empty state").isEqualTo(20);
        }
    }

    private static Window window(Observation... observations) {
        Window window = new Window();
        for (Observation one : observations) {
            window.add(one);
        }
        return window;
    }

    private static LevelValue young(long n, long integralMs, long oldestSince) {
        return new LevelValue(n, n, integralMs, oldestSince, Ages.of(n, 0, 0, 0, 0, 0));
    }

    private static List<Long> starts(List<Cell> cells) {
        return cells.stream().map(Cell::start).toList();
    }
}
