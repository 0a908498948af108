package io.bellwether.sentiment;

/**
 * What becomes of each character of the Basic Multilingual Plane: one array read per character folds case, width,
 * punctuation and traditional Chinese, another says what kind of character it is.
 */
final class CharTable {
    static final byte SPACE = 0;
    static final byte HAN = 1;
    static final byte WORD = 2;
    static final byte SYMBOL = 3;

    /** Characters that only {@link java.text.Normalizer} (NFKC) can fold; a text with one of them takes the slow way. */
    static final byte COMPATIBLE = 4;

    /** Maps a character to its folded form; 0 drops it. */
    static final char[] FOLD = new char[1 << 16];

    /** Kind of a character by its raw code. */
    static final byte[] KIND = new byte[1 << 16];

    private static final String PUNCTUATION_FROM = "。、“”„‟«»‘’‚‛`´–—―‐‑−～〜·•…【】《》〈〉「」『』〔〕¿¡،؛؟।۔";
    private static final String PUNCTUATION_TO = ".,\"\"\"\"\"\"''''''------~~...[]<><>\"\"\"\"[]?!,;?..";

    static {
        for (int c = 0; c < FOLD.length; c++) {
            KIND[c] = kindOf((char) c);
            FOLD[c] = dropped(c) ? 0 : Character.toLowerCase((char) c);
        }
        for (int c = 0xFF01; c <= 0xFF5E; c++) {
            FOLD[c] = Character.toLowerCase((char) (c - 0xFEE0));
            KIND[c] = kindOf((char) (c - 0xFEE0));
        }
        for (int i = 0; i < PUNCTUATION_FROM.length(); i++) {
            FOLD[PUNCTUATION_FROM.charAt(i)] = PUNCTUATION_TO.charAt(i);
        }
        foldArabic();
        readTraditional();
    }

    private CharTable() {}

    static boolean isHan(int codePoint) {
        return codePoint >= 0x3400 && codePoint <= 0x9FFF || codePoint >= 0x20000 && codePoint <= 0x3FFFF;
    }

    /** The same by two comparisons, for the loops over every character of every message. */
    static boolean isHan(char c) {
        return c >= 0x3400 && c <= 0x9FFF;
    }

    private static byte kindOf(char c) {
        if (isHan(c) || c == 0x3005 || c == 0x3007) {
            return HAN;
        }
        if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
            return SPACE;
        }
        if (isCompatible(c)) {
            return COMPATIBLE;
        }
        int type = Character.getType(c);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return Character.isLetterOrDigit(c) || mark ? WORD : SYMBOL;
    }

    private static boolean isCompatible(char c) {
        return c >= 0x0300 && c <= 0x036F // combining accents
                || c >= 0x2100 && c <= 0x214F && c != 0x2122
                || c >= 0x2460 && c <= 0x24FF
                || c >= 0x3200 && c <= 0x33FF
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFB00 && c <= 0xFDFF
                || c >= 0xFE30 && c <= 0xFEFC
                || c >= 0xFF61 && c <= 0xFFEE;
    }

    private static boolean dropped(int c) {
        return Character.getType(c) == Character.FORMAT
                || c >= 0xFE00 && c <= 0xFE0F // variation selectors
                || c == 0xFFFD
                || c >= 0x064B && c <= 0x0652 // Arabic vowel signs
                || c == 0x0640 // Arabic elongation
                || c == 0x20E3;
    }

    private static void foldArabic() {
        FOLD['أ'] = FOLD['إ'] = FOLD['آ'] = 'ا';
        FOLD['ى'] = 'ي';
        FOLD['ة'] = 'ه';
        for (int digit = 0; digit < 10; digit++) {
            FOLD['٠' + digit] = (char) ('0' + digit);
            FOLD['०' + digit] = (char) ('0' + digit);
        }
    }

    private static void readTraditional() {
        for (String line : WordFile.lines("traditional.txt")) {
            for (int i = 0; i + 1 < line.length(); i += 2) {
                FOLD[line.charAt(i)] = line.charAt(i + 1);
            }
        }
    }
}
