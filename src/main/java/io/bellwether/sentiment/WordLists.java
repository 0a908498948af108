package io.bellwether.sentiment;

/** Chinese words and the mood that each stands for (moods.txt), which is what {@link Lexicon} is for languages that write spaces. */
final class WordLists {
    /** One letter a mood, as the lines of moods.txt begin; the negation is last. */
    private static final String MOODS = "+-asfwtnq!";

    static final int NEGATION = MOODS.indexOf('!');

    private static final PhraseTable TABLE = new PhraseTable(13);

    static {
        WordFile.lines("moods.txt").forEach(WordLists::readMoods);
    }

    private WordLists() {}

    /** The first token from {@code from} on at which a word of the list may begin; the number of tokens where there is none. */
    static int next(Tokens tokens, int from) {
        return TABLE.next(tokens, from);
    }

    /** What begins at token {@code at}, to be read by the two methods below. */
    static int at(Tokens tokens, int at) {
        return TABLE.at(tokens, at);
    }

    /** The mood of the longest word that begins there, the last listed if it has several; −1 if none does. */
    static int mood(int found) {
        return 31 - Integer.numberOfLeadingZeros(found >>> PhraseTable.LENGTH_BITS);
    }

    /** Tokens of that word. */
    static int length(int found) {
        return found & PhraseTable.LENGTH_MASK;
    }

    private static void readMoods(String line) {
        int mood = MOODS.indexOf(line.charAt(0));
        if (mood < 0) {
            throw new IllegalStateException("moods.txt: a line must begin with one of " + MOODS + ": " + line);
        }
        for (String word : line.substring(2).trim().split(" +")) {
            TABLE.put(word, 1 << mood);
        }
    }
}
