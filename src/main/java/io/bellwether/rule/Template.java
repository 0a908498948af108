package io.bellwether.rule;

import io.bellwether.metric.Series;
import io.bellwether.yaml.Durations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with placeholders: {@code {{name}}} or {@code {{name|format}}}, no logic. */
public final class Template {

    private static final Pattern HOLE = Pattern.compile("\\{\\{\\s*([^{}|]*?)\\s*(?:\\|\\s*([^{}]*?)\\s*)?}}");
    private static final Set<String> FORMATS = Set.of("percent", "duration", "signed");

    private Template() {}

    /**
     * What is wrong with a text.
     *
     * @param known whether a name can be filled in
     * @param names the names, for the message
     * @return empty if nothing is wrong
     */
    static String problem(String text, Predicate<String> known, String names) {
        Matcher hole = HOLE.matcher(text);
        while (hole.find()) {
            if (!known.test(hole.group(1))) {
                return "unknown placeholder {{" + hole.group(1) + "}}; known: " + names;
            }
            if (hole.group(2) != null && !FORMATS.contains(hole.group(2))) {
                return "unknown format " + hole.group(2) + " in {{" + hole.group(1)
                        + "}}; known: duration (of seconds)," + " percent (of a share), signed";
            }
        }
        String rest = HOLE.matcher(text).replaceAll("");
        return rest.contains("{{") || rest.contains("}}") ? "a placeholder is not closed: write {{name}}" : "";
    }

    /**
     * Fills a text in.
     *
     * @param values a Double or a String for a name, null where there is none
     */
    public static String fill(String text, Function<String, Object> values) {
        return fill(text, values, false);
    }

    /** The same for a link: what is filled in is encoded for a query. */
    public static String link(String text, Function<String, Object> values) {
        return fill(text, values, true);
    }

    private static String fill(String text, Function<String, Object> values, boolean encode) {
        return HOLE.matcher(text).replaceAll(hole -> {
            String word = word(values.apply(hole.group(1)), hole.group(2));
            return Matcher.quoteReplacement(encode ? URLEncoder.encode(word, StandardCharsets.UTF_8) : word);
        });
    }

    private static String word(Object value, String format) {
        if (value == null) {
            return Series.NONE;
        }
        if (!(value instanceof Double number)) {
            return value.toString();
        }
        if (number.isNaN()) {
            return "no value";
        }
        return switch (format == null ? "" : format) {
            case "percent" -> decimal("0.#", number * 100) + "%";
            case "duration" -> Durations.words(number);
            case "signed" -> decimal("+0.##;-0.##", number);
            default -> decimal("0.##", number);
        };
    }

    private static String decimal(String pattern, double number) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
