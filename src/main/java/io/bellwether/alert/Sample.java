package io.bellwether.alert;

/**
 * What one window says.
 *
 * @param value NaN where it says nothing
 * @param samples how many values stand behind it
 */
record Sample(double value, long samples) {

    /** Whether a rule that wants so many samples learns nothing from it. */
    boolean isGap(long minSamples) {
        return Double.isNaN(value) || samples < minSamples;
    }
}
