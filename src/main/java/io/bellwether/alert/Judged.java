package io.bellwether.alert;

import io.bellwether.baseline.Usual;
import java.util.HashMap;
import java.util.Map;

/**
 * A window with what its rule makes of it.
 *
 * @param sample what the window says
 * @param compared what levels are compared with: the same, or how far that is from what is usual
 * @param usual what it was compared with; null where levels are fixed or nothing is usual yet
 * @param low lower end of the values at which no level is crossed, NaN for none
 * @param high upper end likewise
 * @param more what texts may name beside these
 */
record Judged(Sample sample, Sample compared, Usual usual, double low, double high, Map<String, Double> more) {

    /** A window whose value itself is compared. */
    static Judged plain(Sample sample) {
        return new Judged(sample, sample, null, Double.NaN, Double.NaN);
    }

    Judged(Sample sample, Sample compared, Usual usual, double low, double high) {
        this(sample, compared, usual, low, high, Map.of());
    }

    /** The same with more that texts may name. */
    Judged with(Map<String, Double> others) {
        if (others.isEmpty()) {
            return this;
        }
        Map<String, Double> all = new HashMap<>(more);
        all.putAll(others);
        return new Judged(sample, compared, usual, low, high, all);
    }

    /** What is usual, NaN where there is none. */
    double level() {
        return usual == null ? Double.NaN : usual.level();
    }

    /** A placeholder of rules that do more than compare; null for another. */
    Object placeholder(String name) {
        return switch (name) {
            case "usual" -> level();
            case "band_low" -> low;
            case "band_high" -> high;
            case "deviation" -> compared.value();
            default -> more.get(name);
        };
    }
}
