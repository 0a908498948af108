package io.bellwether.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Wakes by their time: a heap of four branches, 12 bytes a wake, in chunks that come and go with their number. Not
 * thread-safe.
 *
 * @param <K> the key
 */
final class WakeHeap<K> {

    private static final int BRANCHES = 4;
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final List<Chunk> chunks = new ArrayList<>();
    private int size;

    /** How many wakes are set. */
    int size() {
        return size;
    }

    void set(K key, long time) {
        if (size == chunks.size() * CHUNK) {
            chunks.add(new Chunk());
        }
        int at = size++;
        while (at > 0 && time((at - 1) / BRANCHES) > time) {
            move((at - 1) / BRANCHES, at);
            at = (at - 1) / BRANCHES;
        }
        put(at, key, time);
    }

    /** The earliest time; not without a wake. */
    long firstTime() {
        return time(0);
    }

    /** The key of the earliest wake, which is taken out; not without one. */
    K takeFirst() {
        K key = key(0);
        removeFirst();
        return key;
    }

    private void removeFirst() {
        size--;
        K lastKey = key(size);
        long last = time(size);
        put(size, null, 0);
        int at = 0;
        for (int least = leastBelow(at); least > 0 && time(least) < last; least = leastBelow(at)) {
            move(least, at);
            at = least;
        }
        if (size > 0) {
            put(at, lastKey, last);
        }
        // one to spare, or a size that swings around the end of a chunk would make and drop it again and again
        if (size < (chunks.size() - 2) * CHUNK) {
            chunks.remove(chunks.size() - 1);
        }
    }

    /** The earliest of those below one; 0 where there is none. */
    private int leastBelow(int at) {
        int first = at * BRANCHES + 1;
        if (first >= size) {
            return 0;
        }
        int least = first;
        for (int i = first + 1; i < Math.min(size, first + BRANCHES); i++) {
            least = time(i) < time(least) ? i : least;
        }
        return least;
    }

    private void move(int from, int to) {
        put(to, key(from), time(from));
    }

    private long time(int at) {
        return chunks.get(at >>> CHUNK_BITS).times[at & CHUNK - 1];
    }

    @SuppressWarnings("unchecked")
    private K key(int at) {
        return (K) chunks.get(at >>> CHUNK_BITS).keys[at & CHUNK - 1];
    }

    private void put(int at, K key, long time) {
        Chunk chunk = chunks.get(at >>> CHUNK_BITS);
        chunk.times[at & CHUNK - 1] = time;
        chunk.keys[at & CHUNK - 1] = key;
    }

    private static final class Chunk {
        private final long[] times = new long[CHUNK];
        private final Object[] keys = new Object[CHUNK];
    }
}
