package io.bellwether.rule;

import java.io.Serializable;

/**
 * One threshold of a rule. It is on once a value has been on the bad side of {@code value} for {@code forMillis}, and off
 * once a value is on the good side of {@code recover}.
 *
 * @param value threshold, in the metric's unit (seconds, share 0..1, number)
 * @param recover threshold of recovery; equal to {@code value} where there is no hysteresis
 * @param forMillis event time between the first bad window end and the one at which the level turns on
 */
public record Level(Severity severity, Op op, double value, double recover, long forMillis) implements Serializable {

    /** Whether a value is bad enough to turn the level on. */
    public boolean crossed(double sample) {
        return op.test(sample, value);
    }

    /** Whether a value keeps a level on that is on. */
    public boolean holds(double sample) {
        return op.test(sample, recover);
    }
}
