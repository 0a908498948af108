package io.bellwether.sentiment;

/**
 * Words known to praise, blame or negate, in all the languages at once, and emoji with a clear mood. They become
 * features that the languages share: what one corpus teaches about "a word of blame" holds for the words of another.
 */
final class Lexicon {
    private static final int NEGATION = 9;

    /** Open addressing; a key of 0 is an empty slot. */
    private static final int[] KEYS = new int[1 << 15];

    private static final byte[] VALUES = new byte[KEYS.length];

    static {
        WordFile.lines("lexicon.txt").forEach(Lexicon::read);
    }

    private static final int HAPPY = Tokens.hash(0, Marks.HAPPY_FACE);
    private static final int SAD = Tokens.hash(0, Marks.SAD_FACE);

    private Lexicon() {}

    /** 1 praise, −1 blame, 0 neither or unknown. */
    static int polarity(int wordHash) {
        int value = VALUES[slot(wordHash)];
        return value == NEGATION ? 0 : value;
    }

    static boolean negates(int wordHash) {
        return VALUES[slot(wordHash)] == NEGATION;
    }

    /** 1 for a happy emoji or face, −1 for an unhappy one. */
    static int emoji(int codePoint) {
        if (codePoint == Marks.HAPPY_FACE) {
            return 1;
        }
        return codePoint == Marks.SAD_FACE ? -1 : codePoint < 0x2000 ? 0 : polarity(Tokens.hash(0, codePoint));
    }

    /** Whether a one-symbol token is an emoji or face with a mood. */
    static boolean isMoodHash(int symbolHash) {
        return symbolHash == HAPPY || symbolHash == SAD || polarity(symbolHash) != 0;
    }

    private static void read(String line) {
        int colon = line.indexOf(' ');
        byte value =
                switch (line.charAt(0)) {
                    case '+' -> 1;
                    case '-' -> -1;
                    case '!' -> NEGATION;
                    default -> throw new IllegalStateException("lexicon.txt: a line must begin with + - or !: " + line);
                };
        NormalText normal = new NormalText();
        for (String word : line.substring(colon + 1).trim().split(" +")) {
            normal.read(word);
            int hash = 0;
            for (int i = 0; i < normal.length; i++) {
                hash = Tokens.hash(hash, normal.codePoints[i]);
            }
            int slot = slot(hash);
            KEYS[slot] = hash;
            VALUES[slot] = value;
        }
    }

    private static int slot(int hash) {
        int slot = hash * 0x9E3779B1 >>> 17;
        while (KEYS[slot] != 0 && KEYS[slot] != hash) {
            slot = slot + 1 & KEYS.length - 1;
        }
        return slot;
    }
}
