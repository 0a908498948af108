package io.bellwether.sentiment;

import java.io.ByteArrayOutputStream;

/**
 * The adaptive binary range coder of LZMA (public domain, Igor Pavlov). Chosen over gzip because its output depends on
 * nothing but its input, not on the zlib of the machine, and because quantised weights come out smaller.
 */
final class BitCoder {
    private static final int PROBABILITY_BITS = 11;
    private static final int ADAPTATION = 5;
    private static final int TOP = 1 << 24;

    private BitCoder() {}

    /** Probabilities of a tree of bits that codes symbols of {@code bits} bits. */
    static short[] tree(int bits) {
        short[] probabilities = new short[1 << bits];
        java.util.Arrays.fill(probabilities, (short) (1 << PROBABILITY_BITS - 1));
        return probabilities;
    }

    static final class Encoder {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private long low;
        private int range = -1;
        private int cache;
        private long cacheSize = 1;

        void symbol(short[] tree, int bits, int value) {
            int node = 1;
            for (int i = bits - 1; i >= 0; i--) {
                int bit = value >>> i & 1;
                bit(tree, node, bit);
                node = node << 1 | bit;
            }
        }

        private void bit(short[] tree, int node, int bit) {
            int probability = tree[node];
            int bound = (range >>> PROBABILITY_BITS) * probability;
            if (bit == 0) {
                range = bound;
                tree[node] += (short) ((1 << PROBABILITY_BITS) - probability >> ADAPTATION);
            } else {
                low += bound & 0xFFFFFFFFL;
                range -= bound;
                tree[node] -= (short) (probability >> ADAPTATION);
            }
            while (Integer.compareUnsigned(range, TOP) < 0) {
                range <<= 8;
                shiftLow();
            }
        }

        private void shiftLow() {
            if (low < 0xFF000000L || low > 0xFFFFFFFFL) {
                int carry = (int) (low >>> 32);
                for (int byteValue = cache; cacheSize > 0; cacheSize--) {
                    out.write(byteValue + carry);
                    byteValue = 0xFF;
                }
                cache = (int) (low >>> 24) & 0xFF;
            }
            cacheSize++;
            low = (low & 0x00FFFFFFL) << 8;
        }

        byte[] finish() {
            for (int i = 0; i < 5; i++) {
                shiftLow();
            }
            return out.toByteArray();
        }
    }

    static final class Decoder {
        private final byte[] in;
        private int at = 1;
        private int range = -1;
        private int code;

        Decoder(byte[] in) {
            this.in = in;
            for (int i = 0; i < 4; i++) {
                code = code << 8 | next();
            }
        }

        int symbol(short[] tree, int bits) {
            int node = 1;
            for (int i = 0; i < bits; i++) {
                node = node << 1 | bit(tree, node);
            }
            return node - (1 << bits);
        }

        /** Whether more was read than there is: the bytes are cut off. */
        boolean overrun() {
            return at > in.length + 4;
        }

        private int next() {
            int value = at < in.length ? in[at] & 0xFF : 0;
            at++;
            return value;
        }

        private int bit(short[] tree, int node) {
            int probability = tree[node];
            int bound = (range >>> PROBABILITY_BITS) * probability;
            int bit;
            if (Integer.compareUnsigned(code, bound) < 0) {
                range = bound;
                tree[node] += (short) ((1 << PROBABILITY_BITS) - probability >> ADAPTATION);
                bit = 0;
            } else {
                code -= bound;
                range -= bound;
                tree[node] -= (short) (probability >> ADAPTATION);
                bit = 1;
            }
            while (Integer.compareUnsigned(range, TOP) < 0) {
                range <<= 8;
                code = code << 8 | next();
            }
            return bit;
        }
    }
}
