package io.bellwether.job;

import io.bellwether.yaml.YamlProblem;

/**
 * What a look at one thing before the start has found.
 *
 * @param status whether a job can start with it
 * @param what it is: a file, a setting, a server
 * @param message what was found; where something is wrong, what to do
 */
public record Finding(Status status, String what, String message) {

    /** How bad it is. */
    public enum Status {
        OK,
        /** The job starts, and somebody should know. */
        WARNING,
        /** The job does not start. */
        ERROR
    }

    public static Finding ok(String what, String message) {
        return new Finding(Status.OK, what, message);
    }

    public static Finding warning(String what, String message) {
        return new Finding(Status.WARNING, what, message);
    }

    public static Finding error(String what, String message) {
        return new Finding(Status.ERROR, what, message);
    }

    public static Finding of(YamlProblem problem) {
        String what = problem.file()
                + (problem.line() > 0 ? ":" + problem.line() : "")
                + (problem.column() > 0 ? ":" + problem.column() : "");
        String message = (problem.field().isEmpty() ? "" : problem.field() + ": ") + problem.message();
        return new Finding(problem.error() ? Status.ERROR : Status.WARNING, what, message);
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
