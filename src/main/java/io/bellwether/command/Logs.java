package io.bellwether.command;

import io.bellwether.file.FileProblem;
import io.bellwether.file.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the log is: the libraries write there and never onto the screen. */
public final class Logs {

    /** Log4j's own; a Flink cluster sets it, and then the log is the cluster's. */
    private static final String[] CHOSEN_OTHERWISE = {"log4j2.configurationFile", "log4j.configurationFile"};

    private Logs() {}

    /** The log file's name; {@code BELLWETHER_LOG} in the environment chooses another. */
    public static String file() {
        String chosen = System.getenv("BELLWETHER_LOG");
        return chosen == null || chosen.isBlank() ? "logs/bellwether.log" : chosen;
    }

    /**
     * To be called before anything is logged: where the log cannot be written it says so in one line, and the command goes on
     * without a log. Log4j would print a stack trace for each of its objects.
     */
    public static void prepare() {
        for (String property : CHOSEN_OTHERWISE) {
            if (System.getProperty(property) != null) {
                return;
            }
        }
        FileProblem problem = problem(file());
        if (problem != null) {
            System.err.println("bellwether: goes on without a log: " + problem.getMessage()
                    + " (BELLWETHER_LOG=FILE names another)");
            System.setProperty(CHOSEN_OTHERWISE[0], "log4j2-off.properties");
        }
    }

    /** Why nothing can be written to a log; null where it can. */
    static FileProblem problem(String log) {
        Path file = Path.of(log);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                OutputFile.folder(folder);
            }
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            return null;
        } catch (IOException e) {
            return FileProblem.of(file, e);
        }
    }
}
