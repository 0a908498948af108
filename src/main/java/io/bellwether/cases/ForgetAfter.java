package io.bellwether.cases;

import java.io.Serializable;

/**
 * When a case's state is dropped, counted from its last event.
 *
 * @param closedMillis after it was closed, merged, deleted or its chat ended; at least the lateness
 * @param solvedMillis after it was solved, if it is neither closed nor reopened
 * @param silentMillis when nothing at all happens to an open case that has no deadline ahead; its levels are given back
 */
public record ForgetAfter(long closedMillis, long solvedMillis, long silentMillis) implements Serializable {}
