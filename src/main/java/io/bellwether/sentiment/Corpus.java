package io.bellwether.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Labelled messages from TSV with the header {@code lang label source text}, plain or gzip. */
final class Corpus {
    static final String HEADER = "lang\tlabel\tsource\ttext";

    private Corpus() {}

    /** @param source the corpus that a message comes from; training weighs messages by it, scoring never sees it */
    record Message(String language, Polarity label, String source, String text) {}

    /** The file does not say what it should; the message names file and line. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;

        Malformed(Path file, int line, String what) {
            super(file + " line " + line + ": " + what);
        }
    }

    static List<Message> read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return read(file, lines);
        }
    }

    private static List<Message> read(Path file, BufferedReader lines) throws IOException {
        String header = lines.readLine();
        if (header == null || !header.replace("\uFEFF", "").equals(HEADER)) {
            throw new Malformed(file, 1, "the header must be lang, label, source, text with tabs between");
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
            throw new Malformed(file, 1, "there is no message after the header");
        }
        return messages;
    }

    private static Message message(Path file, int number, String line) throws Malformed {
        String[] fields = line.split("\t", 4);
        if (fields.length < 4) {
            throw new Malformed(file, number, "4 fields expected, found " + fields.length);
        }
        Polarity label = Polarity.ofLabel(fields[1]);
        if (label == null) {
            throw new Malformed(file, number, "label '" + fields[1] + "' is none of negative, neutral, positive");
        }
        return new Message(fields[0], label, fields[2], fields[3]);
    }
}
