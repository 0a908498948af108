package io.bellwether.metric;

import io.bellwether.state.Packing;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Sums by a key, in one array that is always in order of the keys: a row is a key and {@code width} sums. Most rows are
 * added at the end or are few; a tree would cost an object a row, and every event adds to several of these. Rows of zeros
 * are dropped when room is needed and when it is written. Not thread-safe, but nothing that reads it changes it: a
 * checkpoint may write what the task reads.
 */
final class Tally {

    private static final long[] NONE = {};
    private static final int FIRST_ROWS = 2;
    /** So many rows are rather put in one by one than merged. */
    private static final int FEW = 8;

    private final int stride;
    private long[] cells = NONE;
    private int rows;

    /** @param width sums in each row */
    Tally(int width) {
        this.stride = width + 1;
    }

    /** Adds to the only sum of a key. */
    void add(long key, long amount) {
        int at = row(key);
        cells[at + 1] += amount;
    }

    /** Adds to both sums of a key. */
    void add(long key, long first, long second) {
        int at = row(key);
        cells[at + 1] += first;
        cells[at + 2] += second;
    }

    /** Adds all of another, which has as many sums. */
    void add(Tally other) {
        if (other.rows > FEW && rows > 0 && other.cells[0] <= lastKey()) {
            merge(other);
            return;
        }
        if (rows == 0 && cells.length < other.rows * stride) {
            cells = new long[other.rows * stride];
        }
        for (int at = 0; at < other.rows * stride; at += stride) {
            addRow(row(other.cells[at]), other, at);
        }
    }

    private void addRow(int mine, Tally other, int at) {
        for (int i = 1; i < stride; i++) {
            cells[mine + i] += other.cells[at + i];
        }
    }

    /** From the last row to the first, so that every row is moved once and in place. */
    private void merge(Tally other) {
        int fresh = keysMissing(other);
        if ((rows + fresh) * stride > cells.length) {
            cells = Arrays.copyOf(cells, Math.max(rows + fresh, rows * 2) * stride);
        }
        int mine = rows - 1;
        int its = other.rows - 1;
        rows += fresh;
        for (int to = rows - 1; its >= 0; to--) {
            if (mine >= 0 && cells[mine * stride] >= other.cells[its * stride]) {
                boolean both = cells[mine * stride] == other.cells[its * stride];
                System.arraycopy(cells, mine * stride, cells, to * stride, stride);
                mine--;
                if (both) {
                    addRow(to * stride, other, its * stride);
                    its--;
                }
            } else {
                System.arraycopy(other.cells, its * stride, cells, to * stride, stride);
                its--;
            }
        }
    }

    private int keysMissing(Tally other) {
        int missing = 0;
        int mine = 0;
        for (int at = 0; at < other.rows * stride; at += stride) {
            while (mine < rows && cells[mine * stride] < other.cells[at]) {
                mine++;
            }
            missing += mine < rows && cells[mine * stride] == other.cells[at] ? 0 : 1;
        }
        return missing;
    }

    private long lastKey() {
        return cells[(rows - 1) * stride];
    }

    /** Where the row of a key begins; a new one of zeros where there was none. */
    private int row(long key) {
        int place = place(key);
        if (place >= 0) {
            return place * stride;
        }
        place = -place - 1;
        if (rows * stride == cells.length) {
            squeeze();
            if (4L * rows * stride >= 3L * cells.length) {
                cells = Arrays.copyOf(cells, Math.max(FIRST_ROWS, rows * 2) * stride);
            }
            place = -place(key) - 1;
        }
        int at = place * stride;
        System.arraycopy(cells, at, cells, at + stride, (rows - place) * stride);
        Arrays.fill(cells, at, at + stride, 0);
        cells[at] = key;
        rows++;
        return at;
    }

    /** The place of a key, or −1 less the place where it would have to be. */
    private int place(long key) {
        if (rows == 0 || lastKey() < key) {
            return -rows - 1;
        }
        int low = 0;
        int high = rows - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = cells[middle * stride];
            if (there == key) {
                return middle;
            }
            if (there < key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** Whether it has no row, not even one of zeros. */
    boolean isUntouched() {
        return rows == 0;
    }

    /** Drops all rows and keeps their room. */
    void clear() {
        rows = 0;
    }

    /** How many keys there are; sums of some may be zero. */
    int size() {
        return rows;
    }

    /** The key at a place in ascending order, below {@link #size}. */
    long key(int place) {
        return cells[place * stride];
    }

    /** A sum of that key; 0 is the first. */
    long sum(int place, int index) {
        return cells[place * stride + 1 + index];
    }

    /** Drops rows of zeros. */
    private void squeeze() {
        int kept = 0;
        for (int place = 0; place < rows; place++) {
            if (!isZero(place)) {
                System.arraycopy(cells, place * stride, cells, kept * stride, stride);
                kept++;
            }
        }
        rows = kept;
    }

    private boolean isZero(int place) {
        for (int at = place * stride + 1; at < (place + 1) * stride; at++) {
            if (cells[at] != 0) {
                return false;
            }
        }
        return true;
    }

    /** An independent copy, without rows of zeros and without room for more rows. */
    Tally copy() {
        Tally copy = new Tally(stride - 1);
        copy.cells = Arrays.copyOf(cells, rows * stride);
        copy.rows = rows;
        copy.squeeze();
        return copy;
    }

    /** Whether both hold the same sums. */
    boolean sameAs(Tally other) {
        Tally mine = copy();
        Tally its = other.copy();
        return mine.rows == its.rows
                && Arrays.equals(mine.cells, 0, mine.rows * stride, its.cells, 0, its.rows * its.stride);
    }

    /** Writes the rows in order, each key as the difference to the one before: the same sums give the same bytes. */
    void write(DataOutput out) throws IOException {
        int size = 0;
        for (int place = 0; place < rows; place++) {
            size += isZero(place) ? 0 : 1;
        }
        Varint.writeUnsigned(size, out);
        long before = 0;
        for (int place = 0; place < rows; place++) {
            if (!isZero(place)) {
                Varint.writeSigned(key(place) - before, out);
                before = key(place);
                for (int i = 0; i < stride - 1; i++) {
                    Varint.writeSigned(sum(place, i), out);
                }
            }
        }
    }

    /** What {@link #write} writes. */
    byte[] toBytes() {
        return Packing.pack(this::write);
    }

    /** Of the bytes that {@link #toBytes} gave. */
    static Tally ofBytes(int width, byte[] bytes) {
        return Packing.unpack(bytes, bytes.length, in -> read(width, in));
    }

    /** Reads what {@link #write} wrote. */
    static Tally read(int width, DataInput in) throws IOException {
        Tally tally = new Tally(width);
        tally.rows = Texts.readCount(in);
        tally.cells = tally.rows == 0 ? NONE : new long[tally.rows * tally.stride];
        long before = 0;
        for (int at = 0; at < tally.cells.length; at += tally.stride) {
            before += Varint.readSigned(in);
            tally.cells[at] = before;
            for (int i = 1; i < tally.stride; i++) {
                tally.cells[at + i] = Varint.readSigned(in);
            }
        }
        return tally;
    }
}
