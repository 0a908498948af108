package io.bellwether.sentiment.onnx;

import io.bellwether.file.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a text into ids of word pieces as models of the BERT family expect them: the longest piece of the vocabulary
 * first, then the longest of what is left. Immutable.
 *
 * <p>Written here rather than taken from a library: it is a hundred lines whose outcome a table can prove, and the one
 * well-kept library for the JVM brings 10 MB of native code per platform for it.
 */
final class WordPiece {

    private static final String CONTINUES = "##";

    /** A longer word is none; BERT's own limit. */
    private static final int MAX_WORD = 100;

    private final Map<String, Integer> ids;
    private final boolean lowerCase;
    private final int maxTokens;
    private final int start;
    private final int end;
    private final int unknown;
    private final int padding;
    private final int highest;

    /** @param pieces by id */
    WordPiece(List<String> pieces, boolean lowerCase, int maxTokens) throws ClassifierException {
        this.ids = new HashMap<>(pieces.size() * 2);
        for (int id = 0; id < pieces.size(); id++) {
            ids.put(pieces.get(id), id);
        }
        this.lowerCase = lowerCase;
        this.maxTokens = maxTokens;
        this.start = special("[CLS]");
        this.end = special("[SEP]");
        this.unknown = special("[UNK]");
        this.padding = special("[PAD]");
        this.highest = pieces.size() - 1;
    }

    /** Reads a {@code vocab.txt}: a piece a line, the first with id 0. */
    static WordPiece load(Path file, boolean lowerCase, int maxTokens) throws ClassifierException {
        try {
            return new WordPiece(Files.readAllLines(file), lowerCase, maxTokens);
        } catch (ClassifierException e) {
            throw new ClassifierException(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new ClassifierException(
                    FileProblem.of(file, e).getMessage() + " (a vocabulary is a model's vocab.txt)", e);
        }
    }

    private int special(String piece) throws ClassifierException {
        Integer id = ids.get(piece);
        if (id == null) {
            throw new ClassifierException("there is no line " + piece + "; a WordPiece vocabulary (vocab.txt of a model"
                    + " of the BERT family) is needed");
        }
        return id;
    }

    /** The id that fills up the shorter texts of a batch. */
    int padding() {
        return padding;
    }

    /** As many pieces as are read of a text, all of them the vocabulary's last: what asks most of a model. */
    long[] longest() {
        long[] tokens = new long[maxTokens];
        Arrays.fill(tokens, highest);
        tokens[0] = start;
        tokens[maxTokens - 1] = end;
        return tokens;
    }

    /** The ids of a text with the marks of start and end; null where no piece of the text is known. */
    long[] encode(String text) {
        Tokens tokens = new Tokens();
        tokens.add(start);
        Words.split(text, lowerCase, word -> {
            addPieces(word, tokens);
            return tokens.size < maxTokens - 1;
        });
        tokens.ids[tokens.size] = end;
        return tokens.known ? Arrays.copyOf(tokens.ids, tokens.size + 1) : null;
    }

    private void addPieces(String word, Tokens tokens) {
        int before = tokens.size;
        boolean knownBefore = tokens.known;
        int at = word.codePointCount(0, word.length()) > MAX_WORD ? -1 : 0;
        while (at >= 0 && at < word.length()) {
            at = addPiece(word, at, tokens);
        }
        if (at < 0) {
            // one part that is not known makes the whole word unknown
            tokens.size = before;
            tokens.known = knownBefore;
            tokens.add(unknown);
        }
    }

    /** The longest piece from there on; where it ends, or −1 where there is none. */
    private int addPiece(String word, int from, Tokens tokens) {
        for (int to = word.length(); to > from; to--) {
            String piece = word.substring(from, to);
            Integer id = ids.get(from == 0 ? piece : CONTINUES + piece);
            if (id != null) {
                tokens.known = true;
                tokens.add(id);
                return to;
            }
        }
        return -1;
    }

    private final class Tokens {
        private final long[] ids = new long[maxTokens];
        private int size;
        private boolean known;

        /** What is beyond the limit is dropped; the last place is the end's. */
        private void add(int id) {
            if (size < maxTokens - 1) {
                ids[size++] = id;
            }
        }
    }
}
