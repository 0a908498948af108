package io.bellwether.notify;

/**
 * The newest that a receiver knows of an episode that goes on: what is said again. Kept in state.
 *
 * @param saidAt epoch ms processing time
 */
public record LastWord(Change change, long saidAt) {

    /** The same by a clock that is so much behind. */
    public LastWord earlier(long millis) {
        return new LastWord(change, saidAt - millis);
    }

    /** The same, said once more. */
    public LastWord again(long now) {
        return new LastWord(change, now);
    }
}
