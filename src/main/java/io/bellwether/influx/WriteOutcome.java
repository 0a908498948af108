package io.bellwether.influx;

import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;

/** What an answer to a write means: decided here and nowhere else, from what {@link HttpOutcomes} says of any answer. */
enum WriteOutcome {
    /** 204, the one answer by which every store says that all points of a request are stored. */
    WRITTEN,
    /**
     * 400, 409, 422, said by a store (see {@link WriteReply#of}): at least one point can never be stored. Whether the others were depends on the server (1.x stores them,
     * QuestDB does not), so they are written again, which changes nothing where they were.
     */
    REJECTED,
    /** 413: the request is too large, its points need not be. */
    TOO_LARGE,
    /**
     * 401, 403, 404 and the like, redirects, and every other 2xx, which is a login page or no store at all: nothing helps
     * until somebody corrects settings, the store or what stands in front of it.
     */
    MISCONFIGURED,
    /** 408, 425, 429, 503: the store did not look at it, and may ask for less. */
    BUSY,
    /** No answer, or another server error. */
    UNREACHABLE;

    /** No answer at all. */
    static final int NO_STATUS = 0;

    static WriteOutcome of(int status) {
        if (status == NO_STATUS) {
            return UNREACHABLE;
        }
        if (status == 413) {
            return TOO_LARGE;
        }
        HttpOutcome meaning = HttpOutcomes.of(status, HttpOutcome.NO_DELAY_NAMED);
        if (meaning instanceof HttpOutcome.Retry retry) {
            return retry.mayHaveArrived() ? UNREACHABLE : BUSY;
        }
        if (meaning instanceof HttpOutcome.Final) {
            return REJECTED;
        }
        return status == 204 ? WRITTEN : MISCONFIGURED;
    }

    /** Whether the same request is to be sent again after a pause. */
    boolean isRetried() {
        return this == MISCONFIGURED || this == BUSY || this == UNREACHABLE;
    }
}
