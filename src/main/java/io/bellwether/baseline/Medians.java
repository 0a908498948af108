package io.bellwether.baseline;

import java.util.Arrays;

/** Medians, and standard deviations by the median of deviations (MAD), which a few wild values do not move. */
final class Medians {

    /** What the MAD of so few normal values falls short of, from one on (Croux and Rousseeuw 1992). */
    private static final double[] SHORT = {1, 1, 1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107};

    private Medians() {}

    /** The median of the first {@code count} values, which are sorted by it. */
    static double median(double[] values, int count) {
        Arrays.sort(values, 0, count);
        int half = count / 2;
        return count % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /** Standard deviation of the first {@code count} values, which are replaced by their distances from {@code median}. */
    static double deviation(double[] values, int count, double median) {
        for (int i = 0; i < count; i++) {
            values[i] = Math.abs(values[i] - median);
        }
        double factor = count < SHORT.length ? SHORT[count] : count / (count - 0.8);
        return Usual.DEVIATIONS_OF_MAD * factor * median(values, count);
    }
}
