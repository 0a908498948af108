package io.bellwether.alert;

import io.bellwether.baseline.Baseline;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.Severity;
import java.util.Arrays;
import java.util.Map;

/** What is remembered of one alert between two windows. Arrays are indexed by {@link Severity#ordinal()}. */
final class AlertState {

    /** Stands for a time that has not come. */
    static final long NONE = Long.MIN_VALUE;

    /** Stands for a time that will not come. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int LEVELS = Severity.values().length;

    /** {@link SeriesRule#shape()} of the rule that wrote this, shortened. */
    String shape;
    /** Next window end to look at; {@link #NEVER} while nothing can change. */
    long due = NEVER;
    /** The severity that was last said; −1 while the alert is not firing. */
    int severity = -1;
    /** When the episode's condition began to hold. */
    long startsAt;
    /**
     * The rule's own labels when the episode began: they hold until its end, whatever becomes of the rule, so that its
     * changes keep their place in routing and in the history. Null while the alert is not firing.
     */
    Map<String, String> labels;
    /** Transitions of the episode so far. */
    long seq;
    /** Window end at which no level was on any more, {@link #NONE} while one is. */
    long recoveringSince = NONE;
    /** First window end that said nothing, {@link #NONE} while windows speak. */
    long gapSince = NONE;
    /** What is usual for the series, null where the rule does not ask or nothing was said yet. Outlives episodes. */
    Baseline learnt;
    /** Window end since which the series has had nothing in its windows, {@link #NONE} while it has; of rules that learn. */
    long emptySince = NONE;
    /** Window end since which a level is crossed without a break. */
    final long[] crossedSince = new long[LEVELS];
    /** Which levels are on. */
    final boolean[] on = new boolean[LEVELS];
    /** The last windows, newest in the lowest bit: was the level crossed. */
    final long[] crossed = new long[LEVELS];
    /** The same for a level that is on: was the value on the bad side of the recovery threshold. */
    final long[] held = new long[LEVELS];

    AlertState(String shape) {
        this.shape = shape;
        Arrays.fill(crossedSince, NONE);
    }

    boolean isFiring() {
        return severity >= 0;
    }

    /** Whether an alert that was never looked at would be in the same state. */
    boolean isBlank() {
        return learnt == null && isCalm();
    }

    /** Whether it neither fires nor is about to. */
    boolean isCalm() {
        for (int i = 0; i < LEVELS; i++) {
            if (on[i] || crossedSince[i] != NONE || crossed[i] != 0) {
                return false;
            }
        }
        return !isFiring();
    }

    /** Forgets the episode; which windows crossed a level stays known. */
    void endEpisode() {
        severity = -1;
        seq = 0;
        labels = null;
        startsAt = 0;
        recoveringSince = NONE;
        Arrays.fill(crossedSince, NONE);
        Arrays.fill(on, false);
        Arrays.fill(held, 0);
    }

    /** Forgets everything but what it belongs to and what was learnt. */
    void reset() {
        endEpisode();
        gapSince = NONE;
        Arrays.fill(crossed, 0);
    }
}
