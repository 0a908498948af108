package io.bellwether.metric;

/**
 * Intervals that hold the true value in 95 of 100 samples, for figures that stand on few answers.
 *
 * <p>Shares: the score interval of E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22 (1927) 209–212; it stays within 0 and 1 and is sensible for few answers
 * and near the ends. Means, and the net promoter score, which is the mean of 1, 0 and −1: the normal approximation by the
 * central limit theorem, mean ± z·s/√n.
 */
final class Confidence {

    /** The 97.5th percentile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private Confidence() {}

    /**
     * An end of Wilson's interval of a share.
     *
     * @param side −1 for the lower end, 1 for the upper
     * @return NaN of nothing
     */
    static double wilson(long part, long whole, int side) {
        if (whole <= 0 || part < 0 || part > whole) {
            return Double.NaN;
        }
        double n = whole;
        double share = part / n;
        double middle = share + Z * Z / (2 * n);
        double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return Math.max(0, Math.min(1, (middle + side * half) / (1 + Z * Z / n)));
    }

    /**
     * An end of the interval of 100 × (up − down) / n.
     *
     * @param up how many of n count 1
     * @param down how many of n count −1
     * @param side −1 for the lower end, 1 for the upper
     * @return −100 to 100, NaN of nothing
     */
    static double net(long up, long down, long n, int side) {
        if (n <= 0) {
            return Double.NaN;
        }
        double net = (double) (up - down) / n;
        double variance = Math.max(0, (double) (up + down) / n - net * net);
        return Math.max(-100, Math.min(100, 100 * (net + side * Z * Math.sqrt(variance / n))));
    }

    /**
     * An end of the interval of a mean.
     *
     * @param side −1 for the lower end, 1 for the upper
     * @return in the values' own unit, NaN of less than two
     */
    static double mean(Sketch values, int side) {
        return values.mean() + side * Z * Math.sqrt(values.variance() / values.count());
    }
}
