package io.bellwether.metric;

import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One rolled-up series over time: turns differences into whole cells, and corrects cells already given when a late
 * difference changes them. A level's change corrects every later window that is still kept.
 *
 * <p>Windows are kept for the lateness (panes) or until all contacts have left (intervals); what is older cannot be
 * corrected, because a part of a window would overwrite the whole.
 */
public final class RollupState {

    /** Differences are under way for some panes after the case function decided that they are in time. */
    private static final long SLACK_PANES = 6;

    private static final long NONE = Long.MIN_VALUE;

    private static final long TRAILING_MILLIS = 300_000;

    private static final List<Measure> UNSOLVED =
            List.of(Measure.CASES_OPEN, Measure.CASES_WAITING_CUSTOMER, Measure.CASES_WAITING_THIRD_PARTY);

    private final TreeMap<Long, Window> windows = new TreeMap<>();
    private final TreeSet<Long> dirty = new TreeSet<>();
    /** As of {@code frontier}. */
    private final HeldLevels levels;
    /** End of the latest window whose changes are in the levels. */
    private long frontier = Long.MIN_VALUE;
    /** Start of the latest interval that was let go of as final; what comes for it later would overwrite it by a part. */
    private long finalUntil = NONE;

    public RollupState() {
        this(new HeldLevels());
    }

    private RollupState(HeldLevels levels) {
        this.levels = levels;
    }

    /**
     * Adds a difference.
     *
     * @return false if its window is no longer kept, so that it cannot be corrected; its levels are right from now on
     */
    public boolean add(long start, Window difference, Measurement measurement, Windowing windowing, long watermark) {
        if (start <= finalUntil || expiry(start, measurement, windowing) <= watermark) {
            levels.apply(difference, measurement);
            if (frontier == Long.MIN_VALUE && windows.isEmpty()) {
                frontier = start + windowing.length(measurement);
            }
            return false;
        }
        windows.computeIfAbsent(start, s -> new Window()).add(difference);
        dirty.add(start);
        if (start < frontier && difference.hasLevels()) {
            levels.apply(difference, measurement);
            dirty.addAll(windows.subMap(start, false, frontier, false).keySet());
        }
        return true;
    }

    /**
     * The cells that are due: every window that changed, and the latest if a level is not zero. Forgets what can no longer
     * be corrected.
     *
     * @param now end of time so far: all windows that end at or before it are complete but for late events
     * @param ended whether the input is over: then time does not pass, and a level that does not change is not written
     */
    public List<Cell> due(CellKey key, Windowing windowing, long now, boolean ended) {
        long length = windowing.length(key.measurement());
        if (!ended) {
            refresh(key.measurement(), windowing, now);
        }
        List<Cell> cells = new ArrayList<>();
        while (!dirty.isEmpty()) {
            long start = dirty.first();
            if (key.measurement().isInterval() ? start >= now : start + length > now) {
                break;
            }
            dirty.remove(start);
            if (start >= frontier) {
                levels.apply(windows.get(start), key.measurement());
                frontier = start + length;
            }
            cells.add(cell(key, start, start + length));
        }
        forget(key.measurement(), windowing, now);
        return cells;
    }

    private void refresh(Measurement measurement, Windowing windowing, long now) {
        if (nextRefresh(measurement, windowing) > now) {
            return;
        }
        long last = windowing.start(measurement, now) - windowing.length(measurement);
        windows.computeIfAbsent(last, s -> new Window());
        dirty.add(last);
    }

    /** When it must be asked again although nothing arrives; {@link Long#MAX_VALUE} if never. */
    public long nextDue(Measurement measurement, Windowing windowing) {
        long refresh = nextRefresh(measurement, windowing);
        if (windows.isEmpty()) {
            return finalUntil == NONE ? refresh : Math.min(refresh, forgetting(finalUntil, measurement, windowing));
        }
        return Math.min(refresh, forgetting(windows.lastKey(), measurement, windowing));
    }

    private long nextRefresh(Measurement measurement, Windowing windowing) {
        return frontier == Long.MIN_VALUE || !levels.any() ? Long.MAX_VALUE : frontier + windowing.refresh(measurement);
    }

    /** Whether nothing is left to remember. */
    public boolean isEmpty() {
        return windows.isEmpty() && finalUntil == NONE && !levels.any();
    }

    private static long expiry(long start, Measurement measurement, Windowing windowing) {
        return keptUntil(
                start,
                measurement.isInterval() ? Windowing.INTERVAL_PATIENCE_MILLIS : windowing.latenessMillis(),
                measurement,
                windowing);
    }

    private static long keptUntil(long start, long patience, Measurement measurement, Windowing windowing) {
        return start + windowing.length(measurement) + patience + SLACK_PANES * windowing.paneMillis();
    }

