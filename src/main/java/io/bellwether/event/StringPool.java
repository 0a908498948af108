package io.bellwether.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Hands out the same string for the same characters, so that the few values of a queue or a channel are not allocated
 * once per event. A bounded two-way cache: it forgets, it never grows, and no input can make it slow. What
 * comes out is {@link PlainText}. Not thread-safe.
 */
final class StringPool {
    private static final int LONGEST = 64;

    private final String[] strings;
    /** A byte for each character; where not all are plain, two. */
    private final byte[][] keys;
    /** The lowest bit says which of the two. */
    private final int[] hashes;

    private final int shift;
    private final byte[] scratch = new byte[2 * LONGEST];

    /** A pool of that many strings, a power of two. */
    StringPool(int size) {
        if (Integer.bitCount(size) != 1 || size < 2) {
            throw new IllegalArgumentException("size of a string pool must be a power of two from 2, is " + size);
        }
        strings = new String[size];
        keys = new byte[size][];
        hashes = new int[size];
        shift = Integer.numberOfLeadingZeros(size) + 1;
    }

    /** The text of plain characters, a byte each; see {@link Bytes#endOfPlain}. */
    String get(byte[] plain, int from, int length) {
        if (length > LONGEST) {
            return new String(plain, from, length, StandardCharsets.ISO_8859_1);
        }
        int hash = Bytes.hash(plain, from, length) & ~1;
        String found = find(hash, plain, from, length);
        return found != null
                ? found
                : put(hash, plain, from, length, new String(plain, from, length, StandardCharsets.ISO_8859_1));
    }

    String get(char[] chars, int from, int length) {
        if (length > LONGEST) {
            return PlainText.of(chars, from, length);
        }
        if (PlainText.isAscii(chars, from, length)) {
            for (int i = 0; i < length; i++) {
                scratch[i] = (byte) chars[from + i];
            }
            return get(scratch, 0, length);
        }
        for (int i = 0; i < length; i++) {
            scratch[2 * i] = (byte) chars[from + i];
            scratch[2 * i + 1] = (byte) (chars[from + i] >>> 8);
        }
        int hash = Bytes.hash(scratch, 0, 2 * length) | 1;
        String found = find(hash, scratch, 0, 2 * length);
        return found != null ? found : put(hash, scratch, 0, 2 * length, PlainText.of(chars, from, length));
    }

    private String find(int hash, byte[] key, int from, int length) {
        int slot = slot(hash);
        if (holds(slot, hash, key, from, length)) {
            return strings[slot];
        }
        return holds(slot ^ 1, hash, key, from, length) ? strings[slot ^ 1] : null;
    }

    private int slot(int hash) {
        return hash >>> shift;
    }

    private boolean holds(int slot, int hash, byte[] key, int from, int length) {
        return hashes[slot] == hash
                && keys[slot] != null
                && keys[slot].length == length
                && Bytes.equal(keys[slot], 0, key, from, length);
    }

    /** The newcomer takes the first way and moves the older string to the second. */
    private String put(int hash, byte[] key, int from, int length, String string) {
        int slot = slot(hash);
        keys[slot ^ 1] = keys[slot];
        hashes[slot ^ 1] = hashes[slot];
        strings[slot ^ 1] = strings[slot];
        keys[slot] = Arrays.copyOfRange(key, from, from + length);
        hashes[slot] = hash;
        strings[slot] = string;
        return string;
    }
}
