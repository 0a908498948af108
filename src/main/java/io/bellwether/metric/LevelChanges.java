package io.bellwether.metric;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one level changed within one window: arrivals and departures by the moment they happened (for the maximum and the
 * integral), and the net change by the time since when (for the oldest). Commutative: any order of adding gives the same.
 */
public final class LevelChanges {

    private static final int ARRIVALS = 0;
    private static final int DEPARTURES = 1;

    private final Tally byTime;
    private final Tally netBySince;
    private long net;

    public LevelChanges() {
        this(new Tally(2), new Tally(1));
    }

    private LevelChanges(Tally byTime, Tally netBySince) {
        this.byTime = byTime;
        this.netBySince = netBySince;
    }

    /** Adds a change; weight −1 takes back an earlier one. */
    public void add(long time, long delta, long since, int weight) {
        long change = weight * delta;
        if (delta > 0) {
            byTime.add(time, change, 0);
        } else {
            byTime.add(time, 0, -change);
        }
        netBySince.add(since, change);
        net += change;
    }

    /** Adds all of another's changes. */
    public void add(LevelChanges other) {
        byTime.add(other.byTime);
        netBySince.add(other.netBySince);
        net += other.net;
    }

    /** Whether nothing was ever added, also nothing that was taken back. */
    boolean isUntouched() {
        return byTime.isUntouched() && netBySince.isUntouched();
    }

    /** Makes it as empty as a new one, with room for what it had. */
    void clear() {
        byTime.clear();
        netBySince.clear();
        net = 0;
    }

    /** Sum of all changes. */
    public long net() {
        return net;
    }

    /** Applies the net changes to a multiset of since-times: once (sign 1) or taken back (sign −1). */
    void applyTo(TreeMap<Long, Long> sinceTimes, int sign) {
        int size = netBySince.size();
        for (int i = 0; i < size; i++) {
            bump(sinceTimes, netBySince.key(i), sign * netBySince.sum(i, 0));
        }
    }

    /** The highest value within the window, given the value at its start. At equal times arrivals come first. */
    long max(long atStart) {
        long value = atStart;
        long max = atStart;
        int size = byTime.size();
        for (int i = 0; i < size; i++) {
            value += byTime.sum(i, ARRIVALS);
            max = Math.max(max, value);
            value -= byTime.sum(i, DEPARTURES);
        }
        return max;
    }

    /** Value × time over the window [start, end), given the value at its start. */
    long integral(long atStart, long start, long end) {
        long value = atStart;
        long from = start;
        long integral = 0;
        int size = byTime.size();
        for (int i = 0; i < size; i++) {
            integral += value * (byTime.key(i) - from);
            from = byTime.key(i);
            value += byTime.sum(i, ARRIVALS) - byTime.sum(i, DEPARTURES);
        }
        return integral + value * (end - from);
    }

    static void bump(TreeMap<Long, Long> multiset, long key, long n) {
        if (multiset.merge(key, n, Long::sum) == 0) {
            multiset.remove(key);
        }
    }

    void write(DataOutput out) throws IOException {
        byTime.write(out);
        netBySince.write(out);
    }

    static LevelChanges read(DataInput in) throws IOException {
        LevelChanges changes = new LevelChanges(Tally.read(2, in), Tally.read(1, in));
        int size = changes.netBySince.size();
        for (int i = 0; i < size; i++) {
            changes.net += changes.netBySince.sum(i, 0);
        }
        return changes;
    }

    static void writeMultiset(TreeMap<Long, Long> multiset, DataOutput out) throws IOException {
        Varint.writeUnsigned(multiset.size(), out);
        long before = 0;
        for (Map.Entry<Long, Long> entry : multiset.entrySet()) {
            Varint.writeSigned(entry.getKey() - before, out);
            Varint.writeSigned(entry.getValue(), out);
            before = entry.getKey();
        }
    }

    static TreeMap<Long, Long> readMultiset(DataInput in) throws IOException {
        TreeMap<Long, Long> multiset = new TreeMap<>();
        long key = 0;
        for (int i = Texts.readCount(in); i > 0; i--) {
            key += Varint.readSigned(in);
            multiset.put(key, Varint.readSigned(in));
        }
        return multiset;
    }
}
