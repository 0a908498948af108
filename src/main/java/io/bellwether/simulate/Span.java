package io.bellwether.simulate;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.bellwether.yaml.Durations;

/** A length of time as scenario files write it, in the same words as settings and rules: {@code 250ms}, {@code 1m30s}. */
public record Span(long millis) {
    /** No time at all. */
    public static final Span ZERO = new Span(0);

    /** Reads the written form; {@code 0} needs no unit. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Span of(String text) {
        long millis = Durations.parse(text.trim());
        if (millis < 0) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a length of time: write numbers and w, d, h, m, s or ms, as in 90s, 1h30m or 8h");
        }
        return new Span(millis);
    }
}
