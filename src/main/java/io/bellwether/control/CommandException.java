package io.bellwether.control;

import io.bellwether.event.RejectionReason;

/** A record that is no command. Its message names the field, and quotes no comment. */
public final class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    CommandException(RejectionReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why, in the vocabulary of all dead letters. */
    public RejectionReason reason() {
        return reason;
    }
}
