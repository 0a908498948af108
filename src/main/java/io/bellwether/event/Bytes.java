package io.bellwether.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes eight at a time, as one number: what is short is not worth a loop of its own. */
final class Bytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long DELETES = 0x7F * ONES;
    private static final long BLANKS = ' ' * ONES;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Bytes() {}

    /**
     * The first byte that is not plain, which is a quote, a backslash, a control character or part of a character of several
     * bytes.
     *
     * @return {@code to} where all are plain
     */
    static int endOfPlain(byte[] in, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long odd = odd((long) LONGS.get(in, at));
            if (odd != 0) {
                return at + (Long.numberOfTrailingZeros(odd) >>> 3);
            }
        }
        while (at < to && isPlain(in[at])) {
            at++;
        }
        return at;
    }

    /** The high bit of the first byte that is not plain; of those behind it, it says nothing that can be relied on. */
    private static long odd(long bytes) {
        long quote = bytes ^ QUOTES;
        long backslash = bytes ^ BACKSLASHES;
        long delete = bytes ^ DELETES;
        long zeros = (quote - ONES) & ~quote | (backslash - ONES) & ~backslash | (delete - ONES) & ~delete;
        return (zeros | bytes - BLANKS | bytes) & HIGHS;
    }

    /** Whether each is a character of ASCII by itself. */
    static boolean isAscii(byte[] in, int from, int to) {
        long bits = 0;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            bits |= (long) LONGS.get(in, at);
        }
        for (; at < to; at++) {
            bits |= in[at];
        }
        return (bits & HIGHS) == 0;
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\' && b != 0x7F;
    }

    /** Whether two ranges hold the same; of what is left at the end some bytes are rather compared twice than each alone. */
    static boolean equal(byte[] one, int from, byte[] other, int otherFrom, int length) {
        if (length < Long.BYTES) {
            return length < Integer.BYTES
                    ? equalBytes(one, from, other, otherFrom, length)
                    : equalInts(one, from, other, otherFrom)
                            && equalInts(one, from + length - Integer.BYTES, other, otherFrom + length - Integer.BYTES);
        }
        int last = length - Long.BYTES;
        for (int at = 0; at < last; at += Long.BYTES) {
            if (!equalLongs(one, from + at, other, otherFrom + at)) {
                return false;
            }
        }
        return equalLongs(one, from + last, other, otherFrom + last);
    }

    private static boolean equalLongs(byte[] one, int at, byte[] other, int otherAt) {
        return (long) LONGS.get(one, at) == (long) LONGS.get(other, otherAt);
    }

    private static boolean equalInts(byte[] one, int at, byte[] other, int otherAt) {
        return (int) INTS.get(one, at) == (int) INTS.get(other, otherAt);
    }

    private static boolean equalBytes(byte[] one, int from, byte[] other, int otherFrom, int length) {
        for (int at = 0; at < length; at++) {
            if (one[from + at] != other[otherFrom + at]) {
                return false;
            }
        }
        return true;
    }

    /** A hash of a few of the bytes, and of how many there are: enough for tables that compare, too. The highest bits are the best. */
    static int hash(byte[] in, int from, int length) {
        long hash = length;
        if (length >= Long.BYTES) {
            long first = (long) LONGS.get(in, from);
            long middle = (long) LONGS.get(in, from + (length - Long.BYTES >>> 1));
            long last = (long) LONGS.get(in, from + length - Long.BYTES);
            hash += ((first * MIX ^ middle) * MIX ^ last) * MIX;
        } else {
            hash = (few(in, from, length) ^ (long) length << 56) * MIX;
        }
        return (int) (hash >>> 32);
    }

    /** Fewer than eight bytes, all of them, in one number. */
    private static long few(byte[] in, int from, int length) {
        if (length >= Integer.BYTES) {
            long first = (int) INTS.get(in, from) & 0xFFFFFFFFL;
            return first << Integer.SIZE | (int) INTS.get(in, from + length - Integer.BYTES) & 0xFFFFFFFFL;
        }
        long all = 0;
        for (int i = from; i < from + length; i++) {
            all = all << 8 | in[i] & 0xFF;
        }
        return all;
    }
}
