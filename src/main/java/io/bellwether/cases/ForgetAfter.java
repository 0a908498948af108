package io.bellwether.cases;

import java.io.Serializable;

/**
 * When a case's state is dropped, counted from its last event.
 *
 * @param closedMillis after a chat has ended, or a ticket was merged or deleted; at least the lateness
 * @param solvedMillis after a ticket was solved or closed: for so long it is known again when it is opened again
 * @param silentMillis when nothing at all happens to an open case that has no deadline ahead; its levels are given back
 */
public record ForgetAfter(long closedMillis, long solvedMillis, long silentMillis) implements Serializable {

    /** Ten minutes, 45 days, a year. */
    public static final ForgetAfter DEFAULT = new ForgetAfter(600_000, 45 * 86_400_000L, 365 * 86_400_000L);
}
