package io.bellwether.sentiment;

import io.bellwether.file.FileProblem;
import io.bellwether.file.InputFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Labelled messages from TSV with the header {@code lang label source text}, plain or gzip. */
public final class Corpus {
    public static final String HEADER = "lang\tlabel\tsource\ttext";

    private Corpus() {}

    /** @param source the corpus that a message comes from; training weighs messages by it, scoring never sees it */
    public record Message(String language, Polarity label, String source, String text) {}

    public static List<Message> read(Path file) throws IOException {
        try (BufferedReader lines = InputFile.text(file)) {
            return read(file, lines);
        }
    }

    private static List<Message> read(Path file, BufferedReader lines) throws IOException {
        String header = lines.readLine();
        if (header == null || !header.replace("\uFEFF", "").equals(HEADER)) {
            throw wrong(file, 1, "the header must be lang, label, source, text with tabs between");
        }
        List<Message> messages = new ArrayList<>();
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isEmpty()) {
                messages.add(message(file, number, line));
            }
        }
        if (messages.isEmpty()) {
            throw wrong(file, 1, "there is no message after the header");
        }
        return messages;
    }

    private static Message message(Path file, int number, String line) throws FileProblem {
        String[] fields = line.split("\t", 4);
        if (fields.length < 4) {
            throw wrong(file, number, "4 fields expected, found " + fields.length);
        }
        Polarity label = Polarity.ofLabel(fields[1]);
        if (label == null) {
            throw wrong(file, number, "label '" + fields[1] + "' is none of negative, neutral, positive");
        }
        return new Message(fields[0], label, fields[2], fields[3]);
    }

    private static FileProblem wrong(Path file, int line, String what) {
        return FileProblem.saying(file, "line " + line + ": " + what);
    }
}
