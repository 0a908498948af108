package io.bellwether.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePointsTest {

    private static double[] days(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).toArray();
    }

    private static List<Integer> found(double... values) {
        return ChangePoints.of(IntStream.range(0, values.length).map(i -> i % 7).toArray(), values);
    }

    /** Of a spread of one, the same in every run. */
    private static double noise(int day) {
        return new Random(day * 7919L).nextGaussian();
    }

    @Test
    void aStepIsFoundWhereItIs() {
        assertThat(found(days(60, day -> noise(day) + (day < 30 ? 100 : 106)))).containsExactly(30);
        assertThat(found(days(60, day -> day < 12 ? 3 : 4))).containsExactly(12);
        assertThat(found(days(90, day -> noise(day) + (day < 30 ? 50 : day < 60 ? 60 : 52))))
                .containsExactly(30, 60);
    }

    @Test
    void chanceBadDaysAndWeekendsAreNoChange() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            assertThat(found(days(120, day -> random.nextGaussian())))
                    .as("seed %d", seed)
                    .isEmpty();
        }
        assertThat(found(days(60, day -> noise(day) + (day == 20 || day == 41 ? 90 : 0))))
                .isEmpty();
        assertThat(found(days(60, day -> noise(day) + (day % 7 > 4 ? 0 : 500)))).isEmpty();
        assertThat(found(days(60, day -> 7))).isEmpty();
    }

    @Test
    void aDriftIsAStaircase() {
        assertThat(found(days(90, day -> noise(day) + day))).hasSizeBetween(3, 11);
    }

    @Test
    void fewDaysSayNothing() {
        assertThat(found(days(20, day -> day < 10 ? 0 : 100))).isEmpty();
        assertThat(found()).isEmpty();
        // a new level that has not lasted a week
        assertThat(found(days(40, day -> noise(day) + (day < 36 ? 0 : 100)))).isEmpty();
    }

    /** Once more by the words of the documentation, with lists and all sums taken anew. */
    @Test
    void theNaiveWayFindsTheSame() {
        Random random = new Random(11);
        int changes = 0;
        for (int run = 0; run < 300; run++) {
            int count = 15 + random.nextInt(120);
            double height = random.nextInt(8);
            int at = 1 + random.nextInt(count);
            int upTo = at + random.nextInt(60);
            int[] weekdays = new int[count];
            double[] values = new double[count];
            int day = 0;
            for (int i = 0; i < count; i++) {
                day += random.nextInt(20) == 0 ? 2 : 1;
                weekdays[i] = day % 7;
                values[i] = random.nextGaussian()
                        + 3 * weekdays[i]
                        + (i >= at && i < upTo ? height : 0)
                        + (random.nextInt(30) == 0 ? 25 : 0);
            }
            List<Integer> found = ChangePoints.of(weekdays, values);
            changes += found.size();
            assertThat(found).as("run %d", run).isEqualTo(Naive.of(weekdays, values));
        }
        assertThat(changes).isBetween(50, 600);
    }

    private static final class Naive {

        static List<Integer> of(int[] weekdays, double... values) {
            if (values.length < 21) {
                return List.of();
            }
            List<Double> usual = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                List<Double> same = new ArrayList<>();
                List<Double> all = new ArrayList<>();
                for (int j = 0; j < values.length; j++) {
                    all.add(values[j]);
                    if (weekdays[j] == weekdays[i]) {
                        same.add(values[j]);
                    }
                }
                usual.add(same.size() < 3 ? values[i] : values[i] - median(same) + median(all));
            }
            List<Double> steps = new ArrayList<>();
            for (int i = 1; i < usual.size(); i++) {
                steps.add(Math.abs(usual.get(i) - usual.get(i - 1)));
            }
            double spread = 1.4826 * median(steps) / Math.sqrt(2);
            List<Double> calm = new ArrayList<>();
            for (int i = 0; i < usual.size(); i++) {
                int from = i - 3;
                while (from < 0) {
                    from++;
                }
                while (from + 7 > usual.size()) {
                    from--;
                }
                double around = median(usual.subList(from, from + 7));
                calm.add(Math.abs(usual.get(i) - around) > 3 * spread ? around : usual.get(i));
            }
            TreeSet<Integer> found = new TreeSet<>();
            split(calm, 0, calm.size(), spread, found);
            return new ArrayList<>(found);
        }

        private static void split(List<Double> all, int from, int to, double spread, TreeSet<Integer> found) {
            double most = 0;
            int best = -1;
            for (int at = from + 1; at < to; at++) {
                double step = Math.abs(mean(all.subList(from, at)) - mean(all.subList(at, to)))
                        / (spread * Math.sqrt(1.0 / (at - from) + 1.0 / (to - at)));
                if (step > most) {
                    most = step;
                    best = at;
                }
            }
            if (most >= 5) {
                if (Math.min(best - from, to - best) >= 7) {
                    found.add(best);
                }
                split(all, from, best, spread, found);
                split(all, best, to, spread, found);
            }
        }

        private static double mean(List<Double> values) {
            return values.stream().mapToDouble(value -> value).average().orElseThrow();
        }

        private static double median(List<Double> values) {
            List<Double> sorted = new ArrayList<>(values);
            Collections.sort(sorted);
            int n = sorted.size();
            return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
        }
    }
}
