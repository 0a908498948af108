package io.bellwether.influx;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

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
        // 2^40 ms is 35 years: the shift cannot overflow and the ceiling is always below.
        long doubled = least.toMillis() << Math.min(failures - 1, 20);
        long base = Math.min(ceiling, doubled);
        long jittered = Math.round(base * (0.5 + random / 2));
        return Duration.ofMillis(Math.max(jittered, Math.min(retryAfter.toMillis(), ceiling)));
    }

    /** The header's seconds or HTTP date as a duration from now; zero where it is missing, past or cannot be read. */
    static Duration parseRetryAfter(String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Duration.ZERO;
        }
        String text = header.strip();
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.length() > 9 ? Duration.ofSeconds(999_999_999) : Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Duration wait = Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
