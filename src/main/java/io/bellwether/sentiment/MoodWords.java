package io.bellwether.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Chinese words and the mood that each stands for; what {@link Lexicon} is for languages that write spaces. */
final class MoodWords {
    /** One letter a mood, as the lines of moods.txt begin; the negation is last. */
    private static final String MOODS = "+-asfwtnq!";

    static final int NEGATION = MOODS.indexOf('!');

    private static final PhraseTable TABLE = new PhraseTable(13);

    static {
        try (InputStream in = MoodWords.class.getResourceAsStream("moods.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    read(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("moods.txt is damaged: build the project again", e);
        }
    }

    private MoodWords() {}

    /** The first token from {@code from} on at which a word of mood may begin; the number of tokens where there is none. */
    static int next(Tokens tokens, int from) {
        return TABLE.next(tokens, from);
    }

    /**
     * The longest word of mood that begins at token {@code at}: its mood shifted by 4, its tokens in the low 4 bits; −1 if
     * none does. A word with several moods has the one that is listed last.
     */
    static int at(Tokens tokens, int at) {
        int found = TABLE.longestAt(tokens, at);
        return found == 0 ? -1 : 31 - Integer.numberOfLeadingZeros(found >>> 4) << 4 | found & 15;
    }

    private static void read(String line) {
        int mood = MOODS.indexOf(line.charAt(0));
        if (mood < 0) {
            throw new IllegalStateException("moods.txt: a line must begin with one of " + MOODS + ": " + line);
        }
        for (String word : line.substring(2).trim().split(" +")) {
            TABLE.put(word, 1 << mood);
        }
    }
}
