package io.bellwether.influx;

import java.time.Duration;

/**
 * How long to wait before a request is sent again: doubling from {@code least} to {@code most}, of which a random half is
 * taken off so that writers that failed together do not come back together. What the store asks for in Retry-After is the
 * least that is waited, up to {@code most}.
 */
record RetryDelay(Duration least, Duration most) {

    /**
     * @param failures in a row, from 1
     * @param random 0 to 1
     */
    Duration after(int failures, double random, Duration retryAfter) {
        long ceiling = most.toMillis();
        // At most five minutes, doubled 20 times: far from overflow.
        long doubled = least.toMillis() << Math.min(failures - 1, 20);
        long base = Math.min(ceiling, doubled);
        long jittered = Math.round(base * (0.5 + random / 2));
        return Duration.ofMillis(Math.max(jittered, Math.min(retryAfter.toMillis(), ceiling)));
    }
}
