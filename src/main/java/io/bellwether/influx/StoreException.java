package io.bellwether.influx;

/** A store does not answer, or refuses what it was asked for. The message says what to do, and never the token. */
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }
}
