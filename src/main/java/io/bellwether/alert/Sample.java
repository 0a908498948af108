package io.bellwether.alert;

import io.bellwether.rule.Severity;
import java.util.Map;

/**
 * What one window says.
 *
 * @param value NaN where it says nothing
 * @param samples how many values stand behind it
 * @param guessed whether it is compared with something preliminary, on which nobody is to be woken
 * @param bySeverity what a level of that severity is compared with instead, NaN where that is not known; null where all are
 *     compared with the value
 */
record Sample(double value, long samples, boolean guessed, Map<Severity, Double> bySeverity) {

    Sample(double value, long samples) {
        this(value, samples, false);
    }

    Sample(double value, long samples, boolean guessed) {
        this(value, samples, guessed, null);
    }

    /** What a level is compared with; NaN where that is not known. A guess crosses nothing that wakes people. */
    double of(Severity severity) {
        if (bySeverity != null) {
            return bySeverity.getOrDefault(severity, Double.NaN);
        }
        return guessed && severity == Severity.PAGE ? Double.NaN : value;
    }

    /** Whether a level is left as it is: its own window says nothing, while another one speaks. */
    boolean leaves(Severity severity) {
        return bySeverity != null && Double.isNaN(of(severity));
    }

    /** Whether a rule that wants so many samples learns nothing from it. */
    boolean isGap(long minSamples) {
        return Double.isNaN(value) || samples < minSamples;
    }
}
