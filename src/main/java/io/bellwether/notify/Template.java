package io.bellwether.notify;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of the routing file with {@code ${NAME}} in it, kept unresolved: what travels in the job graph is the variable's
 * name, and the secret is looked up where it is used. Prints as {@code ***}.
 */
public record Template(String raw) implements Serializable {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /** The text with every variable replaced. Throws where one is missing, naming it. */
    public String resolve(Variables variables) {
        List<String> missing = missing(variables);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the environment has no variable " + String.join(", ", missing)
                    + ", which the routing file asks for");
        }
        return VARIABLE.matcher(raw).replaceAll(found -> Matcher.quoteReplacement(variables.get(found.group(1))));
    }

    /** The names of variables that have no value. */
    List<String> missing(Variables variables) {
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(raw);
        while (matcher.find()) {
            String value = variables.get(matcher.group(1));
            if (value == null || value.isEmpty()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    @Override
    public String toString() {
        return "***";
    }
}
