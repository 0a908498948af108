package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The events that a case has folded, by a 64-bit hash of (source, id): within one case a collision is out of the question
 * for practical purposes (2⁻⁵⁰ for a case of a hundred events). Remembers the last {@value #MOST}.
 */
final class SeenIds {

    static final int MOST = 1024;

    private long[] hashes = new long[4];
    private int size;

    /** Adds an event; false if it was there. */
    boolean add(ServiceEvent event) {
        long hash = hash(event);
        if (has(hash)) {
            return false;
        }
        if (size == MOST) {
            System.arraycopy(hashes, MOST / 2, hashes, 0, MOST / 2);
            size = MOST / 2;
        } else if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = hash;
        return true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean contains(ServiceEvent event) {
        return has(hash(event));
    }

    private boolean has(long hash) {
        for (int i = size - 1; i >= 0; i--) {
            if (hashes[i] == hash) {
                return true;
            }
        }
        return false;
    }

    private static long hash(ServiceEvent event) {
        return mix(mix(0xcbf29ce484222325L, event.source()), event.id());
    }

    /** FNV-1a over the characters, finished by the mixer of SplitMix64. */
    private static long mix(long seed, String text) {
        long hash = seed ^ 0x1f;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        return hash ^ (hash >>> 27);
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(size, out);
        for (int i = 0; i < size; i++) {
            out.writeLong(hashes[i]);
        }
    }

    static SeenIds read(DataInput in) throws IOException {
        SeenIds seen = new SeenIds();
        seen.size = (int) Varint.readUnsigned(in);
        seen.hashes = new long[Math.max(4, seen.size)];
        for (int i = 0; i < seen.size; i++) {
            seen.hashes[i] = in.readLong();
        }
        return seen;
    }
}
