package io.bellwether.sentiment;

import java.util.Locale;

/** The three classes, in the order in which files and arrays hold them. */
public enum Polarity {
    NEGATIVE,
    NEUTRAL,
    POSITIVE;

    /** The label of the corpora: {@code negative}, {@code neutral}, {@code positive}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class of a label, or null where there is none of that name. */
    public static Polarity ofLabel(String label) {
        return switch (label) {
            case "negative" -> NEGATIVE;
            case "neutral" -> NEUTRAL;
            case "positive" -> POSITIVE;
            default -> null;
        };
    }
}
