package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What contacts of the last half hour took, as a rollup tells it, against all observations summed up. */
class TrailingWorkTest {

    private static final long PANE = 60_000;
    private static final long LATENESS = 20 * PANE;
    private static final int PANES = 200;
    private static final long PRIOR = 77_000;

    private static final CellKey BILLING =
            new CellKey(Measurement.QUEUE, List.of("queue"), List.of("billing"), List.of());
    private static final Series SERIES = new Series(Measurement.QUEUE, List.of("billing"), List.of());

    /** An observation, and in which pane it arrives. */
    private record Arrival(Observation observation, long pane) {}

    private static Windowing windowing(long pane) {
        return new Windowing(
                pane,
                30 * PANE,
                LATENESS,
                pane,
                List.of("queue"),
                List.of(List.of("queue")),
                Set.of(),
                true,
                false,
                PRIOR);
    }

    private static Observation of(Measure measure, long time, long value) {
        return new Observation(measure, SERIES, time, value, time, 1);
    }

    /** Somebody is there and somebody waits all the time; contacts end, some are wrapped up, some of it comes late. */
    private static List<Arrival> day(Random random) {
        List<Arrival> arrivals = new ArrayList<>();
        arrivals.add(new Arrival(of(Measure.QUEUE_STAFFED, 0, 1), 0));
        arrivals.add(new Arrival(of(Measure.QUEUE_WAITING, 0, 1), 0));
        for (int pane = 0; pane < PANES - 30; pane++) {
            boolean busy = pane / 50 % 2 == 0;
            for (int i = random.nextInt(busy ? 4 : 2); i > 0; i--) {
                long time = pane * PANE + random.nextInt((int) PANE);
                long handle = random.nextInt(600_000);
                long arrives = pane + (random.nextInt(5) == 0 ? random.nextInt(15) : 0);
                arrivals.add(new Arrival(of(Measure.QUEUE_HANDLE, time, handle), arrives));
                arrivals.add(new Arrival(of(Measure.QUEUE_WORK_TIME, time, handle), arrives));
                if (random.nextBoolean()) {
                    long wrapped = time + random.nextInt(300_000);
                    long then = wrapped / PANE + random.nextInt(6);
                    arrivals.add(new Arrival(of(Measure.QUEUE_WORK_TIME, wrapped, wrapped - time), then));
                }
            }
        }
        return arrivals;
    }

    private static Map<Long, double[]> told(List<Arrival> arrivals, boolean throughBytes) throws IOException {
        Windowing windowing = windowing(PANE);
        RollupState state = new RollupState();
        Map<Long, double[]> told = new TreeMap<>();
        for (long pane = 0; pane < PANES; pane++) {
            for (Arrival arrival : arrivals) {
                if (arrival.pane == pane) {
                    Window window = new Window();
                    window.add(arrival.observation);
                    long start = windowing.start(Measurement.QUEUE, arrival.observation.time());
                    assertThat(state.add(start, window, Measurement.QUEUE, windowing, pane * PANE))
                            .isTrue();
                }
            }
            for (Cell cell : state.due(BILLING, windowing, (pane + 1) * PANE, false)) {
                told.put(cell.start(), new double[] {
                    cell.count(Measure.QUEUE_TRAILING_HANDLED), cell.count(Measure.QUEUE_TRAILING_WORK)
                });
            }
            state = throughBytes ? throughBytes(state) : state.copy();
        }
        return told;
    }

