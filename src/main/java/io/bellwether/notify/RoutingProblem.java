package io.bellwether.notify;

/**
 * What is wrong in a routing file.
 *
 * @param line from 1; 0 where the whole file is meant
 * @param field path of the key, such as {@code receivers[0].url}
 * @param message what is wrong and what to do
 */
public record RoutingProblem(String file, int line, String field, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ": error: " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}
