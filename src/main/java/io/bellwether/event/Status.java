package io.bellwether.event;

/** Canonical status of a ticket; sources map their own onto it and keep theirs in {@code native_status}. */
public enum Status {
    NEW,
    OPEN,
    WAITING_CUSTOMER,
    WAITING_THIRD_PARTY,
    SOLVED,
    CLOSED;

    /** Whether the work is done: solved or closed. */
    public boolean isDone() {
        return this == SOLVED || this == CLOSED;
    }
}
