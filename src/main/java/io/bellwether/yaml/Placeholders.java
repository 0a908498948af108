package io.bellwether.yaml;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${NAME}} and {@code ${NAME:-text}} in a YAML value. */
public final class Placeholders {

    private static final Pattern FORM = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private Placeholders() {}

    /**
     * The text with every placeholder replaced. A variable that is empty counts as not set.
     *
     * @param lookup value of a variable, or null
     * @throws IllegalArgumentException where a variable has neither a value nor a default; the message names it
     */
    public static String resolve(String text, UnaryOperator<String> lookup) {
        List<String> missing = missing(text, lookup);
        if (!missing.isEmpty()) {
            String name = missing.get(0);
            throw new IllegalArgumentException(
                    "the environment variable " + name + " is not set; set it or write ${" + name + ":-default}");
        }
        return FORM.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, lookup)));
    }

    /** The names of variables that have neither a value nor a default, in the order of the text. */
    public static List<String> missing(String text, UnaryOperator<String> lookup) {
        return FORM.matcher(text)
                .results()
                .filter(found -> value(found, lookup) == null)
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static String value(MatchResult found, UnaryOperator<String> lookup) {
        String value = lookup.apply(found.group(1));
        return value == null || value.isEmpty() ? found.group(2) : value;
    }
}
