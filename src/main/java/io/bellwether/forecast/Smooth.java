package io.bellwether.forecast;

/** Means that fade with distance. */
final class Smooth {

    /** In standard deviations; beyond, a weight is nothing. */
    private static final int REACH = 4;

    private Smooth() {}

    /**
     * Sums over the neighbourhood of each slot of a day, those near by counting most; the day is a ring.
     *
     * @param width standard deviation in slots
     */
    static double[] aroundTheClock(double[] values, double width) {
        int n = values.length;
        double[] sums = new double[n];
        int reach = Math.min((int) Math.ceil(REACH * width), (n - 1) / 2);
        double whole = 0;
        for (int k = -reach; k <= reach; k++) {
            whole += weight(k, width);
        }
        for (int k = -reach; k <= reach; k++) {
            double weight = weight(k, width) / whole;
            for (int i = 0; i < n; i++) {
                sums[Math.floorMod(i + k, n)] += weight * values[i];
            }
        }
        return sums;
    }

    private static double weight(int distance, double width) {
        double sigmas = distance / width;
        return Math.exp(-sigmas * sigmas / 2);
    }

    /** Sums over the days before and after each day, which count half as much every {@code halfLife} days. */
    static double[] aroundTheDay(double[] values, int days, double halfLife) {
        double keep = Math.pow(0.5, 1 / halfLife);
        double[] sums = new double[days];
        double before = 0;
        for (int d = 0; d < days; d++) {
            before = before * keep + values[d];
            sums[d] = before;
        }
        double after = 0;
        for (int d = days - 1; d >= 0; d--) {
            sums[d] += after;
            after = (after + values[d]) * keep;
        }
        return sums;
    }

    /** What day {@code d} counts when the last of so many days counts one. */
    static double fading(int d, int days, double halfLife) {
        return Math.pow(0.5, (days - 1 - d) / halfLife);
    }
}
