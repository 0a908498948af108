package io.bellwether.quality;

import java.io.Serializable;

/**
 * From when on ratings are doubtful.
 *
 * @param mostADay more than so many of one customer within a day are
 */
public record Suspicion(int mostADay) implements Serializable {

    /** Five. */
    public static final Suspicion DEFAULT = new Suspicion(5);
}
