package io.bellwether.metric;

/**
 * What a level did in one window. Which parts beside {@code atEnd} are true is for {@link Measure#hasOldest},
 * {@link Measure#hasAges} and {@link Windowing#courses} to say: what nobody reads is not kept.
 *
 * @param atEnd its value when the window ended
 * @param max its highest value; at equal times arrivals count before departures
 * @param integralMs value × time over the window, ms
 * @param oldestSince since when the oldest thing counted at the end has been so, epoch ms; {@link #NOBODY} if none
 * @param ages how many of the things counted at the end are of which age then
 */
public record LevelValue(long atEnd, long max, long integralMs, long oldestSince, Ages ages) {

    /** No one is counted, so there is no oldest. */
    public static final long NOBODY = Long.MAX_VALUE;

    /** A level at which nothing is and was. */
    public static final LevelValue ZERO = new LevelValue(0, 0, 0, NOBODY);

    /** One whose ages nobody asks for. */
    public LevelValue(long atEnd, long max, long integralMs, long oldestSince) {
        this(atEnd, max, integralMs, oldestSince, Ages.NONE);
    }

    /** Age of the oldest at a time, ms; 0 where no one is counted. */
    public long oldestAgeAt(long time) {
        return oldestSince == NOBODY ? 0 : Math.max(0, time - oldestSince);
    }
}
