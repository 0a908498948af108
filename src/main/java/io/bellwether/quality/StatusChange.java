package io.bellwether.quality;

import io.bellwether.event.Status;

/**
 * What a change of a case's status means for the counts of measurement {@code cases}.
 *
 * @param solved became done for the first time since it was last open
 * @param closed became closed
 * @param reopened was done and is open again
 * @param oneTouch solved with exactly one public agent reply
 */
public record StatusChange(boolean solved, boolean closed, boolean reopened, boolean oneTouch) {

    /**
     * @param from null where the case's history is not known: then a closing is not also counted as a solving
     * @param replies public agent replies so far
     */
    public static StatusChange of(Status from, Status to, int replies) {
        boolean wasDone = from != null && from.isDone();
        boolean solved = from != null && !wasDone && to.isDone();
        boolean closed = to == Status.CLOSED && from != Status.CLOSED;
        return new StatusChange(solved, closed, wasDone && !to.isDone(), solved && replies == 1);
    }
}
