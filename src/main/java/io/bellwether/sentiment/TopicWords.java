package io.bellwether.sentiment;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * Finds which topics a text is about, in one pass over its characters whatever the number of words: the automaton of Aho and
 * Corasick, whole transitions laid out in a table. Texts are folded as for scoring: case, width, traditional characters.
 *
 * <p>A word of an alphabet is found where it stands by itself, or as a beginning where the list writes {@code refund*};
 * Chinese is found anywhere, as it has no spaces. Between the words of a phrase may be any space, and apostrophes do not
 * matter. Allocates nothing. Immutable.
 */
public final class TopicWords {

    private static final int ROOT = 0;
    /** Class of characters that no word has. */
    private static final int OTHER = 0;
    /** Class of the beginning and the end of what is written in an alphabet. */
    private static final int BORDER = 1;

    private static final char ANY_ENDING = '*';

    /** Class of each folded character. */
    private final short[] classes = new short[1 << 16];
    /** By state times the number of classes plus the class. */
    private final int[] next;
    /** Topics of all words that end at a state, as bits. */
    private final int[] found;

    private final int width;

    /** Of a book's topics, the first being bit 0. */
    public TopicWords(TopicBook book) {
        int kinds = BORDER + 1;
        int states = 1;
        for (TopicRule topic : book.topics()) {
            for (String word : topic.words()) {
                String path = path(word);
                states += path.length();
                for (int i = 0; i < path.length(); i++) {
                    char c = path.charAt(i);
                    if (c != BORDER && classes[c] == OTHER) {
                        classes[c] = (short) kinds++;
                    }
                }
            }
        }
        width = kinds;
        int[] table = new int[states * width];
        int[] bits = new int[states];
        int used = 1;
        for (int topic = 0; topic < book.topics().size(); topic++) {
            for (String word : book.topics().get(topic).words()) {
                String path = path(word);
                int state = ROOT;
                for (int i = 0; i < path.length(); i++) {
                    int at = state * width + (path.charAt(i) == BORDER ? BORDER : classes[path.charAt(i)]);
                    if (table[at] == ROOT) {
                        table[at] = used++;
                    }
                    state = table[at];
                }
                bits[state] |= 1 << topic;
            }
        }
        next = Arrays.copyOf(table, used * width);
        found = Arrays.copyOf(bits, used);
        close(used);
    }

    /** Puts in the place of each missing transition that of the longest end of the state which is a state itself. */
    private void close(int states) {
        int[] ends = new int[states];
        Queue<Integer> open = new ArrayDeque<>();
        for (int kind = 0; kind < width; kind++) {
            if (next[kind] != ROOT) {
                open.add(next[kind]);
            }
        }
        while (!open.isEmpty()) {
            int state = open.remove();
            found[state] |= found[ends[state]];
            for (int kind = 0; kind < width; kind++) {
                int at = state * width + kind;
                int instead = next[ends[state] * width + kind];
                if (next[at] == ROOT) {
                    next[at] = instead;
                } else {
                    ends[next[at]] = instead;
                    open.add(next[at]);
                }
            }
        }
    }

    /** What is wrong with a word of a list; empty where nothing is. */
    static String problem(String word) {
        String own = word.endsWith("*") ? word.substring(0, word.length() - 1) : word;
        if (own.isBlank()) {
            return "is no word";
        }
        for (int i = 0; i < own.length(); i++) {
            char c = own.charAt(i);
            byte kind = CharTable.KIND[c];
            boolean fits = kind == CharTable.HAN || kind == CharTable.WORD || kind == CharTable.SPACE;
            if (!fits && CharTable.FOLD[c] != '\'') {
                return "has a " + c + "; write words of letters, digits and spaces, * at the end alone";
            }
        }
        return "";
    }

    /** A word's characters as the pass over a text meets them. */
    private static String path(String word) {
        boolean open = word.charAt(word.length() - 1) == ANY_ENDING;
        StringBuilder path = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < word.length() - (open ? 1 : 0); i++) {
            char c = CharTable.FOLD[word.charAt(i)];
            byte kind = CharTable.KIND[word.charAt(i)];
            if (c == 0 || c == '\'') {
                continue;
            }
            boolean letter = kind == CharTable.WORD;
            boolean bordered = path.length() > 0 && path.charAt(path.length() - 1) == BORDER;
            if (letter != inWord && !bordered) {
                path.append((char) BORDER);
            }
            inWord = letter;
            if (kind != CharTable.SPACE) {
                path.append(c);
            }
        }
        if (inWord && !open) {
            path.append((char) BORDER);
        }
        return path.toString();
    }

    /**
     * Bits of the topics of a text.
     *
     * @param text null for none
     */
    public int of(String text) {
        if (text == null) {
            return 0;
        }
        String own = QuotedText.strip(text);
        int end = Math.min(own.length(), NormalText.MAX_UNITS);
        int topics = 0;
        int state = ROOT;
        boolean inWord = false;
        boolean bordered = false;
        for (int i = 0; i < end; i++) {
            char raw = own.charAt(i);
            char c = CharTable.FOLD[raw];
            if (c == 0 || c == '\'') {
                continue;
            }
            byte kind = CharTable.KIND[raw];
            boolean letter = kind == CharTable.WORD;
            if (letter != inWord && !bordered) {
                state = next[state * width + BORDER];
                topics |= found[state];
                bordered = true;
            }
            inWord = letter;
            if (kind == CharTable.SPACE) {
                continue;
            }
            state = kind == CharTable.SYMBOL || kind == CharTable.COMPATIBLE ? ROOT : next[state * width + classes[c]];
            topics |= found[state];
            bordered = false;
        }
        return inWord ? topics | found[next[state * width + BORDER]] : topics;
    }
}
