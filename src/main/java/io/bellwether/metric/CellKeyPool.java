package io.bellwether.metric;

import io.bellwether.state.Versions;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads cells' keys and gives the same object for the same bytes: a task reads the same few thousand keys in every pane.
 * Not thread-safe.
 */
final class CellKeyPool {

    private static final int MOST = 1 << 14;
    private static final int LISTS = 3;

    private CellKey[] table = new CellKey[1 << 8];
    private int[] hashes = new int[table.length];
    private int size;
    private byte[] scratch = new byte[128];
    private int length;

    /** Reads one key that was written in the present version. */
    CellKey read(DataInput in) throws IOException {
        collect(in);
        int hash = hash();
        int at = find(hash);
        if (table[at] == null) {
            if (size >= table.length / 2) {
                grow();
                at = find(hash);
            }
            table[at] = CellKeyCodec.INSTANCE.read(
                    new DataInputStream(new ByteArrayInputStream(scratch, 0, length)), Versions.CURRENT);
            hashes[at] = hash;
            size++;
        }
        return table[at];
    }

    int size() {
        return size;
    }

    private int find(int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        while (table[at] != null && !(hashes[at] == hash && isAt(at))) {
            at = at + 1 & mask;
        }
        return at;
    }

    private boolean isAt(int at) {
        byte[] bytes = table[at].bytes();
        return Arrays.equals(bytes, 0, bytes.length, scratch, 0, length);
    }

    private int hash() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + scratch[i];
        }
        return hash ^ hash >>> 16;
    }

    /** Larger, or empty where it is as large as may be: keys that never come again must not stay. */
    private void grow() {
        CellKey[] old = table;
        int[] oldHashes = hashes;
        boolean full = old.length >= MOST;
        table = new CellKey[full ? old.length : old.length * 2];
        hashes = new int[table.length];
        size = 0;
        for (int i = 0; i < old.length && !full; i++) {
            if (old[i] != null) {
                int at = oldHashes[i] & table.length - 1;
                while (table[at] != null) {
                    at = at + 1 & table.length - 1;
                }
                table[at] = old[i];
                hashes[at] = oldHashes[i];
                size++;
            }
        }
    }

    /** The bytes of one key, as {@link CellKeyCodec} wrote them: a code, and then lists of texts. */
    private void collect(DataInput in) throws IOException {
        length = 0;
        append(in.readByte());
        for (int list = 0; list < LISTS; list++) {
            for (long texts = number(in); texts > 0; texts--) {
                long head = number(in);
                int bytes = (int) ((head >>> 1) << (head & 1));
                room(bytes);
                in.readFully(scratch, length, bytes);
                length += bytes;
            }
        }
    }

    private long number(DataInput in) throws IOException {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.readByte();
            append(next);
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    private void append(byte next) {
        room(1);
        scratch[length++] = next;
    }

    private void room(int more) {
        if (length + more > scratch.length) {
            scratch = Arrays.copyOf(scratch, Math.max(length + more, scratch.length * 2));
        }
    }
}
