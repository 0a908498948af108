package io.bellwether.metric;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Since when the things have been so that a level counts: how many by time, to the millisecond, in order. A level of a
 * million open cases has a million of these in each rollup, so they are kept in small arrays of eight bytes each; whoever
 * is looked for is the first. A number may be negative for as long as a departure is known and its arrival is not.
 */
final class SinceTimes {

    private static final int MOST = 512;
    private static final int FIRST = 4;

    /** In order, none empty, each all before the next. */
    private final List<Chunk> chunks;
    /** The first time of each, for a search that touches one array and not every chunk on its way. */
    private long[] firsts;

    /** Some neighbouring times as differences to one moment. */
    private static final class Chunk {
        private final long base;
        private int[] offsets;
        private int[] counts;
        private int size;
        /** Others may read it: it is not changed any more. */
        private boolean shared;

        Chunk(long base, int room) {
            this.base = base;
            this.offsets = new int[room];
            this.counts = new int[room];
        }

        boolean takes(long time) {
            long offset = time - base;
            return offset == (int) offset;
        }

        long time(int place) {
            return base + offsets[place];
        }

        int place(long time) {
            return Arrays.binarySearch(offsets, 0, size, (int) (time - base));
        }

        Chunk copy(int from, int to, int room) {
            Chunk copy = new Chunk(base, room);
            System.arraycopy(offsets, from, copy.offsets, 0, to - from);
            System.arraycopy(counts, from, copy.counts, 0, to - from);
            copy.size = to - from;
            return copy;
        }

        void resize(int room) {
            offsets = Arrays.copyOf(offsets, room);
            counts = Arrays.copyOf(counts, room);
        }

        void insert(int place, long time, int n) {
            if (size == offsets.length) {
                resize(Math.min(MOST, size * 2));
            }
            System.arraycopy(offsets, place, offsets, place + 1, size - place);
            System.arraycopy(counts, place, counts, place + 1, size - place);
            offsets[place] = (int) (time - base);
            counts[place] = n;
            size++;
        }

        void remove(int place) {
            size--;
            System.arraycopy(offsets, place + 1, offsets, place, size - place);
            System.arraycopy(counts, place + 1, counts, place, size - place);
            if (size > FIRST && size * 2 < offsets.length) {
                resize(size + size / 4);
            }
        }
    }

    SinceTimes() {
        this(new ArrayList<>(1), new long[1]);
    }

    private SinceTimes(List<Chunk> chunks, long[] firsts) {
        this.chunks = chunks;
        this.firsts = firsts;
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** Adds what changed. */
    void add(Tally changes) {
        for (int i = 0; i < changes.size(); i++) {
            add(changes.key(i), changes.sum(i, 0));
        }
    }

    /** Adds to the number of a time. */
    void add(long time, long n) {
        if (n == 0) {
            return;
        }
        int at = chunkOf(time);
        if (at < 0) {
            insertChunk(0, time, n);
            return;
        }
        Chunk chunk = chunks.get(at);
        int place = chunk.takes(time) ? chunk.place(time) : time < chunk.base ? -1 : -chunk.size - 1;
        if (place >= 0) {
            change(at, place, n);
        } else {
            insert(at, -place - 1, time, n);
        }
    }

    /** The last chunk that begins at or before a time, the first if none does, −1 if there is none. */
    private int chunkOf(long time) {
        if (chunks.isEmpty()) {
            return -1;
        }
        int at = Arrays.binarySearch(firsts, 0, chunks.size(), time);
        return at >= 0 ? at : Math.max(0, -at - 2);
    }

    private void addChunk(int at, Chunk chunk) {
        if (chunks.size() == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * firsts.length);
        }
        System.arraycopy(firsts, at, firsts, at + 1, chunks.size() - at);
        chunks.add(at, chunk);
        firsts[at] = chunk.time(0);
    }

    private void removeChunk(int at) {
        chunks.remove(at);
        System.arraycopy(firsts, at + 1, firsts, at, chunks.size() - at);
    }

