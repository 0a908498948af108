package io.bellwether.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Turns what can be written into bytes and back, in memory. What is kept of a case for the rare event that comes late, or
 * until its next event, is kept packed: as objects it would take several times the memory, and the collector would have
 * to look at each of them again and again. Done for every event, so without streams in between. Not thread-safe.
 */
public final class Packing extends OutputStream implements DataOutput {

    private static final ThreadLocal<Packing> OF_THREAD = ThreadLocal.withInitial(Packing::new);

    private static final int LONGEST_VARINT = 10;

    private byte[] bytes = new byte[1024];
    private int size;

    /** Writes something. */
    @FunctionalInterface
    public interface Writer {
        /** Writes it. */
        void write(DataOutput out) throws IOException;
    }

    /** Reads what was written. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads it. */
        T read(DataInput in) throws IOException;
    }

    /** Nothing yet. */
    public Packing() {}

    /** The bytes that it writes. It must not pack anything itself. */
    public static byte[] pack(Writer value) {
        return of(value).toBytes();
    }

    /** What it writes, until the calling thread packs anything else. It must not pack anything itself. */
    public static Packing of(Writer value) {
        Packing packing = OF_THREAD.get();
        packing.size = 0;
        try {
            value.write(packing);
        } catch (IOException e) {
            throw new UncheckedIOException("packing in memory", e);
        }
        return packing;
    }

    /** Reads what stands in the first bytes. */
    public static <T> T unpack(byte[] bytes, int length, Reader<T> reader) {
        try {
            return reader.read(new Unpacking(bytes, length));
        } catch (IOException e) {
            throw new UncheckedIOException("unpacking in memory", e);
        }
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** Takes back what was written after the first so many bytes. */
    public void shorten(int length) {
        size = length;
    }

    /** What was written, in an array of its own. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Copies a part of what was written. */
    public void copy(int from, byte[] to, int at, int count) {
        System.arraycopy(bytes, from, to, at, count);
    }

    /** Writes what was written here to another. */
    public void writeTo(DataOutput out) throws IOException {
        out.write(bytes, 0, size);
    }

    /** Whether the bytes from there on are those that come next in what is read. */
    public boolean isNext(int from, Unpacking in) {
        return in.startsWith(bytes, from, size);
    }

    /** See {@link Varint#writeUnsigned}. */
    void writeVarint(long value) {
        room(LONGEST_VARINT);
        byte[] to = bytes;
        int at = size;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        size = at;
    }

    @Override
    public void write(int one) {
        room(1);
        bytes[size++] = (byte) one;
    }

    @Override
    public void write(byte[] all) {
        write(all, 0, all.length);
    }

    @Override
    public void write(byte[] some, int offset, int length) {
        room(length);
        System.arraycopy(some, offset, bytes, size, length);
        size += length;
    }

    @Override
    public void writeBoolean(boolean value) {
        write(value ? 1 : 0);
    }

    @Override
    public void writeByte(int value) {
        write(value);
    }

    @Override
    public void writeShort(int value) {
        room(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    @Override
    public void writeChar(int value) {
        writeShort(value);
    }

    @Override
    public void writeInt(int value) {
        writeShort(value >> 16);
        writeShort(value);
    }

    @Override
    public void writeLong(long value) {
        writeInt((int) (value >> 32));
        writeInt((int) value);
    }

    @Override
    public void writeFloat(float value) {
        writeInt(Float.floatToIntBits(value));
    }

    @Override
    public void writeDouble(double value) {
        writeLong(Double.doubleToLongBits(value));
    }

    @Override
    public void writeBytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            write(text.charAt(i));
        }
    }

    @Override
    public void writeChars(String text) {
        for (int i = 0; i < text.length(); i++) {
            writeChar(text.charAt(i));
        }
    }

    @Override
    public void writeUTF(String text) throws IOException {
        new DataOutputStream(this).writeUTF(text);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
