package io.bellwether.yaml;

import java.util.regex.Pattern;

/** Numbers as YAML and JSON write them: digits, a point, an exponent. Nothing else that Java would read for one. */
public final class Numbers {

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(?:0|[1-9][0-9]{0,18})");

    private Numbers() {}

    /** The number; NaN where the text is none, or one that no double can hold. */
    public static double parse(String text) {
        double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        return Double.isInfinite(number) ? Double.NaN : number;
    }

    /** A share, also as a percentage such as {@code 80%}; NaN for what is none. */
    public static double share(String text) {
        return text.endsWith("%") ? parse(text.substring(0, text.length() - 1).strip()) / 100 : parse(text);
    }

    /** Whether the text is a whole number, such as {@link Long#parseLong} reads, if it is not too large. */
    public static boolean isWhole(String text) {
        return WHOLE.matcher(text).matches();
    }
}
