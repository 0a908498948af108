package io.bellwether.notify;

import io.bellwether.yaml.Placeholders;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A text of the routing file with {@code ${NAME}} in it, kept unresolved: what travels in the job graph is the name of the
 * variable or of the file, and the secret is looked up where it is used. Prints as {@code ***}.
 *
 * @param raw as it is written
 * @param inFile whether that is the path of a file that holds the secret
 */
public record SecretText(String raw, boolean inFile) implements Serializable {

    private static final int MOST_BYTES = 8_192;

    /** A text that stands in the file itself. */
    public SecretText(String raw) {
        this(raw, false);
    }

    /**
     * The text with every variable replaced, or that of the file, without blanks and line breaks around it. Throws where one
     * is missing, naming it.
     */
    public String resolve(Variables variables) {
        String absence = absence(variables);
        if (!absence.isEmpty()) {
            throw new IllegalStateException(absence + ", which the routing file asks for");
        }
        String text = Placeholders.resolve(raw, variables::get).strip();
        return inFile ? content(text) : text;
    }

    /**
     * Which variables have no value, or that the file is not there; empty where all is.
     *
     * @throws IllegalArgumentException where something looks like a variable and is none; the message does not quote it
     */
    String absence(Variables variables) {
        List<String> missing = Placeholders.missing(raw, variables::get);
        if (!missing.isEmpty()) {
            return "the environment has no " + String.join(", ", missing);
        }
        String path = inFile ? Placeholders.resolve(raw, variables::get).strip() : "";
        return !inFile || isReadable(path) ? "" : "cannot read the file " + path;
    }

    private static boolean isReadable(String path) {
        try {
            return Files.isReadable(Path.of(path)) && Files.isRegularFile(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String content(String path) {
        try {
            if (Files.size(Path.of(path)) > MOST_BYTES) {
                throw new IllegalArgumentException(path + " is too large for a secret");
            }
            String text =
                    Files.readString(Path.of(path), StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw new IllegalArgumentException(path + " is empty; write the secret into it");
            }
            return text;
        } catch (IOException e) {
            // the cause may quote what was read
            throw new IllegalArgumentException("cannot read " + path + " as UTF-8");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
