package io.bellwether.quality;

import java.io.Serializable;

/**
 * When a solved case counts as resolved: its customer does not come back about the same topic for a while.
 *
 * @param withinMillis for how long, ms
 * @param topic the dimension whose values are the topics
 */
public record Resolution(long withinMillis, String topic) implements Serializable {

    /** A week, and the category of a case. */
    public static final Resolution DEFAULT = new Resolution(7 * 86_400_000L, "category");
}
