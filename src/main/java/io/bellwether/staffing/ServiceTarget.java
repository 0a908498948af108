package io.bellwether.staffing;

import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Numbers;
import java.io.Serializable;
import java.util.Locale;

/**
 * A service level that is promised: so large a share of all contacts offered is answered within so many seconds.
 *
 * @param share above 0 and below 1
 */
public record ServiceTarget(double share, double seconds) implements Serializable {

    /**
     * {@code 80/20} for 80 % within 20 s, {@code 90/5m} for 90 % within five minutes.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    public static ServiceTarget parse(String text) {
        int slash = text.indexOf('/');
        double percent =
                slash < 0 ? Double.NaN : Numbers.parse(text.substring(0, slash).strip());
        String within = slash < 0 ? "" : text.substring(slash + 1).strip();
        double plain = Numbers.parse(within);
        double seconds = Double.isNaN(plain) ? Durations.parse(within) / 1_000.0 : plain;
        if (Double.isNaN(percent) || seconds < 0) {
            throw new IllegalArgumentException(
                    "must be a share and a time such as 80/20 (80 % within 20 s) or 90/5m, not " + text);
        }
        if (percent <= 0 || percent >= 100) {
            throw new IllegalArgumentException("must promise more than 0 and less than 100 %, which no number of agents"
                    + " can be sure of, not " + text);
        }
        return new ServiceTarget(percent / 100, seconds);
    }

    /** The same time with another share. */
    public ServiceTarget withShare(double other) {
        return new ServiceTarget(other, seconds);
    }

    /** For people. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %% within %s", percent(share), Durations.words(seconds));
    }

    private static String percent(double share) {
        double percent = Math.round(share * 1_000) / 10.0;
        return percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent);
    }
}
