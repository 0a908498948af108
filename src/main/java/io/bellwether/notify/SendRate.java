package io.bellwether.notify;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many messages one credential may send, written {@code 20/m}.
 *
 * @param count messages in a period; 0 for no limit
 * @param periodMillis length of the period
 */
public record SendRate(int count, long periodMillis) implements Serializable {

    /** No limit. */
    public static final SendRate UNLIMITED = new SendRate(0, 1);

    private static final String NONE = "unlimited";
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})/([smh])");
    private static final Map<String, Long> PERIODS = Map.of("s", 1_000L, "m", 60_000L, "h", 3_600_000L);

    /** So many a minute. */
    static SendRate perMinute(int count) {
        return new SendRate(count, PERIODS.get("m"));
    }

    /** What is written: {@code 1/s}, {@code 20/m}, {@code 100/h} or {@code unlimited}. Empty for anything else. */
    static Optional<SendRate> parse(String text) {
        if (text.equals(NONE)) {
            return Optional.of(UNLIMITED);
        }
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new SendRate(Integer.parseInt(form.group(1)), PERIODS.get(form.group(2))))
                : Optional.empty();
    }

    /** Whether any number may be sent. */
    public boolean isUnlimited() {
        return count == 0;
    }

    /** As the routing file writes it. */
    @Override
    public String toString() {
        if (isUnlimited()) {
            return NONE;
        }
        return count + "/" + (periodMillis == 1_000 ? "s" : periodMillis == 60_000 ? "m" : "h");
    }
}
