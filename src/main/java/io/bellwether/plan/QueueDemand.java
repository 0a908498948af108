package io.bellwether.plan;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What one queue was asked for in the last day: pane by pane where that may still be corrected or counts for the half hour,
 * before that by interval. The newest version of a pane counts, so it does not matter in which order they come.
 */
final class QueueDemand {

    static final long HALF_HOUR_MILLIS = 1_800_000;
    static final long DAY_MILLIS = 86_400_000;

    /** A local day may have 25 hours. */
    static final long KEPT_MILLIS = DAY_MILLIS + 2 * HALF_HOUR_MILLIS;

    private final NavigableMap<Long, Lately> panes = new TreeMap<>();
    private final NavigableMap<Long, Lately> intervals = new TreeMap<>();
    private long settled = Long.MIN_VALUE;
    private long firstHeard = Long.MAX_VALUE;

    /**
     * Takes the newest version of a pane.
     *
     * @return whether that is news; what comes so late that it counts for nothing is none
     */
    boolean put(long start, Lately pane) {
        if (start < settled) {
            return false;
        }
        firstHeard = Math.min(firstHeard, start);
        Lately before = pane.isNothing() ? panes.remove(start) : panes.put(start, pane);
        return !pane.equals(before == null ? Lately.NOTHING : before);
    }

    /**
     * Lets time pass: what is neither corrected any more nor part of the half hour is kept by interval, and nothing that is
     * older than a day.
     *
     * @param intervalMillis length of an interval
     * @param latenessMillis how long panes may be corrected
     */
    void settle(long now, long intervalMillis, long latenessMillis) {
        long before = now - Math.max(HALF_HOUR_MILLIS, latenessMillis) - intervalMillis;
        settled = Math.max(settled, Math.floorDiv(before, intervalMillis) * intervalMillis);
        NavigableMap<Long, Lately> old = panes.headMap(settled, false);
        old.forEach((start, pane) ->
                intervals.merge(Math.floorDiv(start, intervalMillis) * intervalMillis, pane, Lately::plus));
        old.clear();
        intervals.headMap(now - KEPT_MILLIS, false).clear();
    }

    /** What came from a time until before another; of what is kept by interval, the intervals that begin then. */
    Lately between(long from, long until) {
        Lately sum = Lately.NOTHING;
        for (NavigableMap<Long, Lately> each : List.of(intervals, panes)) {
            for (Lately one : each.subMap(from, true, until, false).values()) {
                sum = sum.plus(one);
            }
        }
        return sum;
    }

    /** Start of the first pane that was ever heard of; the greatest of numbers for none. */
    long firstHeard() {
        return firstHeard;
    }

    /**
     * One that knows the panes alone that start at a time or later.
     *
     * @param first start of the first pane that is heard of from then on, with or without contacts
     */
    QueueDemand since(long time, long first) {
        QueueDemand later = new QueueDemand();
        later.panes.putAll(panes.tailMap(time, true));
        later.firstHeard = first;
        return later;
    }

    boolean isEmpty() {
        return panes.isEmpty() && intervals.isEmpty();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(settled);
        out.writeLong(firstHeard);
        write(panes, out);
        write(intervals, out);
    }

    private static void write(Map<Long, Lately> all, DataOutput out) throws IOException {
        Varint.writeUnsigned(all.size(), out);
        for (Map.Entry<Long, Lately> one : all.entrySet()) {
            out.writeLong(one.getKey());
            one.getValue().write(out);
        }
    }

    /** @param withFirst whether it was written since when the queue is known; else it is taken to be known for ever */
    static QueueDemand read(DataInput in, boolean withFirst) throws IOException {
        QueueDemand demand = new QueueDemand();
        demand.settled = in.readLong();
        demand.firstHeard = withFirst ? in.readLong() : Long.MIN_VALUE;
        read(demand.panes, in);
        read(demand.intervals, in);
        return demand;
    }

    private static void read(Map<Long, Lately> all, DataInput in) throws IOException {
        for (int i = Texts.readCount(in); i > 0; i--) {
            all.put(in.readLong(), Lately.read(in));
        }
    }
}
