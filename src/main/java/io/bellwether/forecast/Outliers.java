package io.bellwether.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Days on which far more or far less came, in all queues together, than on those before and those after: a holiday that nobody named, a
 * failure. They are not learnt from. Where only days before tell, nothing is left out: it may be that more comes from now on.
 */
final class Outliers {

    private static final int NEAR = 10;
    private static final int FEWEST = 4;
    private static final double TIMES = 2;
    private static final double USUAL = 20;
    private static final double SIGMAS = 6;

    private Outliers() {}

    static List<Integer> of(Daily total, WeekShape shape) {
        double[] rate = new double[total.days()];
        double[] expected = new double[total.days()];
        for (int d = 0; d < rate.length; d++) {
            expected[d] = total.expected(shape, d);
            rate[d] = expected[d] > 0 ? total.count(d) / expected[d] : Double.NaN;
        }
        List<Integer> outliers = new ArrayList<>();
        for (int d = 0; d < rate.length; d++) {
            double before = median(rate, Math.max(0, d - NEAR), d);
            double after = median(rate, d + 1, Math.min(rate.length, d + 1 + NEAR));
            double came = total.count(d);
            if (!Double.isNaN(before) && !Double.isNaN(after) && !Double.isNaN(rate[d])) {
                double most = Math.max(before, after) * expected[d];
                double least = Math.min(before, after) * expected[d];
                boolean above = came > most * TIMES && most > USUAL && far(came, most);
                boolean below = came < least / TIMES && least > USUAL && far(came, least);
                if (above || below) {
                    outliers.add(d);
                }
            }
        }
        return outliers;
    }

    private static boolean far(double came, double usual) {
        return Math.abs(came - usual) > SIGMAS * Math.sqrt(usual);
    }

    private static double median(double[] rates, int from, int to) {
        double[] known = Arrays.stream(rates, from, to)
                .filter(r -> !Double.isNaN(r))
                .sorted()
                .toArray();
        return known.length < FEWEST ? Double.NaN : known[known.length / 2];
    }
}