    /** Kept beyond its expiry as long as a window that may still be corrected looks back at it. */
    private static long forgetting(long start, Measurement measurement, Windowing windowing) {
        long lookBack = measurement == Measurement.QUEUE ? TRAILING_MILLIS : 0;
        return expiry(start, measurement, windowing) + lookBack;
    }

    private void forget(Measurement measurement, Windowing windowing, long now) {
        while (!windows.isEmpty() && finished(windows.firstEntry(), measurement, windowing, now)) {
            long start = windows.pollFirstEntry().getKey();
            dirty.remove(start);
            finalUntil = measurement.isInterval() ? start : NONE;
        }
        if (finalUntil != NONE && forgetting(finalUntil, measurement, windowing) <= now) {
            finalUntil = NONE;
        }
        if (windows.isEmpty()) {
            levels.forgetZeros();
        }
    }

    private static boolean finished(
            Map.Entry<Long, Window> oldest, Measurement measurement, Windowing windowing, long now) {
        if (forgetting(oldest.getKey(), measurement, windowing) <= now) {
            return true;
        }
        return measurement.isInterval()
                && keptUntil(oldest.getKey(), Windowing.INTERVAL_CORRECTED_MILLIS, measurement, windowing) <= now
                && isFinal(oldest.getValue());
    }

    /** Whether all have left the queue, and all whom an agent had have left the agent. */
    private static boolean isFinal(Window interval) {
        long left = interval.count(Measure.INTERVAL_ANSWERED)
                + interval.count(Measure.INTERVAL_ABANDONED)
                + interval.count(Measure.INTERVAL_TRANSFERRED);
        return interval.count(Measure.INTERVAL_OFFERED) <= left
                && interval.count(Measure.INTERVAL_SERVED) <= interval.timed(Measure.INTERVAL_HANDLE);
    }

    private Cell cell(CellKey key, long start, long end) {
        Window window = windows.get(start);
        Map<Measure, Long> counts = window.copyOfCounts();
        if (key.measurement() == Measurement.QUEUE) {
            counts.put(Measure.QUEUE_LEFT_TRAILING, leftTrailing(end));
        } else if (key.measurement() == Measurement.CASES) {
            long net = netFlow(window);
            if (net != 0) {
                counts.put(Measure.CASES_NET_FLOW, net);
            }
        }
        return new Cell(key, start, end, counts, window.copyOfTimings(), levelValues(key.measurement(), start, end));
    }

    /** Told by the levels, so that it adds up to their growth whatever made a case solved or unsolved. */
    private static long netFlow(Window window) {
        long net = 0;
        for (Measure unsolved : UNSOLVED) {
            LevelChanges changes = window.level(unsolved);
            net += changes == null ? 0 : changes.net();
        }
        return net;
    }

    private long leftTrailing(long end) {
        long left = 0;
        for (Window window :
                windows.subMap(end - TRAILING_MILLIS, true, end, false).values()) {
            left += window.count(Measure.QUEUE_ANSWERED);
            left += window.count(Measure.QUEUE_ABANDONED);
            left += window.count(Measure.QUEUE_TRANSFERRED);
        }
        return left;
    }

    private Map<Measure, LevelValue> levelValues(Measurement measurement, long start, long end) {
        Map<Measure, LevelValue> values = new EnumMap<>(Measure.class);
        Window window = windows.get(start);
        Collection<Window> since =
                windows.subMap(start, false, Math.max(start, frontier), false).values();
        for (Measure measure : Measure.levels(measurement)) {
            LevelChanges changes = window.level(measure);
            long atEnd = levels.before(since, measure);
            if (changes == null && atEnd == 0) {
                continue;
            }
            LevelChanges own = changes == null ? new LevelChanges() : changes;
            long atStart = atEnd - own.net();
            long oldest = atEnd <= 0 ? LevelValue.NOBODY : levels.oldestBefore(since, measure);
            values.put(measure, new LevelValue(atEnd, own.max(atStart), own.integral(atStart, start, end), oldest));
        }
        return values;
    }

    void write(DataOutput out) throws IOException {
        levels.write(out);
        out.writeInt(windows.size());
        for (Map.Entry<Long, Window> entry : windows.entrySet()) {
            out.writeLong(entry.getKey());
            WindowCodec.INSTANCE.write(entry.getValue(), out);
        }
        out.writeInt(dirty.size());
        for (long start : dirty) {
            out.writeLong(start);
        }
        out.writeLong(frontier);
        out.writeLong(finalUntil);
    }

    static RollupState read(DataInput in, Versions stored) throws IOException {
        RollupState state = new RollupState(HeldLevels.read(in));
        for (int i = in.readInt(); i > 0; i--) {
            state.windows.put(in.readLong(), WindowCodec.INSTANCE.read(in, stored));
        }
        for (int i = in.readInt(); i > 0; i--) {
            state.dirty.add(in.readLong());
        }
        state.frontier = in.readLong();
        state.finalUntil = in.readLong();
        return state;
    }
}
