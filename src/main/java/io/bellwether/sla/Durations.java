package io.bellwether.sla;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and shares as policy files write them: {@code 90s}, {@code 1h30m}, {@code 2d} (48 hours), {@code 75%}. */
final class Durations {
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,5})w)?(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,8})s)?");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)%");
    private static final long[] UNITS = {604_800_000, 86_400_000, 3_600_000, 60_000, 1_000};

    private Durations() {}

    /** Milliseconds, more than 0. */
    static long millis(Yaml value) throws PolicyException {
        String text = value.text();
        Matcher matcher = DURATION.matcher(text);
        long sum = 0;
        if (matcher.matches()) {
            for (int i = 0; i < UNITS.length; i++) {
                String digits = matcher.group(i + 1);
                sum += digits == null ? 0 : Long.parseLong(digits) * UNITS[i];
            }
        }
        if (sum <= 0) {
            throw value.error("must be a duration such as 30s, 10m, 1h30m or 2d, is " + text);
        }
        return sum;
    }

    /** Millionths, of at most one. */
    static int share(Yaml value) throws PolicyException {
        Matcher matcher = SHARE.matcher(value.text());
        if (matcher.matches()) {
            long share = Math.round(Double.parseDouble(matcher.group(1)) * 10_000);
            if (share > 0 && share <= 1_000_000) {
                return (int) share;
            }
        }
        throw value.error("must be a share such as 75%, is " + value.text());
    }
}
