package io.bellwether.forecast;

/**
 * Counts with a mean and a variance of mean + spread · mean²: a Poisson distribution whose rate is itself uncertain, by the square
 * root of the spread. A spread of 0 is Poisson.
 *
 * <p>Counts are few and whole, so no whole bound leaves out just a tenth. Quantiles here lie between the whole numbers: the
 * distribution function is taken to rise evenly from one to the next, so that over many intervals, not in each of them, a
 * tenth lies below and above.
 */
record NegativeBinomial(double mean, double spread) {

    /** Below it is Poisson: the two differ by less than the sums here are exact to. */
    private static final double POISSON = 1e-6;

    /** From here on the normal distribution is as good; the first term of the sum will soon be too small for a double. */
    private static final double LARGE = 500;

    /** Of a sum whose rest is too small to add to it. */
    private static final int MOST = 100_000;

    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;
    private static final double NORMAL_90 = 1.2815515655446004;

    /** The bound that a tenth lies below; never above the mean. */
    double low() {
        return Math.min(mean, quantile(LOW));
    }

    /** The bound that a tenth lies above; never below the mean. */
    double high() {
        return Math.max(mean, quantile(HIGH));
    }

    /** The bound that half lies below. */
    double middle() {
        return mean > LARGE ? mean : quantile(0.5);
    }

    /** Whether a count lies between the bounds. */
    boolean holds(int count) {
        if (mean > LARGE) {
            return count >= low() && count <= high();
        }
        if (mean <= 0) {
            return count == 0;
        }
        double size = 1 / Math.max(spread, POISSON);
        double term = Math.exp(-size * Math.log1p(mean / size));
        double ratio = mean / (mean + size);
        double sum = term;
        for (int k = 1; k <= count && sum <= HIGH; k++) {
            term *= ratio * (size + k - 1) / k;
            sum += term;
        }
        return (sum >= LOW || count >= mean) && (sum <= HIGH || count <= mean);
    }

    private double quantile(double p) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > LARGE) {
            double sigma = Math.sqrt(mean + spread * mean * mean);
            return Math.max(0, mean + (p < 0.5 ? -1 : 1) * NORMAL_90 * sigma);
        }
        double size = 1 / Math.max(spread, POISSON);
        double term = Math.exp(-size * Math.log1p(mean / size));
        double ratio = mean / (mean + size);
        double sum = term;
        double before = 0;
        int k = 0;
        while (sum < p && k < MOST) {
            before = sum;
            k++;
            term *= ratio * (size + k - 1) / k;
            sum += term;
        }
        if (k == 0) {
            return 0;
        }
        return k - 1 + Math.min(1, (p - before) / Math.max(term, Double.MIN_NORMAL));
    }
}
