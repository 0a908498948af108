package io.bellwether.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as YAML files write them. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private Durations() {}

    /** Milliseconds of {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d} or {@code 0}; −1 where the text is none of these. */
    public static long parse(String text) {
        if (text.equals("0")) {
            return 0;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return -1;
        }
        long n = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> n;
            case "s" -> n * 1_000;
            case "m" -> n * 60_000;
            case "h" -> n * 3_600_000;
            default -> n * 86_400_000;
        };
    }

    /** For people: the two greatest units, such as {@code 2 h 05 min}. */
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
