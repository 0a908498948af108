package io.bellwether.event;

import java.util.Arrays;

/**
 * Hands out the same string for the same characters, so that the few values of a queue or a channel are not allocated
 * once per event. A bounded two-way cache: it forgets, it never grows, and no input can make it slow. What
 * comes out is {@link PlainText}. Not thread-safe.
 */
final class StringPool {
    private static final int LONGEST = 64;

    private final String[] strings;
    private final char[][] keys;
    private final int[] hashes;
    private final int mask;

    /** A pool of that many strings, a power of two. */
    StringPool(int size) {
        if (Integer.bitCount(size) != 1 || size < 2) {
            throw new IllegalArgumentException("size of a string pool must be a power of two from 2, is " + size);
        }
        strings = new String[size];
        keys = new char[size][];
        hashes = new int[size];
        mask = size - 1;
    }

    String get(char[] chars, int from, int length) {
        if (length > LONGEST) {
            return PlainText.of(chars, from, length);
        }
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash * 0x9E3779B9 >>> 16) & mask;
        if (holds(slot, hash, chars, from, length)) {
            return strings[slot];
        }
        if (holds(slot ^ 1, hash, chars, from, length)) {
            return strings[slot ^ 1];
        }
        return put(slot, hash, Arrays.copyOfRange(chars, from, from + length));
    }

    private boolean holds(int slot, int hash, char[] chars, int from, int length) {
        char[] key = keys[slot];
        return key != null && hashes[slot] == hash && Arrays.equals(key, 0, key.length, chars, from, from + length);
    }

    /** The newcomer takes the first way and moves the older string to the second. */
    private String put(int slot, int hash, char[] key) {
        keys[slot ^ 1] = keys[slot];
        hashes[slot ^ 1] = hashes[slot];
        strings[slot ^ 1] = strings[slot];
        keys[slot] = key;
        hashes[slot] = hash;
        strings[slot] = PlainText.of(key, 0, key.length);
        return strings[slot];
    }
}
