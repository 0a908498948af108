package io.bellwether.event;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The parts of a stored event: numbers of variable length and texts. Texts are UTF-8, but for surrogates, each of which
 * takes three bytes, so that ids come back as they went whatever they hold. Holds scratch memory; not thread-safe.
 */
final class StoredBytes {
    /** A text of the largest record, where each byte became a character of three bytes. */
    private static final int LONGEST = 3 * EventDecoder.MAX_BYTES;

    private static final int POOLED_STRINGS = 1024;

    private final StringPool pool = new StringPool(POOLED_STRINGS);
    private byte[] scratch = new byte[256];
    private char[] chars = new char[256];

    void writeText(String text, DataOutput out) throws IOException {
        int count = text.length();
        if (scratch.length < 3 * count) {
            scratch = new byte[3 * count];
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
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
        Varint.writeUnsigned(length, out);
        out.write(scratch, 0, length);
    }

    String readText(DataInput in) throws IOException {
        int size = readChars(in);
        return new String(chars, 0, size);
    }

    /** A text with few values, from the pool. */
    String readLabel(DataInput in) throws IOException {
        int size = readChars(in);
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

    /** Fills the scratch characters; how many. */
    private int readChars(DataInput in) throws IOException {
        int length = readCount(in);
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        if (chars.length < length) {
            chars = new char[length];
        }
        in.readFully(scratch, 0, length);
        int bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= scratch[i];
            chars[i] = (char) scratch[i];
        }
        return bits >= 0 ? length : wideChars(length);
    }

    private int wideChars(int length) throws IOException {
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
