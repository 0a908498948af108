package io.bellwether.sla;

import java.io.Serializable;

/**
 * When a running clock is reported at risk, in the clock's own (working) time.
 *
 * @param elapsed level 1: share of the target that has passed, millionths; {@link #OFF} for never
 * @param left level 2: time left, ms; {@link #OFF} for never
 * @param leftShare level 2: share of the target left, millionths; the longer of both holds
 * @param byDefault whether level 2 was not asked for by name: then it never comes before level 1, so that a target of
 *     thirty seconds is not at risk from its first moment because less than ten minutes are left
 */
record AtRisk(int elapsed, long left, int leftShare, boolean byDefault) implements Serializable {
    static final int OFF = -1;

    /** 75 % elapsed; 10 minutes or 10 % left. */
    static final AtRisk DEFAULT = new AtRisk(750_000, 600_000, 100_000, true);

    /** Never at risk. */
    static final AtRisk NEVER = new AtRisk(OFF, OFF, OFF, true);

    /** The consumed time at which level 1 is reached, or {@link #OFF}. */
    long first(long target) {
        return elapsed == OFF ? OFF : target / 1_000_000 * elapsed + target % 1_000_000 * elapsed / 1_000_000;
    }

    /** The consumed time at which level 2 is reached, or {@link #OFF}. */
    long second(long target) {
        if (left == OFF && leftShare == OFF) {
            return OFF;
        }
        long share = leftShare == OFF ? 0 : target / 1_000_000 * leftShare + target % 1_000_000 * leftShare / 1_000_000;
        long point = Math.max(0, target - Math.max(left, share));
        return byDefault ? Math.max(point, first(target)) : point;
    }
}
