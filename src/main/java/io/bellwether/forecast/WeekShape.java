package io.bellwether.forecast;

import java.util.Arrays;

/**
 * How a week runs: what comes in each slot of each weekday, as a part of what comes on a mean day. Learnt in steps from the coarse to
 * the fine; each step takes what was known before and moves away from it as far as counts speak for it: the factor of
 * (observed + k) / (expected + k), the mean of a Gamma distribution around 1 after the counts have been seen. So what many
 * contacts say is believed, and few hardly move anything.
 */
final class WeekShape {

    static final int WEEK = 7;

    /** Half-life in days of what is known of the shape of a week. */
    private static final double MEMORY = 84;

    /** Half-life in days, to both sides, of the level by which the days are made comparable. */
    private static final double LOCAL = 5;

    /** Counts that a weekday needs to move half the way. */
    private static final double OF_WEEKDAY = 20;

    private static final double OF_SLOT = 10;
    private static final double OF_CELL = 20;

    /** The same for all queues together, whose shape is led by nothing else. */
    private static final double OF_TOTAL = 0.5;

    /** In the middle of the smoothing of slots, half hours. */
    private static final double SMOOTH = 0.6;

    private static final double SMOOTH_CELL = 1;

    private final int slots;
    private final double[] cells;
    private final double[] days = new double[WEEK];

    private WeekShape(int slots, double[] cells) {
        this.slots = slots;
        this.cells = cells;
        norm();
    }

    /** By weekday times slots and slot; their sum is {@link #WEEK}. */
    double at(int weekday, int slot) {
        return cells[weekday * slots + slot];
    }

    /** What comes in a weekday, as a part of a mean day. */
    double day(int weekday) {
        return days[weekday];
    }

    /** Of all queues together. */
    static WeekShape ofTotal(Daily total) {
        double[] profile = new double[total.slots()];
        double[] seen = new double[total.slots()];
        for (int d = 0; d < total.days(); d++) {
            double weight = Smooth.fading(d, total.days(), MEMORY);
            for (int s = 0; s < total.slots(); s++) {
                profile[s] += weight * total.count(d, s);
                seen[s] += weight * total.seen(d, s);
            }
        }
        double sum = Arrays.stream(profile).sum();
        double often = Arrays.stream(seen).sum() / total.slots();
        for (int s = 0; s < profile.length; s++) {
            // a slot that the history has hardly seen is taken to be as the mean
            profile[s] = (profile[s] + sum / total.slots() / 100) / (seen[s] + often / 100 + Double.MIN_NORMAL);
        }
        profile = Smooth.aroundTheClock(profile, halfHours(SMOOTH, total));
        double[] cells = new double[WEEK * total.slots()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = profile[i % total.slots()] + Double.MIN_NORMAL;
        }
        WeekShape shape = new WeekShape(total.slots(), cells);
        shape.learnWeekdays(total, OF_TOTAL);
        shape.learnCells(total, OF_TOTAL);
        return shape;
    }

    /** Of a queue, led by the shape of all together. */
    static WeekShape of(Daily queue, WeekShape total) {
        WeekShape shape = new WeekShape(queue.slots(), total.cells.clone());
        shape.learnWeekdays(queue, OF_WEEKDAY);
        shape.learnSlots(queue);
        shape.learnCells(queue, OF_CELL);
        return shape;
    }

    private static double halfHours(double halfHours, Daily of) {
        return Math.max(0.05, halfHours * of.slots() / 48);
    }

