package io.bellwether.state;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** Reads what {@link Packing} wrote. */
public final class Unpacking implements DataInput {

    private byte[] bytes;
    private int end;
    private int at;

    /** @param end so many of the bytes count */
    public Unpacking(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** Begins anew with other bytes. */
    public void of(byte[] others, int count) {
        bytes = others;
        end = count;
        at = 0;
    }

    /** The place of the next byte. */
    public int position() {
        return at;
    }

    /** Whether the next bytes are those from one place to another. */
    boolean startsWith(byte[] other, int from, int to) {
        int length = to - from;
        return end - at >= length && Arrays.equals(bytes, at, at + length, other, from, to);
    }

    private int take(int count) throws EOFException {
        if (count < 0 || end - at < count) {
            throw new EOFException("there are " + (end - at) + " bytes left, not " + count);
        }
        int from = at;
        at += count;
        return from;
    }

    @Override
    public void readFully(byte[] all) throws EOFException {
        readFully(all, 0, all.length);
    }

    @Override
    public void readFully(byte[] into, int offset, int length) throws EOFException {
        System.arraycopy(bytes, take(length), into, offset, length);
    }

    @Override
    public int skipBytes(int count) {
        int skipped = Math.max(0, Math.min(count, end - at));
        at += skipped;
        return skipped;
    }

    @Override
    public boolean readBoolean() throws EOFException {
        return readByte() != 0;
    }

    @Override
    public byte readByte() throws EOFException {
        return bytes[take(1)];
    }

    @Override
    public int readUnsignedByte() throws EOFException {
        return readByte() & 0xFF;
    }

    @Override
    public short readShort() throws EOFException {
        int from = take(2);
        return (short) (bytes[from] << 8 | bytes[from + 1] & 0xFF);
    }

    @Override
    public int readUnsignedShort() throws EOFException {
        return readShort() & 0xFFFF;
    }

    @Override
    public char readChar() throws EOFException {
        return (char) readShort();
    }

    @Override
    public int readInt() throws EOFException {
        return readUnsignedShort() << 16 | readUnsignedShort();
    }

    @Override
    public long readLong() throws EOFException {
        return (long) readInt() << 32 | readInt() & 0xFFFFFFFFL;
    }

    @Override
    public float readFloat() throws EOFException {
        return Float.intBitsToFloat(readInt());
    }

    @Override
    public double readDouble() throws EOFException {
        return Double.longBitsToDouble(readLong());
    }

    /** Up to a line end, each byte a character; null where nothing is left. */
    @Override
    public String readLine() {
        if (at == end) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        while (at < end) {
            char next = (char) (bytes[at++] & 0xFF);
            if (next == '\n') {
                break;
            }
            if (next == '\r') {
                at += at < end && bytes[at] == '\n' ? 1 : 0;
                break;
            }
            line.append(next);
        }
        return line.toString();
    }

    @Override
    public String readUTF() throws IOException {
        return DataInputStream.readUTF(this);
    }
}
