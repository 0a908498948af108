package io.bellwether.sentiment.onnx;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Splits a text as BERT's basic tokenizer does: at white space, around every punctuation mark and every Chinese
 * character; control characters are left out. Word pieces are learnt on words that were split so, and a model is only
 * right about words that are split in the same way.
 */
final class Words {

    private static final int REPLACEMENT = 0xFFFD;

    private Words() {}

    /**
     * Hands over word after word.
     *
     * @param lowerCase whether words are folded to lower case without accents
     * @param taker gets the next word and says whether it wants more
     */
    static void split(String text, boolean lowerCase, Predicate<String> taker) {
        String folded = lowerCase ? withoutAccents(text).toLowerCase(Locale.ROOT) : text;
        StringBuilder word = new StringBuilder();
        int at = 0;
        while (at < folded.length()) {
            int c = folded.codePointAt(at);
            at += Character.charCount(c);
            if (isSpace(c)) {
                if (!hand(word, taker)) {
                    return;
                }
            } else if (isWordOfItsOwn(c)) {
                if (!hand(word, taker) || !taker.test(Character.toString(c))) {
                    return;
                }
            } else if (!isControl(c)) {
                word.appendCodePoint(c);
            }
        }
        hand(word, taker);
    }

    private static boolean hand(StringBuilder word, Predicate<String> taker) {
        if (word.length() == 0) {
            return true;
        }
        String whole = word.toString();
        word.setLength(0);
        return taker.test(whole);
    }

    private static String withoutAccents(String text) {
        if (isAscii(text)) {
            return text;
        }
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder kept = new StringBuilder(apart.length());
        apart.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> c == REPLACEMENT;
        };
    }

    private static boolean isWordOfItsOwn(int c) {
        return isPunctuation(c) || isHan(c);
    }

    /** Every ASCII symbol counts, although Unicode calls {@code $}, {@code +} or {@code ^} something else. */
    private static boolean isPunctuation(int c) {
        if (c < 0x80) {
            return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** The blocks that BERT means; kana and Hangul are written in words and not split. */
    private static boolean isHan(int c) {
        return c >= 0x4E00 && c <= 0x9FFF
                || c >= 0x3400 && c <= 0x4DBF
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0x20000 && c <= 0x2A6DF
                || c >= 0x2A700 && c <= 0x2CEAF
                || c >= 0x2F800 && c <= 0x2FA1F;
    }
}
