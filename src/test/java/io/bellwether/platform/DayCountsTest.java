package io.bellwether.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Levels of days, against sums over all that was ever told. */
class DayCountsTest {

    private static final LocalDays ZONE = new LocalDays(PlatformDay.SHANGHAI);
    private static final long FIRST = ZONE.day(PlatformDay.at("12:00:00"));

    private record Change(Measure measure, long time, long delta) {}

    /** In order or not, whenever days turn, a level is at each moment what its definition says. */
    @Test
    void levelsAreSumsOfDays() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            int back = 1 + random.nextInt(12);
            DayCounts days = new DayCounts();
            List<Outcome> all = new ArrayList<>();
            List<Change> changes = new ArrayList<>();
            DayCounts.Levels levels = (measure, time, delta) -> changes.add(new Change(measure, time, delta));
            long now = ZONE.start(FIRST);
            for (int i = 0; i < 60; i++) {
                now += random.nextInt(12) * 3_600_000L;
                days.turnUntil(now, back, ZONE, levels);
                Outcome outcome = outcome(random, now);
                all.add(outcome);
                days.add(outcome, back, ZONE, levels);
                days = DayCountsCodec.INSTANCE.copy(days);
            }
            long end = now + 40 * 86_400_000L;
            days.turnUntil(end, back, ZONE, levels);
            assertThat(days.isNothing()).isTrue();
            for (long time = ZONE.start(FIRST); time <= end; time += 7 * 3_600_000L + 1) {
                assertThat(at(changes, time)).as("seed " + seed).isEqualTo(expected(all, time, back));
            }
        }
    }

    /** The settings may let the official figure look back at fewer days than before, or at more that are still known. */
    @Test
    void levelsFollowHowFarIsLookedBack() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int before = 1 + random.nextInt(8);
            int after = 1 + random.nextInt(8);
            DayCounts days = new DayCounts();
            List<Outcome> all = new ArrayList<>();
            List<Change> changes = new ArrayList<>();
            DayCounts.Levels levels = (measure, time, delta) -> changes.add(new Change(measure, time, delta));
            long now = ZONE.start(FIRST);
            for (int i = 0; i < 60; i++) {
                now += random.nextInt(12) * 3_600_000L;
                Outcome outcome = outcome(random, now);
                all.add(outcome);
                days.add(outcome, i < 30 ? before : after, ZONE, levels);
            }
            assertThat(at(changes, now)).as("seed " + seed).isEqualTo(expected(all, now, after));
            days.turnUntil(now + 40 * 86_400_000L, after, ZONE, levels);
            assertThat(at(changes, Long.MAX_VALUE)).as("seed " + seed).isEmpty();
        }
    }

    /** What nobody counts any more stands at zero. */
    @Test
    void levelsEndWithTheirIndicator() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            DayCounts days = new DayCounts();
            List<Change> changes = new ArrayList<>();
            DayCounts.Levels levels = (measure, time, delta) -> changes.add(new Change(measure, time, delta));
            long now = ZONE.start(FIRST);
            for (int i = 0; i < 60; i++) {
                now += random.nextInt(12) * 3_600_000L;
                days.add(outcome(random, now), 30, ZONE, levels);
            }
            days.end(now, levels);
            assertThat(days.isNothing()).isTrue();
            assertThat(at(changes, Long.MAX_VALUE)).as("seed " + seed).isEmpty();
        }
    }

    /** Some are of the day before: a session that outlives midnight, or what came late. */
    private static Outcome outcome(Random random, long now) {
        long time = random.nextInt(4) == 0 ? now - random.nextInt(600_000) : now;
        long day = ZONE.day(time) - (random.nextInt(5) == 0 ? 1 : 0);
        int sign = random.nextInt(6) == 0 ? -1 : 1;
        return new Outcome("p", "i", "s", "", day, time, sign * 500, sign, sign * 250, random.nextInt(3) - 1);
    }

    private static Map<Measure, Long> at(List<Change> changes, long time) {
        Map<Measure, Long> levels = new HashMap<>();
        changes.stream()
                .filter(change -> change.time() <= time)
                .forEach(change -> levels.merge(change.measure(), change.delta(), Long::sum));
        levels.values().removeIf(level -> level == 0);
        return levels;
    }

    private static Map<Measure, Long> expected(List<Outcome> all, long time, int back) {
        long today = ZONE.day(time);
        Map<Measure, Long> levels = new HashMap<>();
        for (Outcome outcome : all) {
            if (outcome.time() > time) {
                continue;
            }
            if (outcome.day() == today) {
                levels.merge(Measure.PLATFORM_NUMERATOR, outcome.numerator(), Long::sum);
                levels.merge(Measure.PLATFORM_DENOMINATOR, outcome.denominator(), Long::sum);
                levels.merge(Measure.PLATFORM_AT_RISK, outcome.atRisk(), Long::sum);
            }
            if (outcome.day() > today - back) {
                levels.merge(Measure.PLATFORM_TRAILING_NUMERATOR, outcome.numerator(), Long::sum);
                levels.merge(Measure.PLATFORM_TRAILING_DENOMINATOR, outcome.denominator(), Long::sum);
                levels.merge(Measure.PLATFORM_TRAILING_SQUARES, outcome.squares(), Long::sum);
            }
            if (outcome.day() < today && outcome.day() >= today - DayCounts.USUAL_DAYS) {
                levels.merge(Measure.PLATFORM_USUAL, outcome.denominator(), Long::sum);
            }
        }
        levels.values().removeIf(level -> level == 0);
        return levels;
    }
}
