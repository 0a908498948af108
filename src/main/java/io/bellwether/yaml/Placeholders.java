package io.bellwether.yaml;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${NAME}} and {@code ${NAME:-text}} in a YAML value. */
public final class Placeholders {

    private static final Pattern FORM = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private Placeholders() {}

    /**
     * The text with every placeholder replaced.
     *
     * @param lookup value of a variable, or null
     * @throws IllegalArgumentException where a variable has neither a value nor a default; the message names it
     */
    public static String resolve(String text, UnaryOperator<String> lookup) {
        Matcher matcher = FORM.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String value = lookup.apply(matcher.group(1));
            value = value == null || value.isEmpty() ? matcher.group(2) : value;
            if (value == null) {
                throw new IllegalArgumentException("the environment variable " + matcher.group(1)
                        + " is not set; set it or write ${" + matcher.group(1) + ":-default}");
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(resolved).toString();
    }
}
