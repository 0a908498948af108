package io.bellwether.sentiment;

import java.text.Normalizer;

/**
 * A message folded for the model, in buffers that are used again for the next one: lower case, one width, simplified
 * Chinese, at most two equal characters in a row; mentions, links, mail addresses and long numbers are masked.
 */
final class NormalText {
    /** What is read of a message, UTF-16 units: bounds the work on pasted logs. */
    static final int MAX_UNITS = 4_000;

    /** Runs of digits up to this length stay: prices, 12315, model names. Longer ones are order and phone numbers. */
    private static final int MAX_DIGITS = 5;

    int[] codePoints = new int[256];
    byte[] kinds = new byte[256];
    int length;

    /** Characters left out because they only lengthen ("soooo", "！！！！"). */
    int elongations;

    /** Words of three letters and more in capitals. */
    int shouted;

    /** Faces drawn with letters, {@code :)} or {@code T_T}; they count as evidence where there are no letters. */
    int faces;

    private String source;
    private int at;
    private int capitals;
    private int letters;

    void read(String text) {
        String own = QuotedText.strip(text.length() > MAX_UNITS ? text.substring(0, MAX_UNITS) : text);
        reset(own);
        if (needsNormalizer(own)) {
            String folded = Normalizer.normalize(own, Normalizer.Form.NFKC);
            reset(folded.length() > MAX_UNITS ? folded.substring(0, MAX_UNITS) : folded);
        }
        while (at < source.length()) {
            step();
        }
        endWord();
        source = null;
    }

    private void reset(String text) {
        source = text;
        at = 0;
        length = 0;
        elongations = 0;
        shouted = 0;
        faces = 0;
        capitals = 0;
        letters = 0;
        if (codePoints.length < text.length() + 2) {
            codePoints = new int[text.length() + 64];
            kinds = new byte[text.length() + 64];
        }
    }

    private static boolean needsNormalizer(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!CharTable.isHan(c) && (CharTable.KIND[c] == CharTable.COMPATIBLE || c == 0xD835)) {
                return true;
            }
        }
        return false;
    }

    private void step() {
        char raw = source.charAt(at);
        if (CharTable.isHan(raw)) {
            han();
            return;
        }
        if (Character.isSurrogate(raw)) {
            supplementary();
            return;
        }
        char c = CharTable.FOLD[raw];
        if (c == 0) {
            at++;
            return;
        }
        byte kind = CharTable.KIND[raw] == CharTable.COMPATIBLE ? CharTable.SYMBOL : CharTable.KIND[raw];
        if (kind == CharTable.WORD) {
            word(c);
        } else if (kind == CharTable.SYMBOL && face()) {
            return;
        } else if (c == '@' && mention()) {
            return;
        } else {
            endWord();
            put(c, kind);
            at++;
        }
    }

    private void supplementary() {
        int codePoint = source.codePointAt(at);
        at += Character.charCount(codePoint);
        boolean lone = codePoint < 0x10000;
        boolean skinTone = codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
        if (lone || skinTone) {
            return;
        }
        endWord();
        byte other = Character.isLetter(codePoint) ? CharTable.WORD : CharTable.SYMBOL;
        put(codePoint, CharTable.isHan(codePoint) ? CharTable.HAN : other);
    }

    /** A run of Chinese characters at once: most of a Chinese message. */
    private void han() {
        endWord();
        int out = length;
        for (; at < source.length() && CharTable.isHan(source.charAt(at)); at++) {
            out = append(CharTable.FOLD[source.charAt(at)], CharTable.HAN, out);
        }
        length = out;
    }

    private void word(char c) {
        boolean starts = length == 0 || kinds[length - 1] != CharTable.WORD;
        if (starts) {
            if ((c == 'h' || c == 'w') && link()) {
                return;
            }
            if ((c == 't' || c == 'q') && face()) {
                return;
            }
            if (c >= '0' && c <= '9' && longNumber()) {
                return;
            }
        }
        letters();
    }

    /** The rest of a word at once, without what {@link CharTable#FOLD} drops. */
    private void letters() {
        int out = length;
        for (; at < source.length() && CharTable.KIND[source.charAt(at)] == CharTable.WORD; at++) {
            char raw = source.charAt(at);
            char c = CharTable.FOLD[raw];
            if (c != 0) {
                letters++;
                capitals += raw != c ? 1 : 0;
                out = append(c, CharTable.WORD, out);
            }
        }
        length = out;
    }

    private void endWord() {
        if (letters >= 3 && capitals == letters) {
            shouted++;
        }
        letters = 0;
        capitals = 0;
    }

    private void put(int codePoint, byte kind) {
        length = append(codePoint, kind, length);
    }

    /** Where the next character goes: at {@code out} again where this one only lengthens, which digits never do. */
    private int append(int codePoint, byte kind, int out) {
        boolean third = out >= 2 && codePoints[out - 1] == codePoint && codePoints[out - 2] == codePoint;
        if (third && (codePoint < '0' || codePoint > '9')) {
            elongations += kind == CharTable.SPACE ? 0 : 1;
            return out;
        }
        codePoints[out] = codePoint;
        kinds[out] = kind;
        return out + 1;
    }

    private void mark(int mark, int end) {
        endWord();
        codePoints[length] = mark;
        kinds[length] = CharTable.SYMBOL;
        length++;
        at = end;
    }

    private boolean face() {
        int face = Faces.at(source, at);
        if (face != 0) {
            faces++;
            mark(face > 0 ? Marks.HAPPY_FACE : Marks.SAD_FACE, at + Math.abs(face));
        }
        return face != 0;
    }

    private boolean link() {
        boolean link = source.regionMatches(true, at, "http", 0, 4) || source.regionMatches(true, at, "www.", 0, 4);
        if (link) {
            int end = at;
            while (end < source.length() && source.charAt(end) > ' ' && source.charAt(end) < 0x7F) {
                end++;
            }
            mark(Marks.LINK, end);
        }
        return link;
    }

    private boolean longNumber() {
        int end = at;
        int digits = 0;
        while (end < source.length() && isNumberPart(source.charAt(end))) {
            digits += source.charAt(end) == '-' ? 0 : 1;
            end++;
        }
        if (digits > MAX_DIGITS) {
            mark(Marks.NUMBER, end);
            return true;
        }
        return false;
    }

    private static boolean isNumberPart(char c) {
        return c >= '0' && c <= '9' || c == '*' || c == '-';
    }

    /** An @ after a word is a mail address, before a word a mention. */
    private boolean mention() {
        int end = at + 1;
        while (end < source.length() && end - at < 40 && isNamePart(source.charAt(end))) {
            end++;
        }
        if (end == at + 1) {
            return false;
        }
        int start = length;
        while (start > 0 && isMailPart(codePoints[start - 1])) {
            start--;
        }
        boolean mail = start < length && kinds[length - 1] == CharTable.WORD;
        if (mail) {
            length = start;
            while (end < source.length() && isMailPart(source.charAt(end))) {
                end++;
            }
        }
        mark(mail ? Marks.MAIL : Marks.USER, end);
        return true;
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c == '-' || CharTable.KIND[c] == CharTable.WORD || CharTable.KIND[c] == CharTable.HAN;
    }

    private static boolean isMailPart(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+');
    }
}
