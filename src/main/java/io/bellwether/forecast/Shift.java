package io.bellwether.forecast;

/**
 * From one day on much more or much less comes to a queue than in the weeks before, and it has not gone back: a new channel, a change of what
 * customers are sent where.
 *
 * @param day of the history, the first of the new level
 * @param factor the new level by the old one
 */
record Shift(int day, double factor) {

    private static final int LOOK_BACK = 28;
    private static final int WEEK = WeekShape.WEEK;
    private static final int FEWEST = 4;
    private static final int BEFORE = 3 * WEEK;
    private static final double FACTOR = 1.5;
    private static final double SIGMAS = 4;

    /** Variance of the logarithm of a day's level that is nothing but a day. */
    private static final double OF_DAYS = 0.03;

    /**
     * @param came on each day
     * @param expected on each day at a level of one; 0 where it was not seen
     * @return null where there is none
     */
    static Shift find(double[] came, double[] expected) {
        Shift best = null;
        double most = SIGMAS;
        for (int day = Math.max(WEEK, came.length - LOOK_BACK); day <= came.length - FEWEST; day++) {
            Side before = Side.of(came, expected, Math.max(0, day - BEFORE), day);
            Side after = Side.of(came, expected, day, came.length);
            if (before.days < WEEK || after.days < FEWEST) {
                continue;
            }
            double log = Math.log(after.rate() / before.rate());
            double sigmas = Math.abs(log) / Math.sqrt(before.variance() + after.variance());
            if (sigmas > most && Math.abs(log) > Math.log(FACTOR)) {
                most = sigmas;
                best = new Shift(day, Math.exp(log));
            }
        }
        return best;
    }

    private record Side(double came, double expected, int days) {

        static Side of(double[] came, double[] expected, int from, int to) {
            double sum = 0.5;
            double of = 0;
            int days = 0;
            for (int d = from; d < to; d++) {
                sum += came[d];
                of += expected[d];
                days += expected[d] > 0 ? 1 : 0;
            }
            return new Side(sum, of, days);
        }

        double rate() {
            return came / expected;
        }

        double variance() {
            return 1 / came + OF_DAYS / days;
        }
    }
}
