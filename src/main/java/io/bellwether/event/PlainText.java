package io.bellwether.event;

/**
 * What a text becomes at the door, so that no later stage needs to know of what cannot be written everywhere:
 *
 * <ul>
 *   <li>a run of control characters (U+0000 to U+001F, U+007F to U+009F) and separators of lines and paragraphs (U+2028,
 *       U+2029) becomes one space, and nothing at the beginning and at the end of the text;
 *   <li>half a surrogate pair becomes U+FFFD. JSON can say it ({@code "\ud800"}), UTF-8 cannot.
 * </ul>
 *
 * <p>Spaces that were there stay as they are. A text that comes out is one that goes in unchanged.
 */
public final class PlainText {

    private PlainText() {}

    /** The text, settled; the same object where there is nothing to settle. */
    public static String of(String text) {
        char[] chars = text.toCharArray();
        return isPlain(chars, 0, chars.length) ? text : settled(chars, 0, chars.length);
    }

    /** The characters as a text, settled. */
    static String of(char[] chars, int from, int length) {
        return isPlain(chars, from, length) ? new String(chars, from, length) : settled(chars, from, length);
    }

    /** Whether there is surely nothing to settle: one pass without branches, which is what nearly all texts take. */
    private static boolean isPlain(char[] chars, int from, int length) {
        int bits = 0;
        int signs = 0;
        for (int i = from; i < from + length; i++) {
            int c = chars[i];
            bits |= c;
            signs |= c - 0x20 | 0x7E - c & c - 0xA0;
        }
        return signs >= 0 && bits < 0x2000;
    }

    /** Whether each is a printable character of ASCII, so that there is nothing to settle. */
    static boolean isAscii(char[] chars, int from, int length) {
        int signs = 0;
        for (int i = from; i < from + length; i++) {
            signs |= chars[i] - 0x20 | 0x7E - chars[i];
        }
        return signs >= 0;
    }

    private static String settled(char[] chars, int from, int length) {
        StringBuilder plain = new StringBuilder(length);
        boolean gap = false;
        for (int i = from; i < from + length; i++) {
            if (isControl(chars[i])) {
                gap = plain.length() > 0;
                continue;
            }
            if (gap) {
                plain.append(' ');
                gap = false;
            }
            plain.append(chars[i]);
        }
        return Surrogates.repair(plain.toString());
    }

    /** Whether a character of a text is replaced. */
    static boolean isControl(char c) {
        return c < 0x20 || c >= 0x7F && c <= 0x9F || c == '\u2028' || c == '\u2029';
    }
}
