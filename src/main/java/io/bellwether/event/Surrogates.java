package io.bellwether.event;

/**
 * Half surrogate pairs. JSON can say them ({@code "\ud800"}), UTF-8 cannot: whatever writes such a string later, a
 * point, a webhook or a checkpoint, would fail or change it. So they are replaced where strings come in.
 */
final class Surrogates {
    private static final char REPLACEMENT = '\uFFFD';

    private Surrogates() {}

    /** The characters as a string, repaired. */
    static String string(char[] chars, int from, int length) {
        int bits = 0;
        for (int i = from; i < from + length; i++) {
            bits |= chars[i];
        }
        String string = new String(chars, from, length);
        return bits < Character.MIN_SURROGATE ? string : repair(string);
    }

    /** The string with U+FFFD for each surrogate that has no partner; the same string where there is none. */
    static String repair(String string) {
        StringBuilder repaired = null;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1))) {
                i++;
                continue;
            }
            if (repaired == null) {
                repaired = new StringBuilder(string);
            }
            repaired.setCharAt(i, REPLACEMENT);
        }
        return repaired == null ? string : repaired.toString();
    }
}
