package io.bellwether.quality;

import java.io.Serializable;

/**
 * When a visit to the self-service help counts as deflected: its customer begins no case for a while.
 *
 * @param withinMillis for how long, ms; what is viewed within it is one visit
 */
public record SelfService(long withinMillis) implements Serializable {

    /** A day. */
    public static final SelfService DEFAULT = new SelfService(86_400_000L);
}
