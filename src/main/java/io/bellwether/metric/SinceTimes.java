package io.bellwether.metric;

import io.bellwether.metric.SinceChunk.Cursor;
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
 * million open cases has a million of these in each rollup, so they are kept as bytes, in pieces; whoever is looked for is
 * the first. A number may be negative for as long as a departure is known and its arrival is not.
 *
 * <p>To keep them by the second instead would bound them by time, but only a pace of several cases a second in one series
 * would make use of it: a million cases that were opened in a month are one in three seconds. As differences they take two
 * or three bytes each at any pace, and the oldest is known exactly.
 */
final class SinceTimes {

    private static final int MOST = 128;

    /** In order, none empty, each all before the next. */
    private final List<SinceChunk> chunks;
    /** The first time of each, for a search that touches one array and not every chunk on its way. */
    private long[] firsts;
    /** The sum of the numbers of each, for a count of many that looks into few. */
    private long[] totals;

    SinceTimes() {
        this(new ArrayList<>(1), new long[1], new long[1]);
    }

    private SinceTimes(List<SinceChunk> chunks, long[] firsts, long[] totals) {
        this.chunks = chunks;
        this.firsts = firsts;
        this.totals = totals;
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
            addChunk(0, new SinceChunk(time, n));
            return;
        }
        if (chunks.get(at).size() == MOST) {
            if (time > chunks.get(at).last()) {
                addChunk(at + 1, new SinceChunk(time, n));
                return;
            }
            split(at);
            at = chunkOf(time);
        }
        SinceChunk chunk = chunks.get(at).own();
        chunks.set(at, chunk);
        int before = chunk.size();
        chunk.add(time, n);
        if (chunk.size() == 0) {
            removeChunk(at);
            return;
        }
        firsts[at] = chunk.first();
        totals[at] += n;
        if (chunk.size() < before && chunk.size() < MOST / 4) {
            join(at > 0 ? at - 1 : at);
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

    private void addChunk(int at, SinceChunk chunk) {
        if (chunks.size() == firsts.length) {
            int room = firsts.length + firsts.length / 2 + 1;
            firsts = Arrays.copyOf(firsts, room);
            totals = Arrays.copyOf(totals, room);
        }
        System.arraycopy(firsts, at, firsts, at + 1, chunks.size() - at);
        System.arraycopy(totals, at, totals, at + 1, chunks.size() - at);
        chunks.add(at, chunk);
        firsts[at] = chunk.first();
        totals[at] = chunk.upTo(chunk.last());
    }

    private void removeChunk(int at) {
        chunks.remove(at);
        System.arraycopy(firsts, at + 1, firsts, at, chunks.size() - at);
        System.arraycopy(totals, at + 1, totals, at, chunks.size() - at);
    }

    private void split(int at) {
        SinceChunk[] halves = chunks.get(at).halves();
        chunks.set(at, halves[0]);
        totals[at] = halves[0].upTo(halves[0].last());
        addChunk(at + 1, halves[1]);
    }

    /** Makes one of two neighbours that are small. */
    private void join(int at) {
        if (at + 1 < chunks.size() && chunks.get(at).size() + chunks.get(at + 1).size() <= MOST / 2) {
            SinceChunk both = chunks.get(at).own();
            both.addAll(chunks.get(at + 1));
            chunks.set(at, both);
            totals[at] += totals[at + 1];
            removeChunk(at + 1);
        }
    }

    /** One that is the same now; neither sees what happens to the other. */
    SinceTimes copy() {
        chunks.forEach(SinceChunk::share);
        int room = Math.max(1, chunks.size());
        return new SinceTimes(new ArrayList<>(chunks), Arrays.copyOf(firsts, room), Arrays.copyOf(totals, room));
    }

    /**
     * The first time that has a number above zero, {@link LevelValue#NOBODY} if none.
     *
     * @param less what is to be taken away first; null for nothing
     */
    long oldest(Tally less) {
        int taken = 0;
        int most = less == null ? 0 : less.size();
        for (SinceChunk chunk : chunks) {
            for (Cursor at = new Cursor(chunk); at.step(); ) {
                long time = at.time();
                for (; taken < most && less.key(taken) < time; taken++) {
                    if (less.sum(taken, 0) < 0) {
                        return less.key(taken);
                    }
                }
                long n = at.n();
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

    /**
     * How many are of which age. Of a million it adds up the sums of some thousand chunks, and looks into as many as there
     * are bounds between ages.
     *
     * @param now at which they are asked for, epoch ms
     * @param counts by ordinal of the {@link AgeBucket}; what there is is written over
     */
    void countAges(long now, long[] counts) {
        int at = 0;
        long whole = 0;
        long older = 0;
        for (int bucket = counts.length - 1; bucket >= 0; bucket--) {
            long last =
                    bucket == 0 ? Long.MAX_VALUE : now - AgeBucket.at(bucket).fromMillis();
            while (at + 1 < chunks.size() && firsts[at + 1] <= last) {
                whole += totals[at++];
            }
            long upTo = chunks.isEmpty() ? 0 : whole + upTo(at, last);
            counts[bucket] = upTo - older;
            older = upTo;
        }
    }

    /** The sum of one chunk's numbers up to and at a time. */
    private long upTo(int at, long last) {
        SinceChunk chunk = chunks.get(at);
        return chunk.last() <= last ? totals[at] : chunk.upTo(last);
    }

    void write(DataOutput out) throws IOException {
        int size = 0;
        for (SinceChunk chunk : chunks) {
            size += chunk.size();
        }
        Varint.writeUnsigned(size, out);
        long before = 0;
        for (SinceChunk chunk : chunks) {
            for (Cursor at = new Cursor(chunk); at.step(); ) {
                Varint.writeSigned(at.time() - before, out);
                Varint.writeSigned(at.n(), out);
                before = at.time();
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
