package io.bellwether.event;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A set of numbers that are random already, such as hashes. Few are kept in a row and looked through; of many there is a
 * table with open addressing, at most three quarters full.
 */
final class LongSet {

    private static final long[] NOTHING = {};
    private static final int FEW = 32;
    private static final int SMALLEST_TABLE = 128;

    /** The row, or the table: there 0 is a free place, and the number 0 itself stands beside it. */
    private long[] numbers = NOTHING;

    private boolean hashed;
    private boolean zero;
    private int size;

    int size() {
        return size;
    }

    boolean has(long number) {
        if (hashed) {
            return number == 0 ? zero : numbers[place(number)] == number;
        }
        for (int i = size - 1; i >= 0; i--) {
            if (numbers[i] == number) {
                return true;
            }
        }
        return false;
    }

    void add(long number) {
        if (!has(number)) {
            addNew(number);
        }
    }

    /** Adds one that is known not to be there. */
    void addNew(long number) {
        if (!hashed && size < FEW) {
            append(number);
            return;
        }
        if (!hashed || size >= numbers.length / 4 * 3) {
            grow();
        }
        put(number);
        size++;
    }

    private void append(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(4, size + size / 2));
        }
        numbers[size++] = number;
    }

    private void grow() {
        long[] before = hashed ? numbers : Arrays.copyOf(numbers, size);
        numbers = new long[hashed ? before.length * 2 : SMALLEST_TABLE];
        for (long number : before) {
            if (!hashed || number != 0) {
                put(number);
            }
        }
        hashed = true;
    }

    private void put(long number) {
        if (number == 0) {
            zero = true;
        } else {
            numbers[place(number)] = number;
        }
    }

    /** Where the number is in the table, or would be. */
    private int place(long number) {
        int mask = numbers.length - 1;
        int at = (int) (number ^ number >>> 32) & mask;
        while (numbers[at] != 0 && numbers[at] != number) {
            at = at + 1 & mask;
        }
        return at;
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(size, out);
        if (!hashed) {
            for (int i = 0; i < size; i++) {
                out.writeLong(numbers[i]);
            }
            return;
        }
        if (zero) {
            out.writeLong(0);
        }
        for (long number : numbers) {
            if (number != 0) {
                out.writeLong(number);
            }
        }
    }

    static LongSet read(DataInput in) throws IOException {
        LongSet set = new LongSet();
        int count = (int) Varint.readUnsigned(in);
        if (count <= FEW) {
            set.numbers = new long[count];
            for (int i = 0; i < count; i++) {
                set.numbers[i] = in.readLong();
            }
            set.size = count;
            return set;
        }
        for (int i = 0; i < count; i++) {
            set.add(in.readLong());
        }
        return set;
    }
}
