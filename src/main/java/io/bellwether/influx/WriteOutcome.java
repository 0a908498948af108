package io.bellwether.influx;

/** What an answer to a write means: decided here and nowhere else. */
enum WriteOutcome {
    /** 2xx: every point of the request is stored. */
    WRITTEN,
    /**
     * 400, 422: at least one point can never be stored. Whether the others were depends on the server (1.x stores them,
     * QuestDB does not), so they are written again, which changes nothing where they were.
     */
    REJECTED,
    /** 413: the request is too large, its points need not be. */
    TOO_LARGE,
    /** 401, 403, 404 and the like: nothing helps until somebody corrects settings or the store. */
    MISCONFIGURED,
    /** 429, 503: the store asks for less. */
    BUSY,
    /** No answer, 408, or another server error. */
    UNREACHABLE;

    /** No answer at all. */
    static final int NO_STATUS = 0;

    static WriteOutcome of(int status) {
        if (status == NO_STATUS || status == 408) {
            return UNREACHABLE;
        }
        if (status >= 200 && status < 300) {
            return WRITTEN;
        }
        return switch (status) {
            case 400, 422 -> REJECTED;
            case 413 -> TOO_LARGE;
            case 429, 503 -> BUSY;
            default -> status >= 500 ? UNREACHABLE : MISCONFIGURED;
        };
    }

    /** Whether the same request is to be sent again after a pause. */
    boolean isRetried() {
        return this == MISCONFIGURED || this == BUSY || this == UNREACHABLE;
    }
}
