package io.bellwether.metric;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Sums by a key, in one array: a row is a key and {@code width} sums. Rows are appended as they come and put in order, with
 * equal keys added up and rows of nothing but zeros left out, when somebody looks; a tree would cost an object a row, and
 * every event adds to several of these. Not thread-safe, but {@link #write} changes nothing: a checkpoint may write what
 * the task reads.
 */
final class Tally {

    private static final int FIRST_ROWS = 2;
    private static final int MOST_LOOSE = 16;

    private final int stride;
    private long[] cells = {};
    private int rows;
    /** So many rows at the front are in order. */
    private int ordered;

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
        for (int at = 0; at < other.rows * stride; at += stride) {
            int mine = row(other.cells[at]);
            for (int i = 1; i < stride; i++) {
                cells[mine + i] += other.cells[at + i];
            }
        }
    }

    /** Where a row for the key begins: one that is there, if it is easily found, else a new one of zeros. */
    private int row(long key) {
        int last = (rows - 1) * stride;
        if (rows > 0 && cells[last] == key) {
            return last;
        }
        int found = found(key);
        if (found >= 0) {
            return found;
        }
        if (rows - ordered > Math.max(MOST_LOOSE, ordered)) {
            order();
            last = (rows - 1) * stride;
        }
        if (rows * stride == cells.length) {
            cells = Arrays.copyOf(cells, Math.max(FIRST_ROWS, rows * 2) * stride);
        }
        int fresh = rows * stride;
        Arrays.fill(cells, fresh, fresh + stride, 0);
        cells[fresh] = key;
        if (ordered == rows && (rows == 0 || cells[last] < key)) {
            ordered++;
        }
        rows++;
        return fresh;
    }

    /** The key's row among those that are in order, −1 if there is none. */
    private int found(long key) {
        int low = 0;
        int high = ordered - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = cells[middle * stride];
            if (there == key) {
                return middle * stride;
            }
            if (there < key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Whether it has no row, not even one of zeros. */
    boolean isUntouched() {
        return rows == 0;
    }

    /** Drops all rows and keeps their room. */
    void clear() {
        rows = 0;
        ordered = 0;
    }

    /** How many keys have a sum that is not zero. */
    int size() {
        order();
        return rows;
    }

    /** The key at a place in ascending order, below {@link #size}, which must be asked first. */
    long key(int place) {
        return cells[place * stride];
    }

    /** A sum of that key; 0 is the first. */
    long sum(int place, int index) {
        return cells[place * stride + 1 + index];
    }

    private void order() {
        if (isTidy()) {
            return;
        }
        if (ordered < rows) {
            sort(cells.clone(), cells, 0, rows);
        }
        squeeze();
        ordered = rows;
    }

    /** Merge sort of rows [from, to); both arrays hold the same rows at first, the result is in {@code to}. */
    private void sort(long[] source, long[] target, int from, int until) {
        if (until - from < 2) {
            return;
        }
        int middle = (from + until) >>> 1;
        sort(target, source, from, middle);
        sort(target, source, middle, until);
        int left = from;
        int right = middle;
        for (int to = from; to < until; to++) {
            boolean takeLeft = right == until || left < middle && source[left * stride] <= source[right * stride];
            System.arraycopy(source, (takeLeft ? left++ : right++) * stride, target, to * stride, stride);
        }
    }

    /** Adds up neighbours with equal keys and drops rows of zeros. */
    private void squeeze() {
        int kept = 0;
        for (int place = 0; place < rows; ) {
            int at = kept * stride;
            if (kept != place) {
                System.arraycopy(cells, place * stride, cells, at, stride);
            }
            for (place++; place < rows && cells[place * stride] == cells[at]; place++) {
                for (int i = 1; i < stride; i++) {
                    cells[at + i] += cells[place * stride + i];
                }
            }
            kept += isZero(at) ? 0 : 1;
        }
        rows = kept;
    }

    private boolean isZero(int at) {
        for (int i = 1; i < stride; i++) {
            if (cells[at + i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** An independent copy, without room for more rows. */
    Tally copy() {
        Tally copy = new Tally(stride - 1);
        copy.cells = Arrays.copyOf(cells, rows * stride);
        copy.rows = rows;
        copy.ordered = ordered;
        return copy;
    }

    /** Whether both hold the same sums. */
    boolean sameAs(Tally other) {
        return size() == other.size()
                && Arrays.equals(cells, 0, rows * stride, other.cells, 0, other.rows * other.stride);
    }

    /** Writes the rows in order, each key as the difference to the one before: the same sums give the same bytes. */
    void write(DataOutput out) throws IOException {
        Tally tidy = isTidy() ? this : copy();
        int size = tidy.size();
        Varint.writeUnsigned(size, out);
        long before = 0;
        for (int at = 0; at < size * stride; at += stride) {
            Varint.writeSigned(tidy.cells[at] - before, out);
            before = tidy.cells[at];
            for (int i = 1; i < stride; i++) {
                Varint.writeSigned(tidy.cells[at + i], out);
            }
        }
    }

    /** Whether {@link #order} would change nothing. */
    private boolean isTidy() {
        if (ordered < rows) {
            return false;
        }
        for (int at = 0; at < rows * stride; at += stride) {
            if (isZero(at)) {
                return false;
            }
        }
        return true;
    }

    /** Reads what {@link #write} wrote. */
    static Tally read(int width, DataInput in) throws IOException {
        Tally tally = new Tally(width);
        tally.rows = Texts.readCount(in);
        tally.ordered = tally.rows;
        tally.cells = new long[tally.rows * tally.stride];
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
