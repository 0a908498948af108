package io.bellwether.event;

/**
 * Half surrogate pairs. JSON can say them ({@code "\ud800"}), UTF-8 cannot: whatever writes such a string later, a
 * point, a webhook or a checkpoint, would fail or change it. So they are replaced where strings come in.
 */
final class Surrogates {
    private static final char REPLACEMENT = '\uFFFD';

    private Surrogates() {}

    /** Whether there are surrogates, in pairs or not. */
    static boolean any(char[] chars, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (Character.isSurrogate(chars[i])) {
                return true;
            }
        }
        return false;
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
