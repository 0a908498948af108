package io.bellwether.sentiment;

import java.util.Locale;

/**
 * Chinese words and the mood that each stands for (moods.txt), which is what {@link Lexicon} is for languages that write
 * spaces, and words of the trade and the topic that each points to (topics.txt): one table, so that a message is walked
 * once for both.
 */
final class WordLists {
    /** One letter a mood, as the lines of moods.txt begin; the negation is last. */
    private static final String MOODS = "+-asfwtnq!";

    static final int NEGATION = MOODS.indexOf('!');

    private static final int TOPIC_BITS = 8;
    private static final int ALL_TOPICS = (1 << TOPIC_BITS) - 1;

    private static final PhraseTable TABLE = new PhraseTable(13, ALL_TOPICS);

    static {
        WordFile.lines("moods.txt").forEach(WordLists::readMoods);
        WordFile.lines("topics.txt").forEach(WordLists::readTopics);
    }

    private WordLists() {}

    /** The first token from {@code from} on at which a word of a list may begin; the number of tokens where there is none. */
    static int next(Tokens tokens, int from) {
        return TABLE.next(tokens, from);
    }

    /** What begins at token {@code at}, to be read by the three methods below. */
    static int at(Tokens tokens, int at) {
        return TABLE.at(tokens, at);
    }

    /** Bits of the topics of all words that begin there. */
    static int topics(int found) {
        return found >>> PhraseTable.LENGTH_BITS & ALL_TOPICS;
    }

    /** The mood of the longest word of mood that begins there, the last listed if it has several; −1 if none does. */
    static int mood(int found) {
        return 31 - Integer.numberOfLeadingZeros(found >>> PhraseTable.LENGTH_BITS + TOPIC_BITS);
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
            TABLE.put(word, 1 << TOPIC_BITS + mood);
        }
    }

    private static void readTopics(String line) {
        int colon = line.indexOf(':');
        Topic topic = Topic.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
        for (String phrase : line.substring(colon + 1).split(",")) {
            TABLE.put(phrase.trim(), topic.bit());
        }
    }
}