    private void learnWeekdays(Daily of, double k) {
        double[] prior = new double[WEEK];
        for (int w = 0; w < WEEK; w++) {
            prior[w] = day(w);
        }
        for (int turn = 0; turn < 3; turn++) {
            double[] level = level(of);
            double[] came = new double[WEEK];
            double[] expected = new double[WEEK];
            for (int d = 0; d < of.days(); d++) {
                double weight = Smooth.fading(d, of.days(), MEMORY);
                int w = of.weekday(d);
                double now = day(w);
                came[w] += weight * of.count(d);
                expected[w] += now == 0 ? 0 : weight * level[d] * of.expected(this, d) * prior[w] / now;
            }
            for (int w = 0; w < WEEK; w++) {
                scale(w, prior[w] * (came[w] + k) / (expected[w] + k));
            }
            norm();
        }
    }

    /** The course of a day, of all weekdays alike. */
    private void learnSlots(Daily of) {
        double[] came = new double[slots];
        double[] expected = new double[slots];
        gather(of, -1, came, expected);
        double[] factor = factors(came, expected, halfHours(SMOOTH, of), OF_SLOT);
        for (int w = 0; w < WEEK; w++) {
            reshape(w, factor);
        }
        norm();
    }

    private void learnCells(Daily of, double k) {
        double[][] factors = new double[WEEK][];
        for (int w = 0; w < WEEK; w++) {
            double[] came = new double[slots];
            double[] expected = new double[slots];
            gather(of, w, came, expected);
            factors[w] = factors(came, expected, halfHours(SMOOTH_CELL, of), k);
        }
        for (int w = 0; w < WEEK; w++) {
            reshape(w, factors[w]);
        }
        norm();
    }

    /** @param weekday -1 for all */
    private void gather(Daily of, int weekday, double[] came, double[] expected) {
        double[] level = level(of);
        for (int d = 0; d < of.days(); d++) {
            int w = of.weekday(d);
            if (weekday >= 0 && weekday != w) {
                continue;
            }
            double weight = Smooth.fading(d, of.days(), MEMORY);
            for (int s = 0; s < slots; s++) {
                double seen = of.seen(d, s);
                if (seen > 0) {
                    came[s] += weight * of.count(d, s);
                    expected[s] += weight * level[d] * seen * at(w, s);
                }
            }
        }
    }

    private static double[] factors(double[] came, double[] expected, double width, double k) {
        double[] smoothCame = Smooth.aroundTheClock(came, width);
        double[] factors = Smooth.aroundTheClock(expected, width);
        for (int s = 0; s < factors.length; s++) {
            factors[s] = (smoothCame[s] + k) / (factors[s] + k);
        }
        return factors;
    }

    /** The level of each day: what came around it by what would have come at a level of one. */
    double[] level(Daily of) {
        double[] came = new double[of.days()];
        double[] expected = new double[of.days()];
        for (int d = 0; d < of.days(); d++) {
            came[d] = of.count(d);
            expected[d] = of.expected(this, d);
        }
        double[] level = Smooth.aroundTheDay(came, of.days(), LOCAL);
        double[] sums = Smooth.aroundTheDay(expected, of.days(), LOCAL);
        for (int d = 0; d < level.length; d++) {
            level[d] = sums[d] > 0 ? level[d] / sums[d] : 0;
        }
        return level;
    }

    /** Changes the course of a weekday, but not what comes in all of it. */
    private void reshape(int weekday, double[] factor) {
        double before = days[weekday];
        for (int s = 0; s < slots; s++) {
            cells[weekday * slots + s] *= factor[s];
        }
        scale(weekday, before);
    }

    private void scale(int weekday, double to) {
        double now =
                Arrays.stream(cells, weekday * slots, (weekday + 1) * slots).sum();
        for (int s = 0; s < slots && now > 0; s++) {
            cells[weekday * slots + s] *= to / now;
        }
    }

    private void norm() {
        double sum = Arrays.stream(cells).sum();
        for (int i = 0; i < cells.length; i++) {
            cells[i] = sum > 0 ? cells[i] * WEEK / sum : 1.0 / slots;
        }
        for (int w = 0; w < WEEK; w++) {
            days[w] = Arrays.stream(cells, w * slots, (w + 1) * slots).sum();
        }
    }
}
