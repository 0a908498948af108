package io.bellwether.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Words of the trade (topics.txt) and the topic that each points to. */
final class TopicLexicon {
    private static final PhraseTable TABLE = new PhraseTable(13);

    static {
        try (InputStream in = TopicLexicon.class.getResourceAsStream("topics.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    read(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("topics.txt is damaged: build the project again", e);
        }
    }

    private TopicLexicon() {}

    /** Bits of the topics that the message touches. */
    static int topics(Tokens tokens) {
        int mask = 0;
        for (int i = TABLE.next(tokens, 0); i < tokens.size; i = TABLE.next(tokens, i + 1)) {
            mask |= TABLE.allAt(tokens, i);
        }
        return mask;
    }

    private static void read(String line) {
        int colon = line.indexOf(':');
        Topic topic = Topic.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
        for (String phrase : line.substring(colon + 1).split(",")) {
            TABLE.put(phrase.trim(), topic.bit());
        }
    }
}
