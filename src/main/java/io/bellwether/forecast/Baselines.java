package io.bellwether.forecast;

/**
 * What anybody would say without a model: what came in the same slot a week before, and the mean of what came in the same slot of the same
 * weekday. Slots that were not seen are passed over, so that a gap is not taken for silence.
 */
final class Baselines {

    private final ArrivalDays history;
    private final int slots;
    private final double[][] sums;
    private final double[] times;
    private int end;

    Baselines(ArrivalDays history) {
        this.history = history;
        this.slots = history.grid().slots();
        this.sums = new double[history.queues().size()][WeekShape.WEEK * slots];
        this.times = new double[WeekShape.WEEK * slots];
    }

    /** Learns the days before a day, which is never before the last one. */
    void learnUntil(int day) {
        for (; end < day; end++) {
            for (int s = 0; s < slots; s++) {
                int cell = end * slots + s;
                int slot = history.weekday(end) * slots + s;
                times[slot] += history.seen()[cell];
                for (int q = 0; q < sums.length && history.seen()[cell] > 0; q++) {
                    sums[q][slot] += history.counts(q)[cell];
                }
            }
        }
    }

    /** What came in the same slot a week before the day, or as many weeks before as it was last seen; 0 where it never was. */
    double weekBefore(int queue, int day, int slot) {
        for (int d = day - WeekShape.WEEK; d >= 0; d -= WeekShape.WEEK) {
            int cell = d * slots + slot;
            if (d < end && history.seen()[cell] > 0) {
                return history.counts(queue)[cell] / history.seen()[cell];
            }
        }
        return 0;
    }

    /** The mean of the slot on the weekday of the day; 0 where it was never seen. */
    double mean(int queue, int day, int slot) {
        int of = history.weekday(day) * slots + slot;
        return times[of] == 0 ? 0 : sums[queue][of] / times[of];
    }
}
