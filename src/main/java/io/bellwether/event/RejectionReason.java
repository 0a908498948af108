package io.bellwether.event;

/** Why a record did not become an event. One vocabulary for dead letters, counters, documentation and tests. */
public enum RejectionReason {
    /** The record is empty or not one JSON object. */
    NOT_JSON,
    /** Larger than 1 MiB. */
    TOO_LARGE,
    /** No {@code id}, or an empty one. */
    NO_ID,
    /** No {@code type}, or an empty one. */
    NO_TYPE,
    /** A {@code type} that the schema does not have. */
    UNKNOWN_TYPE,
    /** No {@code time}. */
    NO_TIME,
    /** A {@code time} that is neither RFC 3339 nor epoch milliseconds, or outside the years 1970 to 9999. */
    BAD_TIME,
    /** Further ahead of the wall clock than {@code max_future}. */
    FUTURE,
    /** No {@code source}, or an empty one: duplicates could not be told. */
    NO_SOURCE,
    /** No {@code case_id} on an event of a case. */
    NO_CASE,
    /** No {@code agent_id} on an {@code agent.state}. */
    NO_AGENT,
    /** A field of the event's type is missing or has a value outside its vocabulary; the detail names the field. */
    BAD_FIELD,
    /** Older than the watermark by more than {@code lateness}: its panes are closed for good. */
    LATE
}
