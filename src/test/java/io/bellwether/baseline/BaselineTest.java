package io.bellwether.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {

    private static final long HOUR = 3_600_000;
    private static final int WEEK = 168;

    @Test
    void mondayAtTenIsComparedWithMondaysAtTen() {
        Baseline baseline = new Baseline(Plans.weekly(Fallback.NONE));
        for (int hour = 0; hour < 4 * WEEK; hour++) {
            baseline.learn(hour * HOUR, hour % WEEK + (hour / WEEK) * 10, true);
        }

        Usual usual = baseline.usual(4 * WEEK * HOUR + 40 * HOUR);

        assertThat(usual.level()).isEqualTo(40 + 15);
        assertThat(usual.hours()).isEqualTo(4);
        assertThat(usual.isMature()).isTrue();
        assertThat(usual.spread()).isCloseTo(1.4826 * 1.363 * 10, within(1e-6));
    }

    @Test
    void aDriftIsUsualToAllButOneThatLags() {
        Usual learnt = afterFourWeeksOfDrift(0);
        Usual lagging = afterFourWeeksOfDrift(4 * WEEK);

        assertThat(learnt.level() + 4 * learnt.spread()).isGreaterThan(100 + 10);
        assertThat(lagging.level() + 4 * lagging.spread()).isLessThan(100 + 2);
    }

    /** A week at a hundred, then four in which it rises by ten. */
    private static Usual afterFourWeeksOfDrift(int lagHours) {
        Baseline baseline =
                new Baseline(new BaselinePlan(Season.NONE, 8, 1, Fallback.NONE, ZoneOffset.UTC, false, lagHours));
        Random random = new Random(5);
        for (int hour = 0; hour < 5 * WEEK; hour++) {
            double drift = 10.0 * Math.max(0, hour - WEEK) / (4 * WEEK);
            baseline.learn(hour * HOUR, 100 + drift + 0.3 * random.nextGaussian(), true);
        }
        return baseline.usual(5L * WEEK * HOUR);
    }

    @Test
    void whatIsYoungerThanTheLagIsNotHistory() {
        Baseline baseline = new Baseline(
                new BaselinePlan(Season.HOUR_OF_DAY, 4, 1 / 7.0, Fallback.NONE, ZoneOffset.UTC, false, 25));
        for (int hour = 0; hour < 4 * 24; hour++) {
            baseline.learn(hour * HOUR, hour / 24, true);
        }

        assertThat(baseline.usual(4L * 24 * HOUR).hours()).isEqualTo(2);
        assertThat(baseline.usual(4L * 24 * HOUR).level()).isEqualTo(0.5);
    }

    /** A second, naive implementation: keeps everything and looks everything up. */
    @ParameterizedTest
    @EnumSource(Season.class)
    void agreesWithOneThatKeepsEverything(Season season) {
        BaselinePlan plan = new BaselinePlan(season, 3, 2, Fallback.NONE, ZoneOffset.UTC, false);
        Baseline baseline = new Baseline(plan);
        TreeMap<Long, Double> all = new TreeMap<>();
        Random random = new Random(11);
        for (long hour = 1_000; hour < 1_000 + 9 * WEEK; hour += random.nextInt(20) == 0 ? random.nextInt(60) : 1) {
            Usual usual = baseline.usual(hour * HOUR);
            List<Double> same = new ArrayList<>();
            int step = season.hours();
            for (long at = hour - step; at >= hour - 3 * WEEK; at -= step) {
                if (all.containsKey(at)) {
                    same.add(all.get(at));
                }
            }
            Long oldest = all.ceilingKey(hour - 3 * WEEK);
            boolean allThereIs =
                    step < WEEK && same.size() >= (step == 24 ? 3 : 12) && oldest != null && oldest <= hour - 2 * WEEK;
            if (same.size() < 2 * WEEK / step && !allThereIs) {
                assertThat(usual).isNull();
            } else {
                double[] values = same.stream().mapToDouble(value -> value).toArray();
                assertThat(usual.level()).isEqualTo(Medians.median(values, values.length));
                assertThat(usual.hours()).isEqualTo(same.size());
            }
            double value = random.nextInt(100);
            baseline.learn(hour * HOUR, value, true);
            all.put(hour, value);
        }
    }

    @Test
    void theSpreadWithinAnHourCounts() {
        Baseline baseline = new Baseline(Plans.weekly(Fallback.NONE));
        Random random = new Random(2);
        for (int minute = 0; minute < 5 * WEEK * 60; minute += 5) {
            baseline.learn(minute * 60_000L, 100 + 7 * random.nextGaussian(), true);
        }

        double sum = 0;
        for (int hour = 0; hour < WEEK; hour++) {
            sum += baseline.usual((5L * WEEK + hour) * HOUR).spread() / WEEK;
        }
        assertThat(sum).isCloseTo(7.3, within(0.7));
    }

    @Test
    void anHourInWhichTheLevelChangesIsAsWideAsTheChange() {
        Baseline baseline = new Baseline(Plans.weekly(Fallback.NONE));
        for (int minute = 0; minute < 5 * WEEK * 60; minute++) {
            baseline.learn(minute * 60_000L, minute % 60 < 31 ? 8 : 4, true);
        }

        Usual usual = baseline.usual(5L * WEEK * HOUR);
        assertThat(usual.level()).isEqualTo(8);
        assertThat(usual.spread()).isCloseTo(4 / 1.645, within(1e-6));
    }

    @Test
    void whileYoungTheFallbackHolds() {
        Baseline daily = new Baseline(Plans.weekly(Fallback.HOUR_OF_DAY));
        Baseline trailing = new Baseline(Plans.weekly(Fallback.TRAILING_7D));
        for (int hour = 0; hour < 12; hour++) {
            assertThat(trailing.usual(hour * HOUR)).isNull();
            learn(daily, trailing, hour);
        }
        assertThat(daily.usual(12 * HOUR).basis()).isEqualTo(Usual.Basis.TRAILING);
        assertThat(trailing.usual(12 * HOUR).level()).isEqualTo(5.5);
        for (int hour = 12; hour < 3 * 24; hour++) {
            learn(daily, trailing, hour);
        }
        Usual third = daily.usual(75 * HOUR);
        assertThat(third.basis()).isEqualTo(Usual.Basis.HOUR_OF_DAY);
        assertThat(third.level()).isEqualTo(3);
        assertThat(third.isMature()).isFalse();
        assertThat(trailing.usual(75 * HOUR).level()).isEqualTo(11.5);
    }

    private static void learn(Baseline one, Baseline other, int hour) {
        one.learn(hour * HOUR, hour % 24, true);
        other.learn(hour * HOUR, hour % 24, true);
    }

    @Test
    void whatAnAlertFiredOnIsNotUsual() {
        Baseline with = new Baseline(Plans.weekly(Fallback.TRAILING_7D));
        Baseline without = new Baseline(Plans.weekly(Fallback.TRAILING_7D));
        for (int hour = 0; hour < 100; hour++) {
            with.learn(hour * HOUR, hour, true);
            without.learn(hour * HOUR, hour, hour < 50);
        }

        assertThat(with.usual(100 * HOUR).level()).isEqualTo(49.5);
        assertThat(without.usual(100 * HOUR).level()).isEqualTo(24.5);
    }

    @Test
    void whatIsOlderThanItsHistoryIsForgotten() {
        Baseline baseline =
                new Baseline(new BaselinePlan(Season.HOUR_OF_WEEK, 2, 1, Fallback.NONE, ZoneOffset.UTC, false));
        for (int hour = 0; hour < WEEK; hour++) {
            baseline.learn(hour * HOUR, 1, true);
        }

        assertThat(baseline.usual((WEEK + 5L) * HOUR)).isNotNull();
        assertThat(baseline.usual((3 * WEEK + 5L) * HOUR)).isNull();
    }

    /** Where the least history is all of it, the oldest hour is the one that makes it enough. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void allOfItsHistoryIsEnough(int weeks) {
        BaselinePlan plan =
                new BaselinePlan(Season.HOUR_OF_WEEK, weeks, weeks, Fallback.TRAILING_7D, ZoneOffset.UTC, false);
        Baseline baseline = new Baseline(plan);
        for (int hour = 0; hour < weeks * WEEK; hour++) {
            baseline.learn(hour * HOUR, hour % WEEK, true);
        }
        for (int hour = weeks * WEEK; hour < (weeks + 1) * WEEK; hour++) {
            assertThat(baseline.usual(hour * HOUR).isMature()).isTrue();
            assertThat(baseline.usual(hour * HOUR).level()).isEqualTo(hour % WEEK);
            baseline.learn(hour * HOUR, hour % WEEK, true);
        }
    }

    /** Clocks go back at the end of October: nine o'clock stays nine o'clock. */
    /** Two hours a day make 112 of the 504 hours of three weeks, and Saturdays eight of 21 days, in all of the eight weeks. */
    @ParameterizedTest
    @CsvSource({"NONE, 20, 22, 1", "HOUR_OF_DAY, 20, 22, 7"})
    void aSeriesThatIsMostlySilentIsKnownWhenItsHistoryIsFull(Season season, int from, int to, int everyDays) {
        Baseline baseline = new Baseline(new BaselinePlan(season, 8, 3, Fallback.TRAILING_7D, ZoneOffset.UTC, false));
        List<Integer> matureAt = new ArrayList<>();
        for (int day = 0; day < 9 * 7; day += everyDays) {
            for (int hour = from; hour < to; hour++) {
                long at = (day * 24L + hour) * HOUR;
                Usual usual = baseline.usual(at);
                if (usual != null && usual.isMature()) {
                    matureAt.add(day);
                }
                baseline.learn(at, 5, true);
            }
        }

        assertThat(matureAt).as("days").isNotEmpty();
        assertThat(matureAt.get(0))
                .as("not before all but a week of it has passed")
                .isEqualTo(7 * 7);
        assertThat(matureAt.get(matureAt.size() - 1)).isGreaterThan(8 * 7 - 1);
    }

    @Test
    void hoursAreThoseOfTheZone() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Baseline baseline = new Baseline(new BaselinePlan(Season.HOUR_OF_DAY, 2, 1, Fallback.NONE, zone, false));
        ZonedDateTime at = ZonedDateTime.of(2026, 10, 17, 0, 0, 0, 0, zone);
        for (; at.getDayOfMonth() != 30; at = at.plusHours(1)) {
            baseline.learn(at.toInstant().toEpochMilli(), at.getHour(), true);
        }

        assertThat(baseline.usual(at.withHour(9).toInstant().toEpochMilli()).level())
                .isEqualTo(9);
    }

    @Test
    void goesOnAfterItWasWrittenAndRead() throws IOException {
        BaselinePlan plan = Plans.scored();
        Baseline kept = new Baseline(plan);
        Baseline moved = new Baseline(plan);
        Random random = new Random(4);
        for (int i = 0; i < 6_000; i++) {
            long at = i * 900_000L + random.nextInt(900_000);
            double value = 20 + 10 * Math.sin(i / 15.0) + random.nextGaussian();
            assertThat(moved.read(at, value)).isEqualTo(kept.read(at, value));
            kept.learn(at, value, i % 7 > 0);
            moved.learn(at, value, i % 7 > 0);
            if (i % 97 == 0) {
                moved = Baseline.read(new DataInputStream(new ByteArrayInputStream(bytes(moved))));
            }
        }
        assertThat(bytes(moved)).isEqualTo(bytes(kept)).hasSizeLessThan(8 * 672 + 1_200 + 1_900);
    }

    @Test
    void anotherPlanGoesOnWhereTheSameHoursAreKept() {
        Baseline baseline = new Baseline(Plans.weekly(Fallback.NONE));
        for (int hour = 0; hour < WEEK; hour++) {
            baseline.learn(hour * HOUR, hour, true);
        }

        assertThat(baseline.follow(Plans.weekly(Fallback.TRAILING_7D))).isTrue();
        assertThat(baseline.usual(WEEK * HOUR)).isNotNull();
        assertThat(baseline.follow(Plans.scored())).isFalse();
    }

    static byte[] bytes(Baseline baseline) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        baseline.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
