package io.bellwether.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A set of numbers that are random already, such as hashes: open addressing, at most three quarters full. */
final class LongSet {

    private static final long[] NOTHING = {};

    /** 0 is a free place; the number 0 itself stands beside the table. */
    private long[] table = NOTHING;

    private boolean zero;
    private int size;

    int size() {
        return size;
    }

    boolean has(long number) {
        return number == 0 ? zero : table.length > 0 && table[place(number)] == number;
    }

    void add(long number) {
        if (has(number)) {
            return;
        }
        size++;
        if (number == 0) {
            zero = true;
            return;
        }
        if (size > table.length / 4 * 3) {
            grow();
        }
        table[place(number)] = number;
    }

    private void grow() {
        long[] before = table;
        table = new long[Math.max(8, before.length * 2)];
        for (long number : before) {
            if (number != 0) {
                table[place(number)] = number;
            }
        }
    }

    /** Where the number is, or would be. */
    private int place(long number) {
        int mask = table.length - 1;
        int at = (int) (number ^ number >>> 32) & mask;
        while (table[at] != 0 && table[at] != number) {
            at = at + 1 & mask;
        }
        return at;
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(size, out);
        if (zero) {
            out.writeLong(0);
        }
        for (long number : table) {
            if (number != 0) {
                out.writeLong(number);
            }
        }
    }

    static LongSet read(DataInput in) throws IOException {
        LongSet set = new LongSet();
        for (long i = Varint.readUnsigned(in); i > 0; i--) {
            set.add(in.readLong());
        }
        return set;
    }
}
