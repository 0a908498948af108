package io.bellwether.metric;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How one level changed within one window: arrivals and departures, by the moment they happened where somebody asks for
 * the maximum and the integral, and the net change by the time since when where somebody asks for the oldest.
 * Commutative: any order of adding gives the same.
 */
public final class LevelChanges {

    /** In place of a moment or a since-time that nobody asks for: such changes fall together at the window's start. */
    static final long UNTOLD = Long.MIN_VALUE;

    private static final int ARRIVALS = 0;
    private static final int DEPARTURES = 1;
    private static final int HAS_MOMENTS = 1;
    private static final int HAS_SINCE_TIMES = 2;
    /** So many since-times rest as they are. */
    private static final int FEW = 8;

    /** Those whose moment is not told. */
    private long arrivals;

    private long departures;
    /** Null as long as no moment was told. */
    private Tally byTime;
    /** Null as long as no since-time was told, or while they rest. */
    private Tally netBySince;
    /** The same as it is written; null as long as they do not rest. */
    private byte[] resting;

    private long net;

    /**
     * Adds a change; weight −1 takes back an earlier one.
     *
     * @param time when, or {@link #UNTOLD}
     * @param since since when what arrives or departs has been so, or {@link #UNTOLD}
     */
    void add(long time, long delta, long since, int weight) {
        long change = weight * delta;
        long up = delta > 0 ? change : 0;
        long down = delta > 0 ? 0 : -change;
        if (time == UNTOLD) {
            arrivals += up;
            departures += down;
        } else {
            moments().add(time, up, down);
        }
        if (since != UNTOLD) {
            sinceTimes().add(since, change);
        }
        net += change;
    }

    private Tally moments() {
        if (byTime == null) {
            byTime = new Tally(2);
        }
        return byTime;
    }

    private Tally sinceTimes() {
        if (netBySince == null) {
            netBySince = resting == null ? new Tally(1) : Tally.ofBytes(1, resting);
            resting = null;
        }
        return netBySince;
    }

    /**
     * Nothing is expected to change for a while: since-times, of which a window has as many as cases were opened and solved
     * in it, take two or three bytes then instead of sixteen.
     */
    void rest() {
        if (netBySince != null && netBySince.size() > FEW) {
            resting = netBySince.toBytes();
            netBySince = null;
        }
    }

    /** Adds all of another's changes. */
    void add(LevelChanges other) {
        arrivals += other.arrivals;
        departures += other.departures;
        if (other.byTime != null && !other.byTime.isUntouched()) {
            moments().add(other.byTime);
        }
        Tally its = other.bySince();
        if (its != null && !its.isUntouched()) {
            sinceTimes().add(its);
        }
        net += other.net;
    }

    /** Whether nothing was ever added, also nothing that was taken back. */
    boolean isUntouched() {
        return arrivals == 0
                && departures == 0
                && (byTime == null || byTime.isUntouched())
                && resting == null
                && (netBySince == null || netBySince.isUntouched());
    }

    /** Makes it as empty as a new one, with room for what it had. */
    void clear() {
        arrivals = 0;
        departures = 0;
        net = 0;
        resting = null;
        if (byTime != null) {
            byTime.clear();
        }
        if (netBySince != null) {
            netBySince.clear();
        }
    }

    /** An independent copy. */
    LevelChanges copy() {
        LevelChanges copy = new LevelChanges();
        copy.arrivals = arrivals;
        copy.departures = departures;
        copy.byTime = byTime == null ? null : byTime.copy();
        copy.netBySince = netBySince == null ? null : netBySince.copy();
        copy.resting = resting;
        copy.net = net;
        return copy;
    }

    /** Sum of all changes. */
    public long net() {
        return net;
    }

    /** The net changes by the time since when, or null where none was told. Not to be changed. */
    Tally bySince() {
        return resting == null ? netBySince : Tally.ofBytes(1, resting);
    }

    /** The highest value within the window, given the value at its start. At equal times arrivals come first. */
    long max(long atStart) {
        long value = atStart + arrivals;
        long max = Math.max(atStart, value);
        value -= departures;
        int size = byTime == null ? 0 : byTime.size();
        for (int i = 0; i < size; i++) {
            value += byTime.sum(i, ARRIVALS);
            max = Math.max(max, value);
            value -= byTime.sum(i, DEPARTURES);
        }
        return max;
    }

    /** Value × time over the window [start, end), given the value at its start. */
    long integral(long atStart, long start, long end) {
        long value = atStart + arrivals - departures;
        long from = start;
        long integral = 0;
        int size = byTime == null ? 0 : byTime.size();
        for (int i = 0; i < size; i++) {
            integral += value * (byTime.key(i) - from);
            from = byTime.key(i);
            value += byTime.sum(i, ARRIVALS) - byTime.sum(i, DEPARTURES);
        }
        return integral + value * (end - from);
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(
                (byTime == null ? 0 : HAS_MOMENTS) | (netBySince == null && resting == null ? 0 : HAS_SINCE_TIMES));
        Varint.writeSigned(arrivals, out);
        Varint.writeSigned(departures, out);
        if (byTime != null) {
            byTime.write(out);
        }
        if (resting != null) {
            out.write(resting);
        } else if (netBySince != null) {
            netBySince.write(out);
        }
    }

    static LevelChanges read(DataInput in) throws IOException {
        LevelChanges changes = new LevelChanges();
        int has = in.readUnsignedByte();
        changes.arrivals = Varint.readSigned(in);
        changes.departures = Varint.readSigned(in);
        changes.net = changes.arrivals - changes.departures;
        if ((has & HAS_MOMENTS) != 0) {
            changes.byTime = Tally.read(2, in);
            for (int i = 0; i < changes.byTime.size(); i++) {
                changes.net += changes.byTime.sum(i, ARRIVALS) - changes.byTime.sum(i, DEPARTURES);
            }
        }
        changes.netBySince = (has & HAS_SINCE_TIMES) == 0 ? null : Tally.read(1, in);
        return changes;
    }
}