    private static RollupState throughBytes(RollupState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        return RollupState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), Versions.CURRENT);
    }

    private static double[] naive(List<Arrival> arrivals, long end) {
        long handled = 0;
        long work = 0;
        for (Arrival arrival : arrivals) {
            Observation one = arrival.observation;
            if (one.time() >= end - 30 * PANE && one.time() < end) {
                handled += one.measure() == Measure.QUEUE_HANDLE ? 1 : 0;
                work += one.measure() == Measure.QUEUE_WORK_TIME ? one.value() : 0;
            }
        }
        return handled < 20 ? new double[] {1, PRIOR} : new double[] {handled, work};
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyPaneTellsTheHalfHourBeforeItAlsoWhenSomethingComesLate(boolean throughBytes) throws IOException {
        long few = 0;
        for (int seed = 0; seed < 10; seed++) {
            List<Arrival> arrivals = day(new Random(seed));
            Map<Long, double[]> told = told(arrivals, throughBytes);
            assertThat(told).hasSize(PANES);
            for (Map.Entry<Long, double[]> pane : told.entrySet()) {
                double[] naive = naive(arrivals, pane.getKey() + PANE);
                assertThat(pane.getValue())
                        .as("seed %s, pane %s", seed, pane.getKey())
                        .isEqualTo(naive);
                few += naive[0] == 1 ? 1 : 0;
            }
        }
        assertThat(few).as("panes that look back at fewer than 20 contacts").isBetween(300L, 1_700L);
    }

    /** As the operator drives it: what is empty and waits for nothing is gone. */
    @Test
    void whatContactsTookIsKnownForHalfAnHourAlsoWhenEverybodyHasLeft() throws IOException {
        Windowing windowing = windowing(PANE);
        RollupState state = new RollupState();
        Window before = new Window();
        for (int i = 0; i < 20; i++) {
            before.add(of(Measure.QUEUE_HANDLE, 2 * PANE, 1_000));
            before.add(of(Measure.QUEUE_WORK_TIME, 2 * PANE, 1_000));
        }
        state.add(2 * PANE, before, Measurement.QUEUE, windowing, 2 * PANE);
        long gone = Long.MAX_VALUE;
        for (long pane = 3; pane < 100; pane++) {
            if (pane == 31) {
                Cell back = waitingAt(pane, throughBytes(state), windowing);
                assertThat(back.count(Measure.QUEUE_TRAILING_WORK)).isEqualTo(20_000);
            }
            state.due(BILLING, windowing, pane * PANE, false);
            if (state.isEmpty() && state.nextDue(Measurement.QUEUE, windowing) == Long.MAX_VALUE) {
                gone = Math.min(gone, pane);
                state = new RollupState();
            } else {
                assertThat(state.nextDue(Measurement.QUEUE, windowing)).isGreaterThan(pane * PANE);
                assertThat(state.nextDue(Measurement.QUEUE, windowing)).isLessThan(Long.MAX_VALUE);
            }
        }
        // half an hour, and the lateness in which a pane of then may still be corrected
        assertThat(gone).isBetween(32 + LATENESS / PANE, 40 + LATENESS / PANE);
    }

    private static Cell waitingAt(long pane, RollupState state, Windowing windowing) {
        Window window = new Window();
        window.add(of(Measure.QUEUE_STAFFED, pane * PANE, 1));
        window.add(of(Measure.QUEUE_WAITING, pane * PANE, 1));
        state.add(pane * PANE, window, Measurement.QUEUE, windowing, pane * PANE);
        return state.due(BILLING, windowing, (pane + 1) * PANE, false).get(0);
    }

    @Test
    void anHourLooksBackOverItself() {
        Windowing hours = windowing(60 * PANE);
        RollupState state = new RollupState();
        Window window = new Window();
        window.add(of(Measure.QUEUE_STAFFED, 0, 1));
        window.add(of(Measure.QUEUE_WAITING, 0, 1));
        for (int i = 0; i < 20; i++) {
            window.add(of(Measure.QUEUE_HANDLE, i * PANE, 1_000));
            window.add(of(Measure.QUEUE_WORK_TIME, i * PANE, 1_000));
        }
        state.add(0, window, Measurement.QUEUE, hours, 0);
        Cell hour = state.due(BILLING, hours, 60 * PANE, false).get(0);
        assertThat(hour.count(Measure.QUEUE_TRAILING_WORK)).isEqualTo(20_000);
    }
}
