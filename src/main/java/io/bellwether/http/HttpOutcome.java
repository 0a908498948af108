package io.bellwether.http;

/**
 * What one attempt to deliver means for what happens next. Every failure is classified once, here; nobody else looks at
 * a status code.
 *
 * <p>Reasons are short words from a closed vocabulary ({@code http_503}, {@code timeout}, {@code connect}), fit for metric
 * labels. They never hold a URL, a header or a body.
 */
public sealed interface HttpOutcome {

    /** Marks a {@link Retry} for which the other side named no time. */
    long NO_DELAY_NAMED = -1;

    /** The receiver has it. */
    record Ok() implements HttpOutcome {}

    /**
     * Try again later.
     *
     * @param reason why
     * @param afterMillis how long the other side asked to wait, {@link #NO_DELAY_NAMED} if it did not say
     * @param mayHaveArrived whether the receiver may have taken the request although no success came back (a time-out, a
     *     reset, a 500). False only where it surely has not: connection refused, 429, 503
     */
    record Retry(String reason, long afterMillis, boolean mayHaveArrived) implements HttpOutcome {
        public Retry {
            if (afterMillis < NO_DELAY_NAMED) {
                throw new IllegalArgumentException("afterMillis must be -1 or more, got " + afterMillis);
            }
        }
    }

    /** This request will never be taken; the next one may be. */
    record Final(String reason) implements HttpOutcome {}

    /**
     * The address is gone or moved, or we are not let in: every request to this receiver fails until somebody corrects the
     * settings or the receiver. Not taken, and nothing is lost by asking again.
     */
    record Disable(String reason) implements HttpOutcome {}

    /** The word for metrics and logs; {@code ok} for success. */
    default String word() {
        if (this instanceof Retry retry) {
            return retry.reason();
        }
        if (this instanceof Final end) {
            return end.reason();
        }
        return this instanceof Disable disable ? disable.reason() : "ok";
    }
}
