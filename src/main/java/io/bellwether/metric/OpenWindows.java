package io.bellwether.metric;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What is open of one series, by the start of its window, in order. Mostly it is one and at times two, so they stand in
 * arrays and are looked for from the latest back. What was removed is used again: whoever removes has emptied it.
 */
final class OpenWindows<T> {

    private static final int FIRST_ROOM = 2;
    private static final int SPARES = 2;

    private final Supplier<T> maker;
    private long[] starts = new long[FIRST_ROOM];
    /** Those that are open, and behind them the spare ones. */
    private Object[] items = new Object[FIRST_ROOM];

    private int size;

    /** @param maker of empty ones */
    OpenWindows(Supplier<T> maker) {
        this.maker = maker;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The start at a place, 0 for the earliest. */
    long start(int place) {
        return starts[place];
    }

    @SuppressWarnings("unchecked")
    T get(int place) {
        return (T) items[place];
    }

    /** The one with that start; an empty one is opened where there was none. */
    T open(long start) {
        int at = size;
        while (at > 0 && starts[at - 1] > start) {
            at--;
        }
        if (at > 0 && starts[at - 1] == start) {
            return get(at - 1);
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            items = Arrays.copyOf(items, 2 * size);
        }
        Object item = items[size] == null ? maker.get() : items[size];
        System.arraycopy(starts, at, starts, at + 1, size - at);
        System.arraycopy(items, at, items, at + 1, size - at);
        starts[at] = start;
        items[at] = item;
        size++;
        return get(at);
    }

    /** Removes the earliest ones, which are empty. */
    void removeFirst(int n) {
        if (n < size) {
            Object[] removed = Arrays.copyOf(items, Math.min(n, SPARES));
            System.arraycopy(starts, n, starts, 0, size - n);
            System.arraycopy(items, n, items, 0, size - n);
            System.arraycopy(removed, 0, items, size - n, removed.length);
        }
        size -= n;
        Arrays.fill(items, Math.min(size + SPARES, items.length), items.length, null);
    }
}
