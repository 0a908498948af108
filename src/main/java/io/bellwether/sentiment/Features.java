package io.bellwether.sentiment;

import java.util.Arrays;

/** Hashes of the features of one message, in a buffer that grows and is used again; with their places if asked for. */
final class Features {
    int[] hashes = new int[1 << 10];
    int size;

    private final boolean places;
    private int[] starts = new int[0];
    private int[] ends = new int[0];

    /** @param places also keep where in the normal text each feature came from, for explanations */
    Features(boolean places) {
        this.places = places;
        if (places) {
            starts = new int[hashes.length];
            ends = new int[hashes.length];
        }
    }

    void clear() {
        size = 0;
    }

    void add(int hash, int start, int end) {
        if (size == hashes.length) {
            grow();
        }
        if (places) {
            starts[size] = start;
            ends[size] = end;
        }
        hashes[size++] = mix(hash);
    }

    /** First character of the place of feature {@code i} in the normal text; −1 where it belongs to the whole message. */
    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    /** Every input bit reaches the high bits, which are those that name a bucket. */
    private static int mix(int h) {
        int x = (h ^ h >>> 16) * 0x85EBCA6B;
        return (x ^ x >>> 13) * 0xC2B2AE35;
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, size * 2);
        if (places) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
    }
}
