package io.bellwether.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Wakes in no order, 12 bytes each. They are never moved: each chunk has as much room as all before it, up to a limit, so that
 * a pile of a few is small and a large one has little to spare.
 *
 * @param <K> the key
 */
final class WakePile<K> {

    private static final int FIRST_CHUNK = 8;
    private static final int LARGEST_CHUNK = 1024;

    private final List<long[]> times = new ArrayList<>(1);
    private final List<Object[]> keys = new ArrayList<>(1);
    /** Those of the last chunk that are taken. */
    private int taken;

    private int size;

    int size() {
        return size;
    }

    void add(K key, long time) {
        int chunk = times.size() - 1;
        if (chunk < 0 || taken == times.get(chunk).length) {
            int room = Math.min(LARGEST_CHUNK, Math.max(FIRST_CHUNK, size));
            times.add(new long[room]);
            keys.add(new Object[room]);
            chunk++;
            taken = 0;
        }
        times.get(chunk)[taken] = time;
        keys.get(chunk)[taken] = key;
        taken++;
        size++;
    }

    /** Puts all of them in order. */
    @SuppressWarnings("unchecked")
    void pour(WakeHeap<K> into) {
        for (int chunk = 0; chunk < times.size(); chunk++) {
            long[] of = times.get(chunk);
            int count = chunk == times.size() - 1 ? taken : of.length;
            for (int i = 0; i < count; i++) {
                into.set((K) keys.get(chunk)[i], of[i]);
            }
        }
    }
}
