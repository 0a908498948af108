package io.bellwether.metric;

import io.bellwether.state.Unpacking;
import io.bellwether.state.Versions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Differences of one rolled-up series in one window, on the way from a combiner to the rollup. What came over the network
 * is read when somebody asks for it: on the way there is one who only looks at the key. Not thread-safe.
 */
public final class RollupWindow {

    private final CellKey key;
    private final long start;
    /** Null as long as nobody has asked for it. */
    private Window window;
    /** What the window was written as; null where it was not. */
    private final byte[] bytes;

    private final Versions stored;

    /** @param start of the window, epoch ms */
    public RollupWindow(CellKey key, long start, Window window) {
        this(key, start, Objects.requireNonNull(window), null, Versions.CURRENT);
    }

    private RollupWindow(CellKey key, long start, Window window, byte[] bytes, Versions stored) {
        this.key = key;
        this.start = start;
        this.window = window;
        this.bytes = bytes;
        this.stored = stored;
    }

    /** One that is not read yet. */
    static RollupWindow ofBytes(CellKey key, long start, byte[] bytes, Versions stored) {
        return new RollupWindow(key, start, null, bytes, stored);
    }

    public CellKey key() {
        return key;
    }

    /** Start of the window, epoch ms. */
    public long start() {
        return start;
    }

    /** The differences, which from now on belong to whoever asks. */
    public Window window() {
        if (window == null) {
            try {
                window = WindowCodec.INSTANCE.read(new Unpacking(bytes, bytes.length), stored);
            } catch (IOException e) {
                throw new UncheckedIOException("the differences of " + key, e);
            }
        }
        return window;
    }

    /** As they were written in the present version; null where they were not, or were read and may have changed. */
    byte[] unread() {
        return window == null && stored.areCurrent() ? bytes : null;
    }

    /** The same, counted under another key. */
    RollupWindow under(CellKey other) {
        return new RollupWindow(other, start, window, bytes, stored);
    }

    /** The same in a window that starts at another time. */
    public RollupWindow startingAt(long other) {
        return new RollupWindow(key, other, window, bytes, stored);
    }

    /** One of its own. */
    RollupWindow copy() {
        return new RollupWindow(key, start, window == null ? null : window.copy(), bytes, stored);
    }

    @Override
    public String toString() {
        return key + " " + start;
    }
}
