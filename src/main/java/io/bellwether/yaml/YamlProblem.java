package io.bellwether.yaml;

import java.io.Serializable;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What is wrong with a YAML file, for the person who edits it.
 *
 * @param file name
 * @param line from 1; 0 where the whole file is meant
 * @param column from 1; 0 where the whole line or file is meant
 * @param field path of the key, such as {@code rules[2].window.size}; items of lists count from 0
 * @param error true: the file is refused; false: a warning
 * @param message what is wrong and what to do
 */
public record YamlProblem(String file, int line, int column, String field, boolean error, String message)
        implements Serializable {

    /** {@code file:line:column: error: field: message}, as compilers print it; as far as the place is known. */
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line : "")
                + (column > 0 ? ":" + column : "")
                + ": "
                + (error ? "error" : "warning")
                + ": "
                + (field.isEmpty() ? "" : field + ": ")
                + message;
    }

    /** One problem a line. */
    public static String lines(Collection<YamlProblem> problems) {
        return problems.stream().map(YamlProblem::toString).collect(Collectors.joining("\n"));
    }
}
