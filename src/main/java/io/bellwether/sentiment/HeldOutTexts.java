package io.bellwether.sentiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Texts that a model is measured on and must not have learned: corpora share messages, and one that stands in the
 * training part of one set and the validation part of another makes a score too good. Compared in normal form and by
 * letters and digits alone, so that a changed mark or mask does not hide a copy.
 */
public final class HeldOutTexts {
    private final Set<String> texts = new HashSet<>();
    private final NormalText normal = new NormalText();

    /** How many messages of each source and language were left out, by {@link #key}. */
    private final Map<String, Integer> leftOut = new TreeMap<>();

    public void add(List<Corpus.Message> messages) {
        messages.forEach(message -> texts.add(bare(message.text())));
    }

    /** The messages whose text is not held out, in their order; the others are counted. */
    public List<Corpus.Message> without(List<Corpus.Message> messages) {
        List<Corpus.Message> kept = new ArrayList<>(messages.size());
        for (Corpus.Message message : messages) {
            if (texts.contains(bare(message.text()))) {
                leftOut.merge(key(message), 1, Integer::sum);
            } else {
                kept.add(message);
            }
        }
        return kept;
    }

    /** Source and language, as they stand in a table of the card. */
    static String key(Corpus.Message message) {
        return message.source() + " | " + message.language();
    }

    public Map<String, Integer> leftOut() {
        return leftOut;
    }

    /** Letters and digits of the normal text; the whole of it where it has none (emoji alone). */
    private String bare(String text) {
        normal.read(text);
        StringBuilder bare = new StringBuilder(normal.length);
        for (int i = 0; i < normal.length; i++) {
            if (normal.kinds[i] == CharTable.HAN || normal.kinds[i] == CharTable.WORD) {
                bare.appendCodePoint(normal.codePoints[i]);
            }
        }
        for (int i = 0; bare.isEmpty() && i < normal.length; i++) {
            bare.appendCodePoint(normal.codePoints[i]);
        }
        return bare.toString();
    }
}
