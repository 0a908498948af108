package io.bellwether.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/** The {@code Retry-After} header: whole seconds or an HTTP date (RFC 9110, 10.2.3). */
public final class RetryAfter {

    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /**
     * Reads the header.
     *
     * @param nowMillis epoch ms that a date is compared with
     * @return milliseconds to wait, 0 for a date that has passed, {@link HttpOutcome#NO_DELAY_NAMED} for what cannot be
     *     read (a receiver's bad header is no reason to fail a delivery)
     */
    public static long parse(String value, long nowMillis) {
        String text = value.trim();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long seconds = text.length() > MAX_DIGITS ? Integer.MAX_VALUE : Long.parseLong(text);
            return TimeUnit.SECONDS.toMillis(seconds);
        }
        try {
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return Math.max(0, date.toEpochMilli() - nowMillis);
        } catch (DateTimeException e) {
            return HttpOutcome.NO_DELAY_NAMED;
        }
    }
}
