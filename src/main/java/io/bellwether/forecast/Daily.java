package io.bellwether.forecast;

/**
 * The days before an origin of one queue, or of all together, as a model learns from them: slots that do not count, because
 * nothing was recorded or the day was out of the ordinary, are as if they had not been seen.
 */
final class Daily {

    private final ArrivalDays history;
    private final int[] counts;
    private final float[] seen;
    private final int days;
    private final double[] byDay;
    /** Whether every slot of a day was seen just once: most days are so. */
    private final boolean[] whole;

    /**
     * @param counts by day times slots and slot
     * @param seen how often each slot was seen, the same way
     * @param days of which it knows
     */
    Daily(ArrivalDays history, int[] counts, float[] seen, int days) {
        this.history = history;
        this.counts = counts;
        this.seen = seen;
        this.days = days;
        this.byDay = new double[days];
        this.whole = new boolean[days];
        for (int d = 0; d < days; d++) {
            whole[d] = true;
            for (int s = 0; s < slots(); s++) {
                byDay[d] += count(d, s);
                whole[d] &= seen(d, s) == 1;
            }
        }
    }

    int days() {
        return days;
    }

    int slots() {
        return history.grid().slots();
    }

    int weekday(int day) {
        return history.weekday(day);
    }

    /** What came in a slot that counts; 0 in others. */
    int count(int day, int slot) {
        int cell = day * slots() + slot;
        return seen[cell] > 0 ? counts[cell] : 0;
    }

    double seen(int day, int slot) {
        return seen[day * slots() + slot];
    }

    /** What came on a day. */
    double count(int day) {
        return byDay[day];
    }

    /** What would have come on a day at a level of one a day. */
    double expected(WeekShape shape, int day) {
        int weekday = weekday(day);
        if (whole[day]) {
            return shape.day(weekday);
        }
        double expected = 0;
        for (int s = 0; s < slots(); s++) {
            expected += seen(day, s) * shape.at(weekday, s);
        }
        return expected;
    }
}
