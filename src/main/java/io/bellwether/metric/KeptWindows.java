package io.bellwether.metric;

import java.util.Arrays;

/**
 * The windows of a rollup that may still be corrected, by their start, in arrays. Places are counted from 0, the oldest.
 * Most that happens is at the end: a rollup has one window more and one less in every pane.
 */
final class KeptWindows {

    private static final int FIRST_ROOM = 4;
    private static final byte DIRTY = 1;
    private static final byte OWN = 2;

    private long[] starts = new long[FIRST_ROOM];
    /** Null for a window in which nothing happened. */
    private Window[] windows = new Window[FIRST_ROOM];

    private byte[] marks = new byte[FIRST_ROOM];
    private int head;
    private int tail;
    private int dirty;

    int size() {
        return tail - head;
    }

    boolean isEmpty() {
        return tail == head;
    }

    long start(int place) {
        return starts[head + place];
    }

    /** The window, or null for one in which nothing happened. Not to be changed. */
    Window window(int place) {
        return windows[head + place];
    }

    long lastStart() {
        return starts[tail - 1];
    }

    /** The place of the first window that starts at a time or later; the size if there is none. */
    int from(long start) {
        if (tail == head || starts[tail - 1] < start) {
            return tail - head;
        }
        if (starts[tail - 1] == start) {
            return tail - head - 1;
        }
        int at = Arrays.binarySearch(starts, head, tail, start);
        return (at < 0 ? -at - 1 : at) - head;
    }

    /** The place of the window with that start; an empty one is made where there was none. */
    int open(long start) {
        int place = from(start);
        if (place == size() || start(place) != start) {
            insert(head + place, start);
            return from(start);
        }
        return place;
    }

    private void insert(int at, long start) {
        int place = at - head;
        if (tail == starts.length) {
            makeRoom();
        }
        int to = head + place;
        System.arraycopy(starts, to, starts, to + 1, tail - to);
        System.arraycopy(windows, to, windows, to + 1, tail - to);
        System.arraycopy(marks, to, marks, to + 1, tail - to);
        starts[to] = start;
        windows[to] = null;
        marks[to] = OWN;
        tail++;
    }

    /** Moves all to the front, into larger arrays where that gives little. */
    private void makeRoom() {
        int size = size();
        int room = size * 4 > starts.length * 3 ? Math.max(FIRST_ROOM, size * 2) : starts.length;
        moveTo(new long[room], new Window[room], new byte[room]);
    }

    private void moveTo(long[] newStarts, Window[] newWindows, byte[] newMarks) {
        int size = size();
        System.arraycopy(starts, head, newStarts, 0, size);
        System.arraycopy(windows, head, newWindows, 0, size);
        System.arraycopy(marks, head, newMarks, 0, size);
        starts = newStarts;
        windows = newWindows;
        marks = newMarks;
        head = 0;
        tail = size;
    }

    /** Adds a difference, which from now on may be a part of this. */
    void add(int place, Window difference) {
        int at = head + place;
        if (windows[at] == null) {
            windows[at] = difference;
            marks[at] |= OWN;
            return;
        }
        if ((marks[at] & OWN) == 0) {
            windows[at] = windows[at].copy();
            marks[at] |= OWN;
        }
        windows[at].add(difference);
    }

    /** It was told, and seldom changes again. */
    void rest(int place) {
        int at = head + place;
        if (windows[at] != null && (marks[at] & OWN) != 0) {
            windows[at].rest();
        }
    }

    /** Whether a window has changed since it was told. */
    boolean isDirty(int place) {
        return (marks[head + place] & DIRTY) != 0;
    }

    boolean anyDirty() {
        return dirty > 0;
    }

    /** The place of the first that has changed, at a place or later; the size if there is none. */
    int nextDirty(int place) {
        int at = head + place;
        while (at < tail && (marks[at] & DIRTY) == 0) {
            at++;
        }
        return at - head;
    }

    void setDirty(int place, boolean to) {
        int at = head + place;
        if (isDirty(place) != to) {
            marks[at] ^= DIRTY;
            dirty += to ? 1 : -1;
        }
    }

    void removeFirst() {
        setDirty(0, false);
        windows[head] = null;
        head++;
        if (head == tail) {
            head = 0;
            tail = 0;
        }
    }

    /** One that is the same now; neither sees what happens to the other. */
    KeptWindows copy() {
        KeptWindows copy = new KeptWindows();
        for (int at = head; at < tail; at++) {
            marks[at] &= ~OWN;
        }
        int room = size() + FIRST_ROOM;
        copy.head = head;
        copy.tail = tail;
        copy.dirty = dirty;
        copy.starts = starts;
        copy.windows = windows;
        copy.marks = marks;
        copy.moveTo(new long[room], new Window[room], new byte[room]);
        return copy;
    }
}
