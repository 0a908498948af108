package io.bellwether.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers of variable length: seven bits a byte, the lowest first; small numbers take one byte. */
public final class Varint {

    private static final int MOST_BITS = 64;

    private Varint() {}

    /** Writes a number that is not negative; a negative one takes ten bytes. */
    public static void writeUnsigned(long value, DataOutput out) throws IOException {
        if (out instanceof Packing memory) {
            // the kind of output that is written to most: nothing is looked up for a byte
            memory.writeVarint(value);
            return;
        }
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** Reads what {@link #writeUnsigned} wrote. */
    public static long readUnsigned(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < MOST_BITS; shift += 7) {
            int next = in.readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("stored number is damaged: it has more than ten bytes");
    }

    /** Writes a number in zigzag, so that small ones of either sign are short. */
    public static void writeSigned(long value, DataOutput out) throws IOException {
        writeUnsigned(value << 1 ^ value >> 63, out);
    }

    /** Reads what {@link #writeSigned} wrote. */
    public static long readSigned(DataInput in) throws IOException {
        long value = readUnsigned(in);
        return value >>> 1 ^ -(value & 1);
    }
}
