package io.bellwether.customers;

/**
 * When a customer is looked at again.
 *
 * @param toldUntil up to where all has been told, epoch ms
 * @param latenessMillis how far behind the watermark a fact is still put in its place
 */
record Wake(long toldUntil, long latenessMillis) {

    /** When what happens at a time is to be told, and then when it is to be let go of. */
    long at(long time) {
        return isAhead(time) ? time : letGo(time);
    }

    /** When what counts until a time is to be let go of. */
    long letGo(long time) {
        return Math.max(toldUntil, time + latenessMillis + 1) + 1;
    }

    /** Whether a time is still to be told of. */
    boolean isAhead(long time) {
        return time > toldUntil;
    }
}
