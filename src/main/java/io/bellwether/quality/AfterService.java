package io.bellwether.quality;

import java.io.Serializable;

/**
 * How long it is watched whether customers buy again after they were served.
 *
 * @param withinDays for so many days; 0: not at all
 */
public record AfterService(int withinDays) implements Serializable {

    /** For how many days where orders come and nothing else is said. */
    public static final int USUAL_DAYS = 15;

    /** Not at all: where no orders come it would say that nobody buys again. */
    public static final AfterService DEFAULT = new AfterService(0);
}
