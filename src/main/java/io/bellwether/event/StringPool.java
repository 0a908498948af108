package io.bellwether.event;

/**
 * Hands out the same string for the same characters, so that the few values of a queue or a channel are not allocated
 * once per event. A bounded two-way cache: it forgets, it never grows, and no input can make it slow. Not thread-safe.
 */
final class StringPool {
    private static final int LONGEST = 64;

    private final String[] slots;
    private final int mask;

    /** A pool of that many strings, a power of two. */
    StringPool(int size) {
        if (Integer.bitCount(size) != 1 || size < 2) {
            throw new IllegalArgumentException("size of a string pool must be a power of two from 2, is " + size);
        }
        slots = new String[size];
        mask = size - 1;
    }

    String get(char[] chars, int from, int length) {
        if (length > LONGEST) {
            return new String(chars, from, length);
        }
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = slotOf(hash);
        for (int way = 0; way < 2; way++) {
            String pooled = slots[slot ^ way];
            if (pooled != null && pooled.hashCode() == hash && equal(pooled, chars, from, length)) {
                return pooled;
            }
        }
        return put(slot, new String(chars, from, length));
    }

    /** The same for bytes of which each is one ASCII character. */
    String getAscii(byte[] bytes, int length) {
        if (length > LONGEST) {
            return ascii(bytes, length);
        }
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = slotOf(hash);
        for (int way = 0; way < 2; way++) {
            String pooled = slots[slot ^ way];
            if (pooled != null && pooled.hashCode() == hash && equal(pooled, bytes, length)) {
                return pooled;
            }
        }
        return put(slot, ascii(bytes, length));
    }

    @SuppressWarnings("deprecation") // the one constructor that neither decodes nor checks
    static String ascii(byte[] bytes, int length) {
        return new String(bytes, 0, 0, length);
    }

    private int slotOf(int hash) {
        return (hash * 0x9E3779B9 >>> 16) & mask;
    }

    /** The newcomer takes the first way and moves the older string to the second. */
    private String put(int slot, String string) {
        slots[slot ^ 1] = slots[slot];
        slots[slot] = string;
        return string;
    }

    private static boolean equal(String string, char[] chars, int from, int length) {
        if (string.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (string.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(String string, byte[] bytes, int length) {
        if (string.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (string.charAt(i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
