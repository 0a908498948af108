package io.bellwether.metric;

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

    private final TreeMap<Long, long[]> byTime = new TreeMap<>();
    private final TreeMap<Long, Long> netBySince = new TreeMap<>();
    private long net;

    /** Adds a change; weight −1 takes back an earlier one. */
    public void add(long time, long delta, long since, int weight) {
        long[] arrivalsAndDepartures = byTime.computeIfAbsent(time, t -> new long[2]);
        if (delta > 0) {
            arrivalsAndDepartures[0] += weight * delta;
        } else {
            arrivalsAndDepartures[1] -= weight * delta;
        }
        bump(netBySince, since, weight * delta);
        net += weight * delta;
    }

    /** Adds all of another's changes. */
    public void add(LevelChanges other) {
        other.byTime.forEach((time, theirs) -> {
            long[] ours = byTime.computeIfAbsent(time, t -> new long[2]);
            ours[0] += theirs[0];
            ours[1] += theirs[1];
        });
        other.netBySince.forEach((since, n) -> bump(netBySince, since, n));
        net += other.net;
    }

    /** Sum of all changes. */
    public long net() {
        return net;
    }

    /** Applies the net changes to a multiset of since-times: once (sign 1) or taken back (sign −1). */
    void applyTo(TreeMap<Long, Long> sinceTimes, int sign) {
        netBySince.forEach((since, n) -> bump(sinceTimes, since, sign * n));
    }

    /** The highest value within the window, given the value at its start. At equal times arrivals come first. */
    long max(long atStart) {
        long value = atStart;
        long max = atStart;
        for (long[] change : byTime.values()) {
            value += change[0];
            max = Math.max(max, value);
            value -= change[1];
        }
        return max;
    }

    /** Value × time over the window [start, end), given the value at its start. */
    long integral(long atStart, long start, long end) {
        long value = atStart;
        long from = start;
        long integral = 0;
        for (Map.Entry<Long, long[]> change : byTime.entrySet()) {
            integral += value * (change.getKey() - from);
            from = change.getKey();
            value += change.getValue()[0] - change.getValue()[1];
        }
        return integral + value * (end - from);
    }

    static void bump(TreeMap<Long, Long> multiset, long key, long n) {
        if (multiset.merge(key, n, Long::sum) == 0) {
            multiset.remove(key);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(byTime.size());
        for (Map.Entry<Long, long[]> change : byTime.entrySet()) {
            out.writeLong(change.getKey());
            out.writeLong(change.getValue()[0]);
            out.writeLong(change.getValue()[1]);
        }
        writeMultiset(netBySince, out);
    }

    static LevelChanges read(DataInput in) throws IOException {
        LevelChanges changes = new LevelChanges();
        for (int i = in.readInt(); i > 0; i--) {
            changes.byTime.put(in.readLong(), new long[] {in.readLong(), in.readLong()});
        }
        changes.netBySince.putAll(readMultiset(in));
        changes.net = changes.netBySince.values().stream().mapToLong(Long::longValue).sum();
        return changes;
    }

    static void writeMultiset(TreeMap<Long, Long> multiset, DataOutput out) throws IOException {
        out.writeInt(multiset.size());
        for (Map.Entry<Long, Long> entry : multiset.entrySet()) {
            out.writeLong(entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    static TreeMap<Long, Long> readMultiset(DataInput in) throws IOException {
        TreeMap<Long, Long> multiset = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            multiset.put(in.readLong(), in.readLong());
        }
        return multiset;
    }
}
