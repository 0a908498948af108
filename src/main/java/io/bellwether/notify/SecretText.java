package io.bellwether.notify;

import io.bellwether.yaml.Placeholders;
import java.io.Serializable;
import java.util.List;

/**
 * A text of the routing file with {@code ${NAME}} in it, kept unresolved: what travels in the job graph is the variable's
 * name, and the secret is looked up where it is used. Prints as {@code ***}.
 */
public record SecretText(String raw) implements Serializable {

    /**
     * The text with every variable replaced, without blanks and line breaks around it. Throws where one is missing, naming
     * it.
     */
    public String resolve(Variables variables) {
        List<String> missing = missing(variables);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the environment has no variable " + String.join(", ", missing)
                    + ", which the routing file asks for");
        }
        return Placeholders.resolve(raw, variables::get).strip();
    }

    /**
     * The names of variables that have no value.
     *
     * @throws IllegalArgumentException where something looks like a variable and is none; the message does not quote it
     */
    List<String> missing(Variables variables) {
        return Placeholders.missing(raw, variables::get);
    }

    @Override
    public String toString() {
        return "***";
    }
}
