package io.bellwether.sentiment;

/** The tokens of a normal text: a Chinese character, a word in any alphabet, or one symbol. Spaces are none. */
final class Tokens {
    int[] starts = new int[128];
    int[] ends = new int[128];
    int[] hashes = new int[128];
    byte[] kinds = new byte[128];
    int size;

    void read(NormalText text) {
        size = 0;
        if (starts.length < text.length) {
            int capacity = text.length + 64;
            starts = new int[capacity];
            ends = new int[capacity];
            hashes = new int[capacity];
            kinds = new byte[capacity];
        }
        int at = 0;
        while (at < text.length) {
            at = next(text, at);
        }
    }

    private int next(NormalText text, int start) {
        byte kind = text.kinds[start];
        if (kind == CharTable.SPACE) {
            return start + 1;
        }
        int[] codePoints = text.codePoints;
        int hash = hash(0, codePoints[start]);
        int end = start + 1;
        if (kind == CharTable.WORD) {
            while (end < text.length && (text.kinds[end] == CharTable.WORD || isInnerApostrophe(text, end))) {
                hash = hash(hash, codePoints[end]);
                end++;
            }
        }
        starts[size] = start;
        ends[size] = end;
        hashes[size] = hash;
        kinds[size] = kind;
        size++;
        return end;
    }

    static int hash(int hash, int codePoint) {
        return (hash + codePoint + 1) * 0x2C1B3C6D;
    }

    /** The hash that a word has as a token, for word lists; the word must be in normal form. */
    static int hashOf(String word) {
        int hash = 0;
        for (int i = 0; i < word.length(); i += Character.charCount(word.codePointAt(i))) {
            hash = hash(hash, word.codePointAt(i));
        }
        return hash;
    }

    private static boolean isInnerApostrophe(NormalText text, int at) {
        return text.codePoints[at] == '\'' && at + 1 < text.length && text.kinds[at + 1] == CharTable.WORD;
    }
}
