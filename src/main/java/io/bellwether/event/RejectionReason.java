package io.bellwether.event;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/** Why a record did not become an event. One vocabulary for dead letters, counters, documentation and tests. */
public enum RejectionReason implements Coded {
    /** The record is empty or not one JSON object. */
    NOT_JSON(0),
    /** Larger than 1 MiB. */
    TOO_LARGE(1),
    /** No {@code id}, or an empty one. */
    NO_ID(2),
    /** No {@code type}, or an empty one. */
    NO_TYPE(3),
    /** A {@code type} that the schema does not have. */
    UNKNOWN_TYPE(4),
    /** No {@code time}. */
    NO_TIME(5),
    /** A {@code time} that is neither RFC 3339 nor epoch milliseconds, or outside the years 1970 to 9999. */
    BAD_TIME(6),
    /** Further ahead of the wall clock than {@code max_future}. */
    FUTURE(7),
    /** No {@code source}, or an empty one: duplicates could not be told. */
    NO_SOURCE(8),
    /** No {@code case_id} on an event of a case. */
    NO_CASE(9),
    /** No {@code agent_id} on an {@code agent.state}. */
    NO_AGENT(10),
    /** A field of the event's type is missing or has a value outside its vocabulary; the detail names the field. */
    BAD_FIELD(11),
    /** Older than the watermark by more than {@code lateness}: its panes are closed for good. */
    LATE(12);

    /** By their codes in state. */
    public static final CodeTable<RejectionReason> CODES = new CodeTable<>(RejectionReason.class);

    private final int code;

    RejectionReason(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
