package io.bellwether.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnomalyScoreTest {

    private static final long STEP = 300_000;
    private static final int DAY = 288;
    private static final int CHANGE = 10 * DAY;
    private static final BaselinePlan PLAN = Plans.scored();

    /** What may happen to a series at {@link #CHANGE}, ten days after its begin. */
    private enum Event {
        SPIKE(i -> i == CHANGE ? 25 : 0, i -> 1, 3),
        LEVEL_SHIFT(i -> i >= CHANGE ? 8 : 0, i -> 1, 60),
        SLOW_SHIFT(i -> i >= CHANGE ? Math.min(12, (i - CHANGE) / 20.0) : 0, i -> 1, DAY),
        NOISE_THAT_GREW(i -> 0, i -> i >= CHANGE ? 4 : 1, 60),
        NIGHT_AT_NOON(i -> i >= CHANGE && i < CHANGE + 40 ? -20 * day(i) : 0, i -> 1, 40);

        private final IntToDoubleFunction shift;
        private final IntToDoubleFunction noise;
        private final int within;

        Event(IntToDoubleFunction shift, IntToDoubleFunction noise, int within) {
            this.shift = shift;
            this.noise = noise;
            this.within = within;
        }
    }

    /** From 1 by day to 0 by night. */
    private static double day(int i) {
        return (i + DAY / 4) % DAY < DAY / 2 ? 1 : 0;
    }

    private static double[] scores(Event event, long seed, double factor) {
        Random random = new Random(seed);
        Baseline baseline = new Baseline(PLAN);
        double[] scores = new double[14 * DAY];
        for (int i = 0; i < scores.length; i++) {
            double usual = 50 + 20 * day(i);
            double value = factor
                    * (usual + event.shift.applyAsDouble(i) + event.noise.applyAsDouble(i) * random.nextGaussian());
            scores[i] = baseline.read(i * STEP, value).score();
            baseline.learn(i * STEP, value, true);
        }
        return scores;
    }

    private static double highest(double[] scores, int from, int to) {
        double highest = 0;
        for (int i = from; i < to; i++) {
            highest = Math.max(highest, scores[i]);
        }
        return highest;
    }

    /** Whatever the unit of the series: nothing is set for it. */
    @ParameterizedTest
    @EnumSource(Event.class)
    void whatHappensScoresAboveAllBeforeIt(Event event) {
        for (int seed = 0; seed < 5; seed++) {
            for (double factor : new double[] {1e-6, 1, 1e9}) {
                double[] scores = scores(event, seed, factor);

                assertThat(highest(scores, CHANGE, CHANGE + event.within))
                        .as("seed %d, factor %s", seed, factor)
                        .isGreaterThan(highest(scores, 6 * DAY, CHANGE))
                        .isGreaterThan(0.4);
            }
        }
    }

    @Test
    void aFlatSignalNeverScoresUntilItMoves() {
        Baseline baseline = new Baseline(PLAN);
        for (int i = 0; i < 3_000; i++) {
            assertThat(baseline.read(i * STEP, 45).score()).isZero();
            baseline.learn(i * STEP, 45, true);
        }

        assertThat(baseline.read(3_000 * STEP, 46).score()).isGreaterThan(0.5);
    }

    @Test
    void aStateOfAffairsIsToldOnce() {
        double[] scores = scores(Event.LEVEL_SHIFT, 1, 1);

        int told = 0;
        for (int i = CHANGE; i < CHANGE + AnomalyScore.REST; i++) {
            told += scores[i] > 0.3 ? 1 : 0;
        }
        assertThat(told).isBetween(1, 15);
    }

    @Test
    void whatComesEveryDayIsNoNewsAfterSomeDays() {
        Baseline baseline = new Baseline(PLAN);
        Random random = new Random(3);
        double early = 0;
        double late = 0;
        for (int i = 0; i < 21 * DAY; i++) {
            double value = 1 + 0.05 * random.nextGaussian() + (i % DAY < 3 ? 30 + random.nextGaussian() : 0);
            double score = baseline.read(i * STEP, value).score();
            baseline.learn(i * STEP, value, true);
            early = i < 3 * DAY ? Math.max(early, score) : early;
            late = i > 16 * DAY ? Math.max(late, score) : late;
        }
        assertThat(late).isLessThan(0.5).isLessThan(early);
    }

    @Test
    void staysBetweenZeroAndOne() {
        Baseline baseline = new Baseline(PLAN);
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            double value = Math.pow(random.nextDouble(), -3) * (random.nextBoolean() ? 1 : -1);
            assertThat(baseline.read(i * STEP, value).score()).isBetween(0.0, 1.0);
            baseline.learn(i * STEP, value, true);
        }
    }

    /** What is kept is rounded, and no value departs from itself. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 2 / 3.0, -0.3, 1e-12 / 3, 1e15 / 7})
    void aValueThatIsAlwaysTheSameIsNeverOutOfTheOrdinary(double value) {
        Baseline baseline = new Baseline(PLAN);
        for (int i = 0; i < 14 * DAY; i++) {
            assertThat(baseline.read(i * STEP, value).score()).as("half fires").isLessThan(0.1);
            baseline.learn(i * STEP, value, true);
        }
    }
}
