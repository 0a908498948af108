package io.bellwether.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the days from which on a series of days is at another level, in steps that can be done by hand:
 *
 * <ol>
 *   <li>Each value less what is usual on its weekday: the median of the weekday, from three of it on, less that of all days.
 *   <li>A day that is further than three spreads from the median of the seven days around it counts as that median: a bad day
 *       is no change.
 *   <li>The spread is what a day usually differs from the day before: 1.4826 × the median of the differences' sizes, by √2.
 *   <li>Of all places the one where the means before and after differ most, in spreads × √(1/n + 1/m). Where that is {@link
 *       #FIRM} or more it is a change, if both sides last a week; a shorter side is left out. Then the same within both parts.
 * </ol>
 *
 * <p>A drift shows as a staircase. Whether a change is large enough to be told of is for who knows what the values are.
 */
final class ChangePoints {

    /** In spreads. Of days that have nothing to do with each other, one series of a year in a hundred comes to 4 by chance. */
    static final double FIRM = 5;

    static final int WEEK = 7;
    static final int LEAST_DAYS = 3 * WEEK;
    private static final double OF_NORMAL = 1.4826;
    private static final double FAR = 3;

    private final double[] values;
    private final double spread;
    private final List<Integer> found = new ArrayList<>();

    private ChangePoints(int[] weekdays, double[] values) {
        double[] usual = withoutWeekdays(weekdays, values);
        double spread = spread(usual);
        this.values = withoutBadDays(usual, spread);
        this.spread = spread;
    }

    /**
     * The places, in order: from each on it is otherwise.
     *
     * @param weekdays of the values, 0 to 6
     * @param values of days, those without one left out
     */
    static List<Integer> of(int[] weekdays, double[] values) {
        if (values.length < LEAST_DAYS) {
            return List.of();
        }
        ChangePoints points = new ChangePoints(weekdays, values);
        points.split(0, values.length);
        points.found.sort(null);
        return List.copyOf(points.found);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double[] withoutWeekdays(int[] weekdays, double[] values) {
        double all = median(values);
        double[] usual = values.clone();
        for (int weekday = 0; weekday < WEEK; weekday++) {
            int of = weekday;
            int[] places = IntStream.range(0, values.length)
                    .filter(i -> weekdays[i] == of)
                    .toArray();
            if (places.length >= LEAST_DAYS / WEEK) {
                double same =
                        median(Arrays.stream(places).mapToDouble(i -> values[i]).toArray());
                for (int place : places) {
                    usual[place] += all - same;
                }
            }
        }
        return usual;
    }

    private static double spread(double[] values) {
        double[] steps = new double[values.length - 1];
        double squares = 0;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.abs(values[i + 1] - values[i]);
            squares += steps[i] * steps[i];
        }
        double usual = OF_NORMAL * median(steps);
        // where most days are the same as the day before
        return (usual > 0 ? usual : Math.sqrt(squares / steps.length)) / Math.sqrt(2);
    }

    private static double[] withoutBadDays(double[] values, double spread) {
        double[] calm = values.clone();
        for (int i = 0; i < values.length; i++) {
            int from = Math.max(0, Math.min(i - WEEK / 2, values.length - WEEK));
            double around = median(Arrays.copyOfRange(values, from, from + WEEK));
            if (Math.abs(values[i] - around) > FAR * spread) {
                calm[i] = around;
            }
        }
        return calm;
    }

    private void split(int from, int to) {
        double total = 0;
        for (int i = from; i < to; i++) {
            total += values[i];
        }
        int best = -1;
        double most = 0;
        double before = 0;
        for (int at = from + 1; at < to; at++) {
            before += values[at - 1];
            int left = at - from;
            int right = to - at;
            double difference = Math.abs((total - before) / right - before / left);
            double score = difference / Math.sqrt(1.0 / left + 1.0 / right);
            if (score > most) {
                most = score;
                best = at;
            }
        }
        if (best >= 0 && spread > 0 && most / spread >= FIRM) {
            boolean lasts = best - from >= WEEK && to - best >= WEEK;
            if (lasts) {
                found.add(best);
            }
            split(from, best);
            split(best, to);
        }
    }
}
