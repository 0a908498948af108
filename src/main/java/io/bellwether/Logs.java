package io.bellwether;

/** Where the log is: the libraries write there and never onto the screen. */
public final class Logs {

    private Logs() {}

    /** The log file's name; {@code BELLWETHER_LOG} in the environment chooses another. */
    public static String file() {
        String chosen = System.getenv("BELLWETHER_LOG");
        return chosen == null || chosen.isBlank() ? "logs/bellwether.log" : chosen;
    }
}
