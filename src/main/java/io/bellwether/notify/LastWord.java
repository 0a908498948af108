package io.bellwether.notify;

/**
 * The newest that a receiver knows of an episode that goes on: what is said again. Kept in state.
 *
 * @param saidAt epoch ms processing time
 */
public record LastWord(Change change, long saidAt) {

    /** The same, said once more. */
    public LastWord again(long now) {
        return new LastWord(change, now);
    }
}
