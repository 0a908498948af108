package io.bellwether.simulate;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as scenario files write it: {@code 250ms}, {@code 90s}, {@code 1.5m}, {@code 8h}, {@code 2d}. */
public record Span(long millis) {
    /** No time at all. */
    public static final Span ZERO = new Span(0);

    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");

    /** Reads the written form; {@code 0} needs no unit. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Span of(String text) {
        if (text.trim().equals("0")) {
            return ZERO;
        }
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a length of time: write a number and ms, s, m, h or d, as in 90s or 8h");
        }
        return new Span(Math.round(Double.parseDouble(form.group(1)) * unitMillis(form.group(2))));
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }
}
