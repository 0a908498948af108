package io.bellwether.http;

/**
 * How long to wait before the next attempt: exponential with full jitter (a uniform draw between nothing and the bound,
 * which doubles with each attempt), so that many groups that failed together do not come back together. What the other
 * side asks for in {@code Retry-After} wins, up to an hour.
 *
 * <p>Pure: the random number is an argument. Not for waiting inside a call; nobody sleeps.
 */
public final class Backoff {

    /** Bound of the first wait. */
    public static final long FIRST_MILLIS = 1_000;

    /** No wait of our own choosing is longer. */
    public static final long LONGEST_MILLIS = 300_000;

    /**
     * No wait at all is longer, whatever the other side asks for. A quarter of the hour after which a page is given up: one
     * that is told to come back in an hour must not be given up after a single try.
     */
    public static final long CAP_MILLIS = 900_000;

    /** From here on the doubled bound is above the longest wait; shifting further would overflow. */
    private static final int ATTEMPT_OF_LONGEST = 10;

    private Backoff() {}

    /**
     * The wait in milliseconds, at least 1.
     *
     * @param attempt how many attempts have failed, from 1
     * @param afterMillis what the other side asked for, or {@link HttpOutcome#NO_DELAY_NAMED}
     * @param random uniform in [0, 1)
     */
    public static long delayMillis(int attempt, long afterMillis, double random) {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt counts from 1, got " + attempt);
        }
        if (!(random >= 0 && random < 1)) {
            throw new IllegalArgumentException("random must be in [0, 1), got " + random);
        }
        long own = 1 + (long) (random * boundMillis(attempt));
        if (afterMillis <= 0) {
            return own;
        }
        // a little on top, so that all groups told the same second do not arrive in the same millisecond
        long asked = Math.min(CAP_MILLIS, Math.min(afterMillis, CAP_MILLIS) + 1 + (long) (random * FIRST_MILLIS));
        return Math.max(own, asked);
    }

    /** The upper bound of our own wait after so many failed attempts. */
    public static long boundMillis(int attempt) {
        return attempt >= ATTEMPT_OF_LONGEST ? LONGEST_MILLIS : Math.min(LONGEST_MILLIS, FIRST_MILLIS << (attempt - 1));
    }
}
