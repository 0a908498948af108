package io.bellwether.alert;

/**
 * What one window says.
 *
 * @param value NaN where it says nothing
 * @param samples how many values stand behind it
 * @param guessed whether it is compared with something preliminary, on which nobody is to be woken
 */
record Sample(double value, long samples, boolean guessed) {

    Sample(double value, long samples) {
        this(value, samples, false);
    }

    /** Whether a rule that wants so many samples learns nothing from it. */
    boolean isGap(long minSamples) {
        return Double.isNaN(value) || samples < minSamples;
    }
}
