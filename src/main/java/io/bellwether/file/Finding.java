package io.bellwether.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a look at one thing has found, or what was done about it.
 *
 * @param status whether all is well with it
 * @param what it is: a file, a setting, a server
 * @param message what was found; where something is wrong, what to do
 * @param counts what was counted, by name, in an order; empty where nothing was
 */
public record Finding(Status status, String what, String message, Map<String, Long> counts) {

    public Finding {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /** One that counted nothing. */
    public Finding(Status status, String what, String message) {
        this(status, what, message, Map.of());
    }

    /** How bad it is. */
    public enum Status {
        OK,
        /** It was not so and is now, or would be. */
        CHANGED,
        /** It works all the same, and somebody should know. */
        WARNING,
        /** It does not work: a job does not start, or nothing was done. */
        ERROR
    }

    public static Finding ok(String what, String message) {
        return new Finding(Status.OK, what, message);
    }

    public static Finding changed(String what, String message) {
        return new Finding(Status.CHANGED, what, message);
    }

    public static Finding warning(String what, String message) {
        return new Finding(Status.WARNING, what, message);
    }

    public static Finding error(String what, String message) {
        return new Finding(Status.ERROR, what, message);
    }

    public boolean isError() {
        return status == Status.ERROR;
    }

    /** One line: {@code error    what: message}. */
    @Override
    public String toString() {
        String word = status.name().toLowerCase(java.util.Locale.ROOT);
        return word + " ".repeat(9 - word.length()) + what + ": " + message;
    }
}
