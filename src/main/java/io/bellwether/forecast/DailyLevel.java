package io.bellwether.forecast;

/**
 * What comes on a mean day, now and in days to come: the mean of days whose weekdays were made equal, of which the last
 * ones count most. A queue with few contacts is led by its weeks before.
 *
 * @param now on the first day after the history
 * @param growth the factor by which it changes in a week
 */
record DailyLevel(double now, double growth) {

    private static final double HALF_LIFE = 4;
    private static final double LONG = 28;

    /** Counts that the last days need to weigh as much as the weeks before. */
    private static final double LED = 10;

    /** Half-life where it grows; and how much of last week's growth goes on. */
    private static final double GROWING = 5;

    private static final double GOES_ON = 0.9;
    private static final double MOST_GROWTH = 1.5;

    /**
     * Growth is believed where it went the same way twice, so much each time at least, and where it would have made the errors of the
     * last weeks so much smaller, over so many contacts.
     */
    private static final double LEAST_GROWTH = Math.log(1.3);

    private static final double WORTH = 0.75;

    private static final double ENOUGH = 100;
    private static final int LOOK_BACK = 28;
    private static final int WEEK = WeekShape.WEEK;

    double at(int daysAhead) {
        return now * Math.pow(growth, Math.min(daysAhead, WEEK) / (double) WEEK);
    }

    /**
     * @param came on each day
     * @param expected on each day at a level of one; 0 where it was not seen
     */
    static DailyLevel of(double[] came, double[] expected) {
        DailyLevel steady = steady(came, expected, came.length);
        return wentOn(came, expected) && grows(came, expected) ? growing(came, expected, came.length) : steady;
    }

    private static DailyLevel steady(double[] came, double[] expected, int end) {
        double before = mean(came, expected, end, LONG, 0, 0);
        return new DailyLevel(mean(came, expected, end, HALF_LIFE, LED, before), 1);
    }

    private static double mean(double[] came, double[] expected, int end, double halfLife, double k, double prior) {
        double sum = 0;
        double of = 0;
        for (int d = 0; d < end; d++) {
            double weight = Smooth.fading(d, end, halfLife);
            sum += weight * came[d];
            of += weight * expected[d];
        }
        // k contacts at the prior rate are taken as seen beside
        double led = prior > 0 ? k / prior : 0;
        return of + led > 0 ? (sum + (led > 0 ? k : 0)) / (of + led) : 0;
    }

    private static DailyLevel growing(double[] came, double[] expected, int end) {
        double last = rate(came, expected, end - WEEK, end);
        double before = rate(came, expected, end - 2 * WEEK, end - WEEK);
        if (Double.isNaN(last) || Double.isNaN(before)) {
            return steady(came, expected, end);
        }
        double growth = Math.exp(GOES_ON * clip(Math.log(last / before)));
        double age = 0;
        double of = 0;
        for (int d = 0; d < end; d++) {
            double weight = Smooth.fading(d, end, GROWING) * expected[d];
            age += weight * (end - d);
            of += weight;
        }
        age = Math.min(WEEK, of > 0 ? age / of : 0);
        double mean = mean(came, expected, end, GROWING, 0, 0);
        return new DailyLevel(mean * Math.pow(growth, age / WEEK), growth);
    }

    private static double clip(double growth) {
        return Math.max(-MOST_GROWTH, Math.min(MOST_GROWTH, growth));
    }

    /** What came by what was expected in some days, half a contact added; NaN where they were not seen. */
    private static double rate(double[] came, double[] expected, int from, int to) {
        double sum = 0.5;
        double of = 0;
        for (int d = Math.max(0, from); d < to; d++) {
            sum += came[d];
            of += expected[d];
        }
        return from < 0 || of <= 0 ? Double.NaN : sum / of;
    }

    /** Whether the last two weeks each departed from the one before, the same way. */
    private static boolean wentOn(double[] came, double[] expected) {
        int end = came.length;
        double last = rate(came, expected, end - WEEK, end);
        double before = rate(came, expected, end - 2 * WEEK, end - WEEK);
        double first = rate(came, expected, end - 3 * WEEK, end - 2 * WEEK);
        double one = Math.log(before / first);
        double two = Math.log(last / before);
        return Math.min(one, two) > LEAST_GROWTH || Math.max(one, two) < -LEAST_GROWTH;
    }

    /** Whether weeks would have been forecast better had growth been taken to go on. */
    private static boolean grows(double[] came, double[] expected) {
        double steady = 0;
        double growing = 0;
        double total = 0;
        for (int end = Math.max(2 * WEEK, came.length - LOOK_BACK - WEEK); end <= came.length - 3; end++) {
            DailyLevel one = steady(came, expected, end);
            DailyLevel other = growing(came, expected, end);
            double sum = 0;
            double ofOne = 0;
            double ofOther = 0;
            for (int d = end; d < Math.min(came.length, end + WEEK); d++) {
                sum += came[d];
                ofOne += one.at(d - end) * expected[d];
                ofOther += other.at(d - end) * expected[d];
            }
            steady += Math.abs(sum - ofOne);
            growing += Math.abs(sum - ofOther);
            total += sum;
        }
        return total > ENOUGH && growing < WORTH * steady;
    }
}
