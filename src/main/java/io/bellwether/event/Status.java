package io.bellwether.event;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/** Canonical status of a ticket; sources map their own onto it and keep theirs in {@code native_status}. */
public enum Status implements Coded {
    NEW(0),
    OPEN(1),
    WAITING_CUSTOMER(2),
    WAITING_THIRD_PARTY(3),
    SOLVED(4),
    CLOSED(5);

    /** By their codes in state. */
    public static final CodeTable<Status> CODES = new CodeTable<>(Status.class);

    private final int code;

    Status(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    /** Whether the work is done: solved or closed. */
    public boolean isDone() {
        return this == SOLVED || this == CLOSED;
    }
}
