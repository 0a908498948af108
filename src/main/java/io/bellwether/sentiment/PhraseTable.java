package io.bellwether.sentiment;

/** Phrases of a few tokens, each with a set of bits; found in a message without making anything. */
final class PhraseTable {
    static final int LENGTH_BITS = 4;
    static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
    private static final int MAX_TOKENS = 8;

    /** Hash of the beginning of a phrase or of a whole one above, its bits below, so that both are read at once; 0 is empty. */
    private final long[] slots;

    private final int shift;

    /** One bit per hash of a phrase of one token and of two tokens that begin one: most places are passed over at once. */
    private final long[] begins = new long[1 << 9];

    /** @param bits log2 of the number of slots, at least three times the beginnings of all phrases */
    PhraseTable(int bits) {
        slots = new long[1 << bits];
        shift = 32 - bits;
    }

    void put(String phrase, int value) {
        NormalText normal = new NormalText();
        Tokens tokens = new Tokens();
        normal.read(phrase);
        tokens.read(normal);
        if (tokens.size > MAX_TOKENS) {
            throw new IllegalArgumentException("'" + phrase + "' has more than " + MAX_TOKENS + " tokens");
        }
        int begin = tokens.size == 1 ? one(tokens.hashes[0]) : two(tokens.hashes[0], tokens.hashes[1]);
        begins[begin >>> 6] |= 1L << begin;
        int hash = 0;
        for (int i = 0; i < tokens.size; i++) {
            hash = join(hash, tokens.hashes[i]);
            slots[slot(hash)] |= (long) hash << 32;
        }
        slots[slot(hash)] |= value;
    }

    /** The bits of the longest phrase that begins at token {@code at}, shifted by {@link #LENGTH_BITS}, its tokens below; 0 for none. */
    int at(Tokens tokens, int at) {
        int longest = 0;
        int limit = Math.min(tokens.size, at + MAX_TOKENS);
        int hash = 0;
        for (int i = at; i < limit; i++) {
            hash = join(hash, tokens.hashes[i]);
            long slot = slots[slot(hash)];
            if (slot == 0) {
                break;
            }
            int value = (int) slot;
            longest = value == 0 ? longest : value << LENGTH_BITS | i - at + 1;
        }
        return longest;
    }

    /** The first token from {@code from} on at which a phrase may begin; the number of tokens where there is none. */
    int next(Tokens tokens, int from) {
        int[] hashes = tokens.hashes;
        int size = tokens.size;
        int at = from;
        int first = at < size ? hashes[at] : 0;
        while (at < size) {
            int second = at + 1 < size ? hashes[at + 1] : 0;
            if (has(one(first)) | has(two(first, second))) {
                return at;
            }
            first = second;
            at++;
        }
        return at;
    }

    private boolean has(int bit) {
        return (begins[bit >>> 6] >>> bit & 1) != 0;
    }

    private static int one(int tokenHash) {
        return tokenHash * 0x9E3779B1 >>> 17;
    }

    private static int two(int tokenHash, int nextHash) {
        return (tokenHash * 0x2C1B3C6D + nextHash) * 0x9E3779B1 >>> 17;
    }

    private static int join(int hash, int tokenHash) {
        return (hash ^ tokenHash) * 0x9E3779B1 | 1;
    }

    private int slot(int hash) {
        int slot = hash * 0x85EBCA6B >>> shift;
        while (slots[slot] != 0 && (int) (slots[slot] >> 32) != hash) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }
}
