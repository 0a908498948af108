package io.bellwether.influx;

import java.time.Duration;

/**
 * The answer to one request.
 *
 * @param status HTTP status, {@link WriteOutcome#NO_STATUS} for none
 * @param message what the server or the network said; may quote points, so it is parsed but never logged
 * @param retryAfter how long the store asks to be left alone; zero where it does not
 */
record WriteReply(WriteOutcome outcome, int status, String message, Duration retryAfter) {

    static WriteReply of(int status, String message, Duration retryAfter) {
        return new WriteReply(WriteOutcome.of(status), status, message, retryAfter);
    }
}
