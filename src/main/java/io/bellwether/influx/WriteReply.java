package io.bellwether.influx;

import java.time.Duration;

/**
 * The answer to one request.
 *
 * @param status HTTP status, {@link WriteOutcome#NO_STATUS} for none
 * @param message what the server or the network said; may quote points, so it is parsed but never logged
 * @param retryAfter how long the store asks to be left alone; zero where it does not
 * @param reason what may be logged of it: no point, no token, none of the server's own words
 */
record WriteReply(WriteOutcome outcome, int status, String message, Duration retryAfter, String reason) {

    /**
     * @param type the answer's content type: stores say in JSON why they refuse a point, while what stands in front of one, or a
     *     server that was spoken to without TLS, says it in its own way
     */
    static WriteReply of(int status, String type, String message, Duration retryAfter, String reason) {
        WriteOutcome outcome = WriteOutcome.of(status);
        boolean verdict = outcome != WriteOutcome.REJECTED || type.contains("json");
        return new WriteReply(verdict ? outcome : WriteOutcome.MISCONFIGURED, status, message, retryAfter, reason);
    }

    /** Nothing was sent, because it could not be: settings are wrong, or we are. */
    static WriteReply fault(String reason) {
        return new WriteReply(WriteOutcome.MISCONFIGURED, WriteOutcome.NO_STATUS, "", Duration.ZERO, reason);
    }
}
