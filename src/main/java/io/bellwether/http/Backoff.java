package io.bellwether.http;

/**
 * How long to wait before the next attempt, at a store or a receiver: exponential with full jitter (a uniform draw between
 * nothing and the bound, which doubles with each attempt), so that many who failed together do not come back together. What
 * the other side asks for in {@code Retry-After} is the least that is waited, up to a cap.
 *
 * <p>Pure: the random number is an argument. Not for waiting inside a call; nobody sleeps.
 *
 * @param firstMillis bound of the first wait
 * @param longestMillis bound of every wait of our own choosing
 * @param capMillis the most that is waited whatever the other side asks for
 */
public record Backoff(long firstMillis, long longestMillis, long capMillis) {

    /**
     * Of deliveries: from a second to five minutes. The cap is a quarter of the hour after which a page is given up: one that
     * is told to come back in an hour must not be given up after a single try.
     */
    public static final Backoff OF_DELIVERIES = new Backoff(1_000, 300_000, 900_000);

    /** From the least bound to the greatest; doubling further would overflow. */
    private static final int MOST_DOUBLINGS = 22;

    /** What is asked for is spread over it, so that all who are told the same second do not arrive in the same millisecond. */
    private static final long SPREAD_MILLIS = 1_000;

    public Backoff {
        if (firstMillis < 1 || longestMillis < firstMillis || capMillis < longestMillis || capMillis > 3_600_000) {
            throw new IllegalArgumentException("bounds must grow from 1 ms to at most an hour, got " + firstMillis
                    + ", " + longestMillis + ", " + capMillis);
        }
    }

    /**
     * The wait in milliseconds, at least 1.
     *
     * @param attempt how many attempts have failed, from 1
     * @param afterMillis what the other side asked for, or {@link HttpOutcome#NO_DELAY_NAMED}
     * @param random uniform in [0, 1)
     */
    public long delayMillis(int attempt, long afterMillis, double random) {
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
        long asked = Math.min(capMillis, Math.min(afterMillis, capMillis) + 1 + (long) (random * SPREAD_MILLIS));
        return Math.max(own, asked);
    }

    /** The upper bound of our own wait after so many failed attempts. */
    public long boundMillis(int attempt) {
        return Math.min(longestMillis, firstMillis << Math.min(attempt - 1, MOST_DOUBLINGS));
    }
}
