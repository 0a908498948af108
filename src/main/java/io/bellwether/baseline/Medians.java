package io.bellwether.baseline;

import java.util.Arrays;

/** Medians, and standard deviations by the median of deviations (MAD), which a few wild values do not move. */
final class Medians {

    /** What the MAD of so few normal values falls short of, from one on (Croux and Rousseeuw 1992). */
    private static final double[] SHORT = {1, 1, 1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107};

    private static final double NINE_OF_TEN = 0.9;
    private static final int FEWEST_FOR_NINTH = 20;

    /** Nine of ten values of a normal distribution are nearer than so many standard deviations. */
    private static final double DEVIATIONS_OF_NINTH = 1.645;

    private Medians() {}

    /** The median of the first {@code count} values, which are sorted by it. */
    static double median(double[] values, int count) {
        Arrays.sort(values, 0, count);
        int half = count / 2;
        return count % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /**
     * The same of values of one hour, and no less than what the ninth of ten deviations says of it: where a shift ends in the
     * middle of an hour, half of the values are as they were, and the median deviation may be 0.
     */
    static double within(double[] values, int count, double median) {
        double deviation = deviation(values, count, median);
        int ninth = (int) Math.ceil(NINE_OF_TEN * count) - 1;
        return count < FEWEST_FOR_NINTH ? deviation : Math.max(deviation, values[ninth] / DEVIATIONS_OF_NINTH);
    }

    /**
     * Standard deviation of the first {@code count} values, which are replaced by their distances from {@code median},
     * sorted.
     */
    static double deviation(double[] values, int count, double median) {
        for (int i = 0; i < count; i++) {
            values[i] = Math.abs(values[i] - median);
        }
        double factor = count < SHORT.length ? SHORT[count] : count / (count - 0.8);
        return Usual.DEVIATIONS_OF_MAD * factor * median(values, count);
    }
}
