package io.bellwether.metric;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Of one series of queues: how many contacts ended lately and how much work they were, by window, in arrays. */
final class TrailingWork {

    /** How far it is looked back at the least, ms. */
    static final long SPAN_MILLIS = 1_800_000;

    private static final int FIRST_ROOM = 8;

    private long[] starts;
    private long[] handled;
    private long[] work;
    private int size;

    TrailingWork() {
        this(FIRST_ROOM);
    }

    private TrailingWork(int room) {
        starts = new long[room];
        handled = new long[room];
        work = new long[room];
    }

    /** How far it is looked back from the end of a window, ms: over that window at least. */
    static long span(long length) {
        return Math.max(SPAN_MILLIS, length);
    }

    /** How far it is looked back from the start of a window, ms. */
    static long before(long length) {
        return span(length) - length;
    }

    /** Whether a window's differences have anything that is looked back at. */
    static boolean has(Window window) {
        return window.count(Measure.QUEUE_WORK_TIME) != 0 || window.timed(Measure.QUEUE_HANDLE) != 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** When the last window starts, epoch ms; not of an empty one. */
    long lastStart() {
        return starts[size - 1];
    }

    /** Adds what a window's differences have of it. */
    void add(long start, Window window) {
        int at = from(start);
        if (at == size || starts[at] != start) {
            insert(at, start);
        }
        handled[at] += window.timed(Measure.QUEUE_HANDLE);
        work[at] += window.count(Measure.QUEUE_WORK_TIME);
    }

    private void insert(int at, long start) {
        if (size == starts.length) {
            move(0, size * 2);
        }
        System.arraycopy(starts, at, starts, at + 1, size - at);
        System.arraycopy(handled, at, handled, at + 1, size - at);
        System.arraycopy(work, at, work, at + 1, size - at);
        starts[at] = start;
        handled[at] = 0;
        work[at] = 0;
        size++;
    }

    /** The place of the first window that starts at a time or later. */
    private int from(long start) {
        int at = Arrays.binarySearch(starts, 0, size, start);
        return at < 0 ? -at - 1 : at;
    }

    private void move(int first, int room) {
        starts = Arrays.copyOfRange(starts, first, first + room);
        handled = Arrays.copyOfRange(handled, first, first + room);
        work = Arrays.copyOfRange(work, first, first + room);
        size -= first;
    }

    /** How many contacts ended from a time until before another. */
    long handled(long from, long until) {
        return sum(handled, from, until);
    }

    /** How much work was told of in the same time, ms. */
    long work(long from, long until) {
        return sum(work, from, until);
    }

    private long sum(long[] of, long from, long until) {
        long sum = 0;
        for (int at = size - 1; at >= 0 && starts[at] >= from; at--) {
            sum += starts[at] < until ? of[at] : 0;
        }
        return sum;
    }

    /** Lets go of the windows that start before a time. */
    void forgetBefore(long time) {
        int first = from(time);
        if (first == size) {
            size = 0;
        } else if (first > size / 2) {
            move(first, Math.max(FIRST_ROOM, starts.length - first));
        }
    }

    /** One that is the same now; neither sees what happens to the other. */
    TrailingWork copy() {
        TrailingWork copy = new TrailingWork(Math.max(FIRST_ROOM, size + 1));
        System.arraycopy(starts, 0, copy.starts, 0, size);
        System.arraycopy(handled, 0, copy.handled, 0, size);
        System.arraycopy(work, 0, copy.work, 0, size);
        copy.size = size;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(size, out);
        for (int at = 0; at < size; at++) {
            Varint.writeSigned(starts[at] - (at == 0 ? 0 : starts[at - 1]), out);
            Varint.writeSigned(handled[at], out);
            Varint.writeSigned(work[at], out);
        }
    }

    static TrailingWork read(DataInput in) throws IOException {
        int size = Texts.readCount(in);
        TrailingWork read = new TrailingWork(Math.max(FIRST_ROOM, size + 1));
        for (int at = 0; at < size; at++) {
            read.starts[at] = Varint.readSigned(in) + (at == 0 ? 0 : read.starts[at - 1]);
            read.handled[at] = Varint.readSigned(in);
            read.work[at] = Varint.readSigned(in);
        }
        read.size = size;
        return read;
    }
}
