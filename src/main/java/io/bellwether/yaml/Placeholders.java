package io.bellwether.yaml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ${NAME}} and {@code ${NAME:-text}} in a YAML value, and {@code $$} for a dollar sign. What looks like a variable
 * and is none ({@code ${A-B}}, {@code ${ A }}, {@code $A}, {@code $(A)}, a brace that is not closed) is a mistake; any
 * other dollar sign stands for itself. No message quotes the text: it may be a secret.
 */
public final class Placeholders {

    private static final Pattern FORM = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);
    private static final String ADVICE = "; write ${NAME}, or ${NAME:-text} with a default, and $$ for the sign itself";

    /** A variable has neither a value nor a default: all else may be right, and elsewhere it may be set. */
    public static final class UnsetVariable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnsetVariable(String message) {
            super(message);
        }
    }

    private final UnaryOperator<String> lookup;
    private final Set<String> missing = new LinkedHashSet<>();
    private boolean anyVariable;

    private Placeholders(UnaryOperator<String> lookup) {
        this.lookup = lookup;
    }

    /**
     * The text with every placeholder replaced. A variable that is empty counts as not set.
     *
     * @param lookup value of a variable, or null
     * @throws UnsetVariable where a variable has neither a value nor a default; the message names it
     * @throws IllegalArgumentException where something looks like a variable and is none
     */
    public static String resolve(String text, UnaryOperator<String> lookup) {
        Placeholders placeholders = new Placeholders(lookup);
        String resolved = placeholders.read(text);
        if (!placeholders.missing.isEmpty()) {
            String name = placeholders.missing.iterator().next();
            throw new UnsetVariable(
                    "the environment variable " + name + " is not set; set it or write ${" + name + ":-default}");
        }
        return resolved;
    }

    /**
     * The names of variables that have neither a value nor a default, in the order of the text.
     *
     * @throws IllegalArgumentException where something looks like a variable and is none
     */
    public static List<String> missing(String text, UnaryOperator<String> lookup) {
        Placeholders placeholders = new Placeholders(lookup);
        placeholders.read(text);
        return List.copyOf(placeholders.missing);
    }

    /**
     * The text of a place where no variable is replaced: {@code $$} is a dollar sign.
     *
     * @throws IllegalArgumentException where something looks like a variable
     */
    public static String literal(String text) {
        Placeholders placeholders = new Placeholders(name -> "");
        String read = null;
        try {
            read = placeholders.read(text);
        } catch (IllegalArgumentException e) {
            placeholders.anyVariable = true;
        }
        if (placeholders.anyVariable) {
            throw new IllegalArgumentException(
                    "no variable is replaced here: write the value, and $$ for a dollar sign");
        }
        return read;
    }

    private String read(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            if (text.charAt(at) != '$') {
                out.append(text.charAt(at++));
            } else if (next == '$') {
                out.append('$');
                at += 2;
            } else if (next == '{') {
                at = variable(text, at + 2, out);
            } else if (next == '(' || next == '_' || next >= 'A' && next <= 'Z' || next >= 'a' && next <= 'z') {
                throw new IllegalArgumentException("has a $ that looks like a variable and is none" + ADVICE);
            } else {
                out.append(text.charAt(at++));
            }
        }
        return out.toString();
    }

    /** Reads from behind <code>${</code> and gives the place behind the brace that closes it. */
    private int variable(String text, int from, StringBuilder out) {
        anyVariable = true;
        int end = text.indexOf('}', from);
        if (end < 0) {
            throw new IllegalArgumentException("has a ${ that no } closes" + ADVICE);
        }
        Matcher form = FORM.matcher(text.substring(from, end));
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "has a ${…} with something else in it than a name of letters, digits and _" + ADVICE);
        }
        String fallback = form.group(2) == null ? null : read(form.group(2));
        String value = lookup.apply(form.group(1));
        if (value != null && !value.isEmpty()) {
            out.append(value);
        } else if (fallback != null) {
            out.append(fallback);
        } else {
            missing.add(form.group(1));
        }
        return end + 1;
    }
}
