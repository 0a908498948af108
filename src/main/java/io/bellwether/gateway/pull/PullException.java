package io.bellwether.gateway.pull;

/** Nothing was fetched this time. Says why in a word for metrics, and nothing of what was asked or answered. */
final class PullException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    enum Then {
        /** The callback's word for the call has run out: go on without it. */
        WITHOUT_TOKEN,
        /** Ask again, after a wait. */
        AGAIN,
        /** The same, though somebody has to mend something before it can succeed. */
        MEND
    }

    private final Then then;
    private final long afterMillis;

    /** @param afterMillis what the other side asked to wait; less than 1 where it did not say */
    PullException(String reason, Then then, long afterMillis) {
        super(reason);
        this.then = then;
        this.afterMillis = afterMillis;
    }

    PullException(String reason, Then then) {
        this(reason, then, 0);
    }

    Then then() {
        return then;
    }

    long afterMillis() {
        return afterMillis;
    }
}
