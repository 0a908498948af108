package io.bellwether.event;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The parts of a stored event: numbers of variable length and texts. Texts are UTF-8, but for surrogates, each of which
 * takes three bytes, so that ids come back as they went whatever they hold. Holds scratch memory; not thread-safe.
 */
final class StoredBytes {
    /** A text of the largest record, where each byte became a character of three bytes. */
    private static final int LONGEST = 3 * EventDecoder.MAX_BYTES;

    /** A power of two. */
    private static final int POOLED_STRINGS = 8192;

    private static final int LONGEST_LABEL = 64;

    private final StringPool pool = new StringPool(POOLED_STRINGS);
    /** Labels that were asked for, at places that their hashes tell, and their bytes. */
    private final String[] labels = new String[POOLED_STRINGS];

    private final byte[][] labelBytes = new byte[POOLED_STRINGS][];
    private byte[] scratch = new byte[256];
    private char[] chars = new char[256];

    void writeText(String text, DataOutput out) throws IOException {
        int length = fill(text);
        Varint.writeUnsigned(length, out);
        out.write(scratch, 0, length);
    }

    /** The same of a text with few values, mostly the very object that was written before. */
    void writeLabel(String label, DataOutput out) throws IOException {
        if (label.length() > LONGEST_LABEL) {
            writeText(label, out);
            return;
        }
        byte[] bytes = ofLabel(label);
        Varint.writeUnsigned(bytes.length, out);
        out.write(bytes, 0, bytes.length);
    }

    /** Of another object of the same letters they are found out anew: to compare letters is what this saves. */
    @SuppressWarnings("ReferenceEquality")
    private byte[] ofLabel(String label) {
        int place = label.hashCode() & POOLED_STRINGS - 1;
        if (labels[place] != label) {
            int length = fill(label);
            labelBytes[place] = Arrays.copyOf(scratch, length);
            labels[place] = label;
        }
        return labelBytes[place];
    }

    /** Whether a text with few values is a stored one, whose bytes begin and end there. */
    boolean isLabel(String label, byte[] stored, int from, int to) {
        if (label.length() > LONGEST_LABEL) {
            return false;
        }
        byte[] bytes = ofLabel(label);
        return Arrays.equals(bytes, 0, bytes.length, stored, from, to);
    }

    /**
     * Writes a text beside a stored one: how many of that one's bytes it begins with, and its rest. Nothing where the two are
     * the same.
     *
     * @param stored where the other one's bytes begin and end
     * @return whether it is another text
     */
    boolean writeRest(String text, byte[] stored, int from, int to, DataOutput out) throws IOException {
        int length = fill(text);
        int shared = Arrays.mismatch(scratch, 0, length, stored, from, to);
        if (shared < 0) {
            return false;
        }
        Varint.writeUnsigned(shared, out);
        Varint.writeUnsigned(length - shared, out);
        out.write(scratch, shared, length - shared);
        return true;
    }

    /** The text whose rest beside another was written. */
    String readRest(String other, DataInput in) throws IOException {
        return text(readBytesRest(other, in));
    }

    /** The same of a text with few values, from the pool. */
    String readLabelRest(String other, DataInput in) throws IOException {
        return label(readBytesRest(other, in));
    }

    private int readBytesRest(String other, DataInput in) throws IOException {
        int known = fill(other);
        int shared = readCount(in);
        int rest = readCount(in);
        if (shared > known) {
            throw new IOException("stored event is damaged: " + shared + " of " + known + " bytes are shared");
        }
        if (scratch.length < shared + rest) {
            scratch = Arrays.copyOf(scratch, shared + rest);
        }
        in.readFully(scratch, shared, rest);
        return shared + rest;
    }

    /** Fills the scratch bytes; how many. */
    private int fill(String text) {
        int count = text.length();
        if (scratch.length < 3 * count) {
            scratch = new byte[3 * count];
        }
        int length = fillAscii(text);
        for (int i = length; i < count; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                scratch[length++] = (byte) c;
            } else if (c < 0x800) {
                scratch[length++] = (byte) (0xC0 | c >> 6);
                scratch[length++] = (byte) (0x80 | c & 0x3F);
            } else {
                scratch[length++] = (byte) (0xE0 | c >> 12);
                scratch[length++] = (byte) (0x80 | c >> 6 & 0x3F);
                scratch[length++] = (byte) (0x80 | c & 0x3F);
            }
        }
        return length;
    }

    /** Fills the scratch bytes with the first characters, as long as each is one of ASCII, as mostly all are; how many. */
    private int fillAscii(String text) {
        byte[] to = scratch;
        int count = text.length();
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return i;
            }
            to[i] = (byte) c;
        }
        return count;
    }

    String readText(DataInput in) throws IOException {
        return text(readBytes(in));
    }

    /** A text with few values, from the pool. */
    String readLabel(DataInput in) throws IOException {
        return label(readBytes(in));
    }

    /** The text of so many scratch bytes. */
    private String text(int length) throws IOException {
        if (Bytes.isAscii(scratch, 0, length)) {
            return new String(scratch, 0, length, StandardCharsets.ISO_8859_1);
        }
        int size = decode(length);
        return new String(chars, 0, size);
    }

    private String label(int length) throws IOException {
        if (Bytes.endOfPlain(scratch, 0, length) == length) {
            return pool.get(scratch, 0, length);
        }
        int size = decode(length);
        return pool.get(chars, 0, size);
    }

    /** A number of things that each take at least a byte. */
    int readCount(DataInput in) throws IOException {
        long count = Varint.readUnsigned(in);
        if (count < 0 || count > LONGEST) {
            throw new IOException("stored event is damaged: a length of " + count);
        }
        return (int) count;
    }

    /** Fills the scratch bytes; how many. */
    private int readBytes(DataInput in) throws IOException {
        int length = readCount(in);
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        in.readFully(scratch, 0, length);
        return length;
    }

    /** From scratch bytes to scratch characters; how many. */
    private int decode(int length) throws IOException {
        if (chars.length < length) {
            chars = new char[length];
        }
        int size = 0;
        int i = 0;
        while (i < length) {
            int b = scratch[i];
            int width = b >= 0 ? 1 : (b & 0xE0) == 0xC0 ? 2 : 3;
            if (i + width > length) {
                throw new IOException("stored event is damaged: a text ends within a character");
            }
            chars[size++] = switch (width) {
                case 1 -> (char) b;
                case 2 -> (char) ((b & 0x1F) << 6 | scratch[i + 1] & 0x3F);
                default -> (char) ((b & 0x0F) << 12 | (scratch[i + 1] & 0x3F) << 6 | scratch[i + 2] & 0x3F);
            };
            i += width;
        }
        return size;
    }
}
