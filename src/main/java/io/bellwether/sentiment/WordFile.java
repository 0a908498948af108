package io.bellwether.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The word lists in the jar. */
final class WordFile {
    private WordFile() {}

    /** The lines of a list, without empty ones and comments, which begin with #. */
    static List<String> lines(String name) {
        try (InputStream in = WordFile.class.getResourceAsStream(name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is damaged: build the project again", e);
        }
    }
}
