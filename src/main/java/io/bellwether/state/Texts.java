package io.bellwether.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Texts of any length and with any characters, also halves of surrogate pairs, so that they come back as they went: twice the number
 * of characters, and one more if any of them takes two bytes; then the characters, all of one byte or all of two.
 */
public final class Texts {

    private static final int NARROW = 0x100;
    private static final long LONGEST = 1 << 28;

    private Texts() {}

    /** Writes a text that is not null. */
    public static void write(String text, DataOutput out) throws IOException {
        boolean wide = isWide(text);
        int length = text.length();
        Varint.writeUnsigned((long) length << 1 | (wide ? 1 : 0), out);
        // not writeBytes: Flink's buffer counts what that writes twice
        for (int i = 0; i < length; i++) {
            if (wide) {
                out.writeChar(text.charAt(i));
            } else {
                out.writeByte(text.charAt(i));
            }
        }
    }

    private static boolean isWide(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= NARROW) {
                return true;
            }
        }
        return false;
    }

    /** Reads a text. */
    public static String read(DataInput in) throws IOException {
        return read(Varint.readUnsigned(in), in);
    }

    static String read(long head, DataInput in) throws IOException {
        int length = count(head >>> 1);
        if (length == 0) {
            return "";
        }
        byte[] bytes = new byte[(head & 1) == 0 ? length : 2 * length];
        in.readFully(bytes);
        return (head & 1) == 0 ? new String(bytes, StandardCharsets.ISO_8859_1) : wide(bytes);
    }

    /** By hand, for a decoder replaces half a pair. */
    private static String wide(byte[] bytes) {
        char[] chars = new char[bytes.length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (bytes[2 * i] << 8 | bytes[2 * i + 1] & 0xFF);
        }
        return new String(chars);
    }

    /** Writes a list. */
    public static void writeAll(List<String> texts, DataOutput out) throws IOException {
        Varint.writeUnsigned(texts.size(), out);
        for (int i = 0; i < texts.size(); i++) {
            write(texts.get(i), out);
        }
    }

    /** Reads a list, which is the caller's own. */
    public static List<String> readAll(DataInput in) throws IOException {
        int size = readCount(in);
        List<String> texts = new ArrayList<>(Math.min(size, 16));
        for (int i = 0; i < size; i++) {
            texts.add(read(in));
        }
        return texts;
    }

    /** Writes a map, sorted by its keys. */
    public static void writeMap(Map<String, String> map, DataOutput out) throws IOException {
        Varint.writeUnsigned(map.size(), out);
        for (Map.Entry<String, String> entry : sorted(map).entrySet()) {
            write(entry.getKey(), out);
            write(entry.getValue(), out);
        }
    }

    private static Map<String, String> sorted(Map<String, String> map) {
        return map.size() < 2 || map instanceof TreeMap<String, String> tree && tree.comparator() == null
                ? map
                : new TreeMap<>(map);
    }

    /** Reads a map, which is the caller's own. */
    public static TreeMap<String, String> readMap(DataInput in) throws IOException {
        TreeMap<String, String> map = new TreeMap<>();
        for (int i = readCount(in); i > 0; i--) {
            map.put(read(in), read(in));
        }
        return map;
    }

    /**
     * Writes bytes.
     *
     * @param bytes null for none
     */
    public static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        Varint.writeUnsigned(bytes == null ? 0 : bytes.length + 1L, out);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /** Reads bytes, or null. */
    public static byte[] readBytes(DataInput in) throws IOException {
        int length = readCount(in) - 1;
        byte[] bytes = length < 0 ? null : new byte[length];
        if (bytes != null) {
            in.readFully(bytes);
        }
        return bytes;
    }

    /** Reads how many things there are, each of which takes a byte at least. */
    public static int readCount(DataInput in) throws IOException {
        return count(Varint.readUnsigned(in));
    }

    private static int count(long count) throws IOException {
        if (count < 0 || count > LONGEST) {
            throw new IOException("there cannot be " + count + " of something");
        }
        return (int) count;
    }
}
