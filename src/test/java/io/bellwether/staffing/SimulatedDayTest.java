package io.bellwether.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.simulate.ContactLog;
import io.bellwether.simulate.Scenarios;
import io.bellwether.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A day with a morning, a peak and a night, planned hour by hour and staffed by shifts that come and go with minutes of
 * delay: though no hour goes on for long, it keeps what the plan says of it.
 */
class SimulatedDayTest {

    private static final long HOUR = 3_600_000;
    private static final int DAYS = 40;
    private static final double OF_AN_HOUR = 0.05;
    private static final double OF_THE_DAY = 0.01;
    private static final double PER_HOUR = 120;
    private static final double[] CURVE = {
        0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.3, 0.5, 0.9, 1.3, 1.5, 1.4, 1.1, 1.2, 1.4, 1.3, 1.1, 0.9, 0.8, 0.7, 0.6, 0.4,
        0.3, 0.2
    };

    private static List<PlannedInterval> plan() throws Exception {
        ServiceTerms terms = SizingTest.terms("target=80/20 handle_time=220s patience=120s occupancy=0.9");
        List<IntervalDemand> demands = new ArrayList<>();
        for (int hour = 0; hour < CURVE.length; hour++) {
            demands.add(new IntervalDemand(hour * HOUR, "q", PER_HOUR * CURVE[hour], Double.NaN, hour));
        }
        return new Planner("day", HOUR, new QueueTerms(terms, Map.of())).plan(demands);
    }

    /** The first of the agents of each hour work as long as so many are required at once. */
    private static String shifts(List<PlannedInterval> plan) {
        List<String> shifts = new ArrayList<>();
        int most =
                plan.stream().mapToInt(each -> each.required().agents()).max().orElseThrow();
        for (int level = 1; level <= most; level++) {
            int from = -1;
            for (int hour = 0; hour <= plan.size(); hour++) {
                boolean needed = hour < plan.size() && plan.get(hour).required().agents() >= level;
                if (needed && from < 0) {
                    from = hour;
                } else if (!needed && from >= 0) {
                    shifts.add(String.format("{from: '%02d:00', to: '%02d:00', agents: 1}", from, hour % 24));
                    from = -1;
                }
            }
        }
        return String.join(", ", shifts);
    }

    /** Contacts of each hour of the day, and those answered in time. */
    private static final class Hours implements ContactLog {
        private final long[] offered = new long[CURVE.length];
        private final long[] within = new long[CURVE.length];

        @Override
        public void queued(String queue, long time) {
            // who came is counted when it is known what became of them
        }

        @Override
        public void left(String queue, long queuedAt, long time, Outcome outcome) {
            int hour = (int) (queuedAt / HOUR % CURVE.length);
            offered[hour]++;
            within[hour] += outcome == Outcome.ANSWERED && time - queuedAt <= 20_000 ? 1 : 0;
        }
    }

    @Test
    void keepsWhatWasPlannedHourByHour() throws Exception {
        List<PlannedInterval> plan = plan();
        String curve = IntStream.range(0, CURVE.length)
                .mapToObj(hour -> String.valueOf(CURVE[hour]))
                .collect(Collectors.joining(", ", "[", "]"));
        String organisation = "{name: one, zone: UTC, curves: {day: {hours: " + curve
                + ", days: [1, 1, 1, 1, 1, 1, 1]}}, queues: [{name: q, kind: chat, curve: day, tones: [0, 1, 0, 0],"
                + " arrivals_per_hour: " + PER_HOUR + ", handle: 205s, handle_cv: 1, wrap_up: 15s, patience: 120s}],"
                + " teams: [{name: t, queues: [q], slots: 1, shifts: [" + shifts(plan) + "]}]}";
        Hours hours = new Hours();
        new Simulation(Scenarios.read("{name: day, title: a day}", organisation), 3, 0, "t", hours)
                .runUntil(DAYS * 24 * HOUR, event -> {});

        double planned = 0;
        long offered = 0;
        long within = 0;
        for (int hour = 0; hour < CURVE.length; hour++) {
            double expected = plan.get(hour).expected().serviceLevel();
            double kept = (double) hours.within[hour] / hours.offered[hour];
            assertThat(kept).as("hour %s", hour).isCloseTo(expected, within(OF_AN_HOUR));
            planned += expected * hours.offered[hour];
            offered += hours.offered[hour];
            within += hours.within[hour];
        }
        assertThat((double) within / offered).isCloseTo(planned / offered, within(OF_THE_DAY));
    }
}
