package io.bellwether.job;

import java.nio.file.Path;

/** A job could not go on from a state; it has ended. */
public final class RestoreException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Path state;

    /**
     * @param state folder of the checkpoint or savepoint
     * @param reason why it cannot be read
     */
    RestoreException(Path state, String reason, Throwable cause) {
        super(reason, cause);
        this.state = state;
    }

    Path state() {
        return state;
    }
}
