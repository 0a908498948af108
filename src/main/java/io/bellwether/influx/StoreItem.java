package io.bellwether.influx;

/**
 * What was found of one thing in a store, or done about it.
 *
 * @param what a setting, or a bucket
 * @param message what was found or done; where something is wrong, what to do; never the token
 */
public record StoreItem(State state, String what, String message) {

    /** How it is. */
    public enum State {
        OK,
        /** It was not so and is now, or would be. */
        CHANGED,
        WARNING,
        ERROR
    }

    static StoreItem ok(String what, String message) {
        return new StoreItem(State.OK, what, message);
    }

    static StoreItem changed(String what, String message) {
        return new StoreItem(State.CHANGED, what, message);
    }

    static StoreItem warning(String what, String message) {
        return new StoreItem(State.WARNING, what, message);
    }

    static StoreItem error(String what, String message) {
        return new StoreItem(State.ERROR, what, message);
    }
}
