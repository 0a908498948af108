package io.bellwether.metric;

import java.util.Arrays;

/**
 * Neighbouring times with a number each, in order, as bytes: of each entry how much later it is than the one before, and
 * its number where that is not 1. So a time takes two or three bytes, whatever the pace. To find one is to go through those
 * before it: a chunk has not many.
 */
final class SinceChunk {

    private static final int FIRST_ROOM = 8;
    private static final int MORE = 0x80;
    private static final int SEVEN = 0x7F;

    private long first;
    private long last;
    private int size;
    private byte[] bytes;
    private int length;
    /** Others may read it: it is not changed any more. */
    private boolean shared;

    /** With one entry. */
    SinceChunk(long time, long n) {
        bytes = new byte[FIRST_ROOM];
        first = time;
        last = time;
        size = 1;
        put(0, 0, 0, n, 0, 0);
    }

    private SinceChunk(SinceChunk other) {
        first = other.first;
        last = other.last;
        size = other.size;
        bytes = Arrays.copyOf(other.bytes, other.length + FIRST_ROOM);
        length = other.length;
    }

    /** Goes through the entries; other threads may do so at the same time. */
    static final class Cursor {
        private final SinceChunk chunk;
        private int from;
        private int next;
        private long time;
        private long n;

        Cursor(SinceChunk chunk) {
            this.chunk = chunk;
            this.time = chunk.first;
        }

        /** To the first entry, then to the next; false behind the last. */
        boolean step() {
            if (next >= chunk.length) {
                return false;
            }
            from = next;
            long head = number();
            time += head >>> 1;
            long zigzag = (head & 1) == 0 ? 2 : number();
            n = zigzag >>> 1 ^ -(zigzag & 1);
            return true;
        }

        private long number() {
            long value = 0;
            int shift = 0;
            byte one;
            do {
                one = chunk.bytes[next++];
                value |= (long) (one & SEVEN) << shift;
                shift += Byte.SIZE - 1;
            } while (one < 0);
            return value;
        }

        long time() {
            return time;
        }

        long n() {
            return n;
        }
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    int size() {
        return size;
    }

    /** Itself, or a copy where others may read it: one that may be changed. */
    SinceChunk own() {
        return shared ? new SinceChunk(this) : this;
    }

    void share() {
        shared = true;
    }

    /** Adds to the number of a time; where that comes to nothing, its entry goes. */
    void add(long time, long n) {
        if (time > last) {
            put(length, length, time - last, n, 0, 0);
            last = time;
            size++;
            return;
        }
        Cursor at = new Cursor(this);
        long before = first;
        while (at.step() && at.time < time) {
            before = at.time;
        }
        boolean leads = at.from == 0;
        if (at.time > time) {
            put(at.from, at.next, leads ? 0 : time - before, n, at.time - time, at.n);
            first = leads ? time : first;
            size++;
        } else if (at.n + n != 0) {
            put(at.from, at.next, leads ? 0 : time - before, at.n + n, 0, 0);
        } else {
            remove(at, before, leads);
        }
    }

    private void remove(Cursor at, long before, boolean leads) {
        int from = at.from;
        size--;
        if (!at.step()) {
            put(from, length, 0, 0, 0, 0);
            last = before;
            return;
        }
        put(from, at.next, leads ? 0 : at.time - before, at.n, 0, 0);
        first = leads ? at.time : first;
    }

    /** In place of some bytes up to two entries; a number of 0 is none. */
    private void put(int from, int to, long later, long n, long nextLater, long nextN) {
        int end = from + length(later, n) + length(nextLater, nextN);
        int newLength = end + length - to;
        byte[] old = bytes;
        if (newLength > bytes.length || newLength * 2 < bytes.length) {
            bytes = Arrays.copyOf(bytes, newLength + Math.max(FIRST_ROOM, newLength / 4));
        }
        System.arraycopy(old, to, bytes, end, length - to);
        write(nextLater, nextN, write(later, n, from));
        length = newLength;
    }

    private int write(long later, long n, int at) {
        if (n == 0) {
            return at;
        }
        int behind = write(later << 1 | (n == 1 ? 0 : 1), at);
        return n == 1 ? behind : write(n << 1 ^ n >> Long.SIZE - 1, behind);
    }

    private int write(long value, int at) {
        long rest = value;
        int to = at;
        while ((rest & ~(long) SEVEN) != 0) {
            bytes[to++] = (byte) (rest & SEVEN | MORE);
            rest >>>= Byte.SIZE - 1;
        }
        bytes[to++] = (byte) rest;
        return to;
    }

    private static int length(long later, long n) {
        if (n == 0) {
            return 0;
        }
        return length(later << 1) + (n == 1 ? 0 : length(n << 1 ^ n >> Long.SIZE - 1));
    }

    private static int length(long value) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + Byte.SIZE - 2) / (Byte.SIZE - 1));
    }

    /** Adds all entries of one that is later. */
    void addAll(SinceChunk later) {
        for (Cursor at = new Cursor(later); at.step(); ) {
            add(at.time, at.n);
        }
    }

    /** The sum of the numbers of all entries up to and at a time. */
    long upTo(long time) {
        long sum = 0;
        for (Cursor at = new Cursor(this); at.step() && at.time <= time; ) {
            sum += at.n;
        }
        return sum;
    }

    /** Its two halves. */
    SinceChunk[] halves() {
        SinceChunk[] halves = new SinceChunk[2];
        Cursor at = new Cursor(this);
        for (int i = 0; at.step(); i++) {
            int half = i < size / 2 ? 0 : 1;
            if (halves[half] == null) {
                halves[half] = new SinceChunk(at.time, at.n);
            } else {
                halves[half].add(at.time, at.n);
            }
        }
        return halves;
    }
}
