package io.bellwether.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The {@code Retry-After} header: whole seconds, or an HTTP date in any of its three forms (RFC 9110, 10.2.3 and 5.6.7). */
public final class RetryAfter {

    private static final int MAX_DIGITS = 9;

    /** The forms without the name of the day, which says nothing that the date does not. */
    private static final List<DateTimeFormatter> FORMS = List.of(
            // IMF-fixdate
            form("d MMM uuuu HH:mm:ss 'GMT'"),
            // RFC 850
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("d-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.US),
            // asctime
            form("MMM d HH:mm:ss uuuu"));

    private RetryAfter() {}

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.US);
    }

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
        int day = text.indexOf(' ');
        // asctime pads the day of the month
        String date = text.substring(day + 1).replace("  ", " ");
        for (DateTimeFormatter form : FORMS) {
            try {
                long at = epochMillis(LocalDateTime.parse(date, form), form == FORMS.get(1), nowMillis);
                return Math.max(0, at - nowMillis);
            } catch (DateTimeException e) {
                continue; // the next form, or none
            }
        }
        return HttpOutcome.NO_DELAY_NAMED;
    }

    /** A year of two digits that would be more than 50 years ahead means the most recent one in the past (RFC 9110). */
    private static long epochMillis(LocalDateTime date, boolean twoDigits, long nowMillis) {
        LocalDateTime read = date;
        if (twoDigits) {
            LocalDateTime horizon = LocalDateTime.ofInstant(Instant.ofEpochMilli(nowMillis), ZoneOffset.UTC)
                    .plusYears(50);
            int century = (horizon.getYear() - date.getYear() % 100) / 100 * 100;
            read = date.withYear(century + date.getYear() % 100);
            read = read.isAfter(horizon) ? read.minusYears(100) : read;
        }
        return read.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
