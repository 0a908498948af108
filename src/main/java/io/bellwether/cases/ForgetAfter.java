package io.bellwether.cases;

import java.io.Serializable;

/**
 * When a case's state is dropped, counted from its last event.
 *
 * @param closedMillis after a chat has ended, or a ticket was merged or deleted; at least the lateness. Until then surveys
 *     are answered, chats begun again and merged, work after them is told; the ids of their events stay for about as long
 * @param solvedMillis after a ticket was solved or closed: for so long it is known again when it is opened again
 * @param silentMillis when nothing at all happens to an open case that has no deadline ahead; its levels are given back
 */
public record ForgetAfter(long closedMillis, long solvedMillis, long silentMillis) implements Serializable {

    private static final long DAY = 86_400_000;

    /** Seven days, which is for how long an interval takes what comes later; 45 days, a year. */
    public static final ForgetAfter DEFAULT = new ForgetAfter(7 * DAY, 45 * DAY, 365 * DAY);
}
