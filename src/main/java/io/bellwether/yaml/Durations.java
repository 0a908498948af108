package io.bellwether.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as YAML files and options write them. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile(
            "(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?" + "(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final long[] UNITS = {604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1};

    private static final String[] NAMES = {"w", "d", "h", "m", "s", "ms"};

    private Durations() {}

    /**
     * Milliseconds of {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 2d} (48 hours), {@code 1w} or
     * {@code 0}; −1 where the text is none of these.
     */
    public static long parse(String text) {
        if (text.equals("0")) {
            return 0;
        }
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            return -1;
        }
        long sum = 0;
        for (int i = 0; i < UNITS.length; i++) {
            String digits = form.group(i + 1);
            sum += digits == null ? 0 : Long.parseLong(digits) * UNITS[i];
        }
        return sum;
    }

    /** As files write it, with the units that it needs: {@code 90000} is {@code 1m30s}. */
    public static String shortest(long millis) {
        StringBuilder text = new StringBuilder();
        long rest = millis;
        for (int i = 1; i < UNITS.length; i++) {
            if (rest >= UNITS[i]) {
                text.append(rest / UNITS[i]).append(NAMES[i]);
                rest %= UNITS[i];
            }
        }
        return text.isEmpty() ? "0" : text.toString();
    }

    /** For people: the two greatest units, such as {@code 2 h 5 min}. */
    public static String words(double seconds) {
        long s = Math.round(Math.abs(seconds));
        String sign = seconds < 0 && s > 0 ? "-" : "";
        if (s < 60) {
            return sign + s + " s";
        }
        if (s < 3_600) {
            return sign + pair(s / 60, "min", s % 60, "s");
        }
        if (s < 86_400) {
            return sign + pair(s / 3_600, "h", s % 3_600 / 60, "min");
        }
        return sign + pair(s / 86_400, "d", s % 86_400 / 3_600, "h");
    }

    private static String pair(long great, String greatUnit, long small, String smallUnit) {
        return great + " " + greatUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