    private void change(int at, int place, long n) {
        Chunk chunk = own(at);
        chunk.counts[place] = Math.toIntExact(chunk.counts[place] + n);
        if (chunk.counts[place] != 0) {
            return;
        }
        chunk.remove(place);
        if (chunk.size == 0) {
            removeChunk(at);
            return;
        }
        firsts[at] = chunk.time(0);
        if (chunk.size < MOST / 8) {
            join(at > 0 ? at - 1 : at);
        }
    }

    /** Makes one of two neighbours that are small. */
    private void join(int at) {
        if (at + 1 >= chunks.size()) {
            return;
        }
        Chunk one = chunks.get(at);
        Chunk other = chunks.get(at + 1);
        int size = one.size + other.size;
        if (size > MOST / 4 || !one.takes(other.time(other.size - 1))) {
            return;
        }
        Chunk both = one.copy(0, one.size, size);
        for (int i = 0; i < other.size; i++) {
            both.insert(both.size, other.time(i), other.counts[i]);
        }
        chunks.set(at, both);
        removeChunk(at + 1);
    }

    private void insert(int at, int place, long time, long n) {
        Chunk chunk = chunks.get(at);
        boolean last = place == chunk.size;
        if (!chunk.takes(time) || chunk.size == MOST && last) {
            insertChunk(last ? at + 1 : at, time, n);
        } else if (chunk.size == MOST) {
            chunks.set(at, chunk.copy(0, MOST / 2, MOST));
            addChunk(at + 1, chunk.copy(MOST / 2, MOST, MOST));
            add(time, n);
        } else {
            own(at).insert(place, time, Math.toIntExact(n));
            firsts[at] = chunks.get(at).time(0);
        }
    }

    private void insertChunk(int at, long time, long n) {
        Chunk chunk = new Chunk(time, FIRST);
        chunk.insert(0, time, Math.toIntExact(n));
        addChunk(at, chunk);
    }

    /** A chunk that may be changed. */
    private Chunk own(int at) {
        Chunk chunk = chunks.get(at);
        if (chunk.shared) {
            chunk = chunk.copy(0, chunk.size, chunk.offsets.length);
            chunks.set(at, chunk);
        }
        return chunk;
    }

    /** One that is the same now; neither sees what happens to the other. */
    SinceTimes copy() {
        chunks.forEach(chunk -> chunk.shared = true);
        return new SinceTimes(new ArrayList<>(chunks), Arrays.copyOf(firsts, Math.max(1, chunks.size())));
    }

    /**
     * The first time that has a number above zero, {@link LevelValue#NOBODY} if none.
     *
     * @param less what is to be taken away first; null for nothing
     */
    long oldest(Tally less) {
        int taken = 0;
        int most = less == null ? 0 : less.size();
        for (Chunk chunk : chunks) {
            for (int i = 0; i < chunk.size; i++) {
                long time = chunk.time(i);
                for (; taken < most && less.key(taken) < time; taken++) {
                    if (less.sum(taken, 0) < 0) {
                        return less.key(taken);
                    }
                }
                long n = chunk.counts[i];
                if (taken < most && less.key(taken) == time) {
                    n -= less.sum(taken, 0);
                    taken++;
                }
                if (n > 0) {
                    return time;
                }
            }
        }
        for (; taken < most; taken++) {
            if (less.sum(taken, 0) < 0) {
                return less.key(taken);
            }
        }
        return LevelValue.NOBODY;
    }

    void write(DataOutput out) throws IOException {
        int size = 0;
        for (Chunk chunk : chunks) {
            size += chunk.size;
        }
        Varint.writeUnsigned(size, out);
        long before = 0;
        for (Chunk chunk : chunks) {
            for (int i = 0; i < chunk.size; i++) {
                Varint.writeSigned(chunk.time(i) - before, out);
                Varint.writeSigned(chunk.counts[i], out);
                before = chunk.time(i);
            }
        }
    }

    static SinceTimes read(DataInput in) throws IOException {
        SinceTimes times = new SinceTimes();
        long time = 0;
        for (int i = Texts.readCount(in); i > 0; i--) {
            time += Varint.readSigned(in);
            times.add(time, Varint.readSigned(in));
        }
        return times;
    }
}
