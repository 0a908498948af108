package io.bellwether.rule;

import io.bellwether.metric.Series;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Times;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with placeholders: {@code {{name}}} or {@code {{name|format}}}, no logic. Read once and filled in often. */
public final class Template {

    private static final Pattern HOLE = Pattern.compile("\\{\\{\\s*([^{}|]*?)\\s*(?:\\|\\s*([^{}]*?)\\s*)?}}");
    private static final int USUAL_LENGTH = 128;
    private static final Set<String> FORMATS = Set.of("percent", "duration", "signed", "at");

    /** Seconds beyond which a time would have a year of more than four digits. */
    private static final double TOO_FAR = 250_000_000_000.0;

    /** Of each placeholder what stands before it, its name and its format or null. */
    private final List<String[]> holes = new ArrayList<>();
    /** What stands behind the last. */
    private final String rest;

    private Template(String text) {
        int end = 0;
        for (Matcher hole = HOLE.matcher(text); hole.find(); end = hole.end()) {
            holes.add(new String[] {text.substring(end, hole.start()), hole.group(1), hole.group(2)});
        }
        rest = text.substring(end);
    }

    /** Reads a text. */
    public static Template of(String text) {
        return new Template(text);
    }

    /** Names of a text's placeholders. */
    static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        for (String[] hole : of(text).holes) {
            names.add(hole[1]);
        }
        return names;
    }

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
                        + "}}; known: at (of seconds from now), duration (of seconds),"
                        + " percent (of a share), signed";
            }
        }
        String rest = HOLE.matcher(text).replaceAll("");
        return rest.contains("{{") || rest.contains("}}") ? "a placeholder is not closed: write {{name}}" : "";
    }

    /**
     * The text with everything filled in.
     *
     * @param values a Double or a String for a name, null where there is none
     * @param now epoch ms from which times are counted
     */
    public String fill(Function<String, Object> values, long now) {
        return fill(values, now, false);
    }

    /** The same for a link: what is filled in is encoded for a query. */
    public String link(Function<String, Object> values, long now) {
        return fill(values, now, true);
    }

    private String fill(Function<String, Object> values, long now, boolean encode) {
        if (holes.isEmpty()) {
            return rest;
        }
        StringBuilder filled = new StringBuilder(USUAL_LENGTH);
        for (String[] hole : holes) {
            String word = word(values.apply(hole[1]), hole[2], now);
            filled.append(hole[0])
                    .append(encode && !isPlain(word) ? URLEncoder.encode(word, StandardCharsets.UTF_8) : word);
        }
        return filled.append(rest).toString();
    }

    /** Whether encoding leaves a word as it is, as with most ids. */
    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static String word(Object value, String format, long now) {
        if (value == null) {
            return Series.NONE;
        }
        if (!(value instanceof Double number)) {
            return value.toString();
        }
        if ("at".equals(format)) {
            return Math.abs(number) < TOO_FAR ? Times.rfc3339(now + Math.round(number) * 1000) : Series.NONE;
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
