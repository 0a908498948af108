package io.bellwether.event;

import io.bellwether.state.Part;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which events were taken already, by a 64-bit hash of (source, id), so that what is sent again counts for nothing. What
 * was taken within the horizon is known; how long beyond it an id is kept, up to once more, is left open.
 *
 * <p>Two generations of hashes, of which the older is dropped when the younger has lasted for a horizon: so no hash needs a
 * time of its own, and an id takes 8 bytes where it is stored. A generation holds at most {@value #MOST}: beyond, the
 * older one goes before its time, and {@link #mayHaveForgotten} says of which events nothing can be said any more.
 *
 * <p>An event that is new is taken for a known one with a probability of n · 2⁻⁶⁴ among n known ones: 10⁻¹⁸ in a case of
 * twenty events, 10⁻¹⁴ in the largest. Not thread-safe.
 */
public final class SeenIds {

    /** How it is written. */
    public static final Part PART = new Part("seen-ids", 1);

    /** The most ids of a generation. */
    public static final int MOST = 1 << 16;

    private static final long NEVER = Long.MIN_VALUE;
    /** Never added to: so is no older generation. */
    private static final LongSet NONE = new LongSet();

    private LongSet younger;
    private LongSet older = NONE;
    /** When the younger generation began. */
    private long youngerSince = NEVER;
    /** When the older one began; what was taken until then may have been dropped. */
    private long olderSince = NEVER;
    /** The end of what was dropped. */
    private long forgottenUntil = NEVER;

    private long lastAt = NEVER;
    private long closedUntil = NEVER;

    /** Nothing was taken yet. */
    public SeenIds() {
        this(new LongSet());
    }

    private SeenIds(LongSet younger) {
        this.younger = younger;
    }

    /**
     * Adds an event; false if it was there.
     *
     * @param at when it counts from, epoch ms; never before the last one's
     * @param horizonMillis how long it is known at least
     */
    public boolean add(ServiceEvent event, long at, long horizonMillis) {
        return add(hash(event), at, horizonMillis);
    }

    /** The same by the event's {@link #hash}, for who needs it more than once. */
    public boolean add(long hash, long at, long horizonMillis) {
        if (has(hash)) {
            return false;
        }
        addNew(hash, at, horizonMillis);
        return true;
    }

    /** Adds one by its {@link #hash} that is known not to be there. */
    public void addNew(long hash, long at, long horizonMillis) {
        lastAt = Math.max(lastAt, at);
        if (youngerSince == NEVER) {
            youngerSince = lastAt;
        } else if (lastAt - youngerSince > horizonMillis || younger.size() == MOST) {
            rotate();
        }
        younger.addNew(hash);
    }

    private void rotate() {
        if (older.size() > 0) {
            forgottenUntil = youngerSince;
        }
        older = younger;
        olderSince = youngerSince;
        younger = new LongSet();
        youngerSince = lastAt;
    }

    /** Whether the event was taken, and is not so old that its id has been dropped. */
    public boolean contains(ServiceEvent event) {
        return has(hash(event));
    }

    /** The same by the event's {@link #hash}. */
    public boolean contains(long hash) {
        return has(hash);
    }

    /** Whether nothing can be said of events of that time any more, because their ids may have been dropped. */
    public boolean mayHaveForgotten(long time) {
        return time <= forgottenUntil;
    }

    /**
     * Whatever they were about is over: what is new and happened until then has no place any more.
     *
     * @param until epoch ms; mostly {@link #lastAt}
     */
    public void close(long until) {
        closedUntil = until;
    }

    /** Whether that time belongs to what is over. */
    public boolean isClosed(long time) {
        return time <= closedUntil;
    }

    /** Whether nothing was ever added. */
    public boolean isEmpty() {
        return lastAt == NEVER;
    }

    /** From when the last one that was added counts, epoch ms; {@link Long#MIN_VALUE} where there is none. */
    public long lastAt() {
        return lastAt;
    }

    private boolean has(long hash) {
        return younger.has(hash) || older.has(hash);
    }

    /** What stands for an event here: for short use, it is not that of every release. */
    public static long hash(ServiceEvent event) {
        return IdHash.of(event.source(), event.id());
    }

    /** @param base a time near the last one's, epoch ms: the shorter is what is written */
    public void write(long base, DataOutput out) throws IOException {
        out.writeByte((isEmpty() ? 0 : 1)
                | (older.size() == 0 ? 0 : 2)
                | (forgottenUntil == NEVER ? 0 : 4)
                | (closedUntil == NEVER ? 0 : 8));
        if (isEmpty()) {
            return;
        }
        Varint.writeSigned(lastAt - base, out);
        Varint.writeSigned(youngerSince - lastAt, out);
        younger.write(out);
        if (older.size() > 0) {
            Varint.writeSigned(olderSince - lastAt, out);
            older.write(out);
        }
        if (forgottenUntil != NEVER) {
            Varint.writeSigned(forgottenUntil - lastAt, out);
        }
        if (closedUntil != NEVER) {
            Varint.writeSigned(closedUntil - lastAt, out);
        }
    }

    /** Reads what {@link #write} wrote with the same base. */
    public static SeenIds read(long base, DataInput in) throws IOException {
        int present = in.readUnsignedByte();
        if ((present & 1) == 0) {
            return new SeenIds();
        }
        long lastAt = base + Varint.readSigned(in);
        long youngerSince = lastAt + Varint.readSigned(in);
        SeenIds seen = new SeenIds(LongSet.read(in));
        seen.lastAt = lastAt;
        seen.youngerSince = youngerSince;
        if ((present & 2) != 0) {
            seen.olderSince = seen.lastAt + Varint.readSigned(in);
            seen.older = LongSet.read(in);
        }
        if ((present & 4) != 0) {
            seen.forgottenUntil = seen.lastAt + Varint.readSigned(in);
        }
        if ((present & 8) != 0) {
            seen.closedUntil = seen.lastAt + Varint.readSigned(in);
        }
        return seen;
    }
}
