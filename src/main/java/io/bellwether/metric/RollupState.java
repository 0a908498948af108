package io.bellwether.metric;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

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

    private final KeptWindows windows;
    /** As of {@code frontier}; null as long as nothing came. */
    private HeldLevels levels;
    /** End of the latest window whose changes are in the levels. */
    private long frontier = Long.MIN_VALUE;
    /** Start of the latest interval that was let go of as final; what comes for it later would overwrite it by a part. */
    private long finalUntil = NONE;
    /** Null for none. */
    private TrailingWork trailing;

    public RollupState() {
        this(new KeptWindows());
    }

    private RollupState(KeptWindows windows) {
        this.windows = windows;
    }

    /**
     * Adds a difference, which from then on belongs to this state.
     *
     * @return false if its window is no longer kept, so that it cannot be corrected; its levels are right from now on
     */
    public boolean add(long start, Window difference, Measurement measurement, Windowing windowing, long watermark) {
        levels = levels == null ? new HeldLevels(measurement) : levels;
        if (start <= finalUntil || expiry(start, measurement, windowing) <= watermark) {
            levels.apply(difference);
            if (frontier == Long.MIN_VALUE && windows.isEmpty()) {
                frontier = start + windowing.length(measurement);
            }
            return false;
        }
        int place = windows.open(start);
        boolean worked = measurement == Measurement.QUEUE && TrailingWork.has(difference);
        if (worked) {
            trailing = trailing == null ? new TrailingWork() : trailing;
            trailing.add(start, difference);
        }
        if (start < frontier && (difference.hasLevels() || worked)) {
            levels.apply(difference);
            long length = windowing.length(measurement);
            long last = difference.hasLevels() ? frontier : Math.min(frontier, start + TrailingWork.span(length));
            int told = windows.from(last);
            for (int later = place + 1; later < told; later++) {
                windows.setDirty(later, true);
            }
        }
        windows.setDirty(place, true);
        windows.add(place, difference);
        return true;
    }

    /**
     * The cells that are due: every window that changed, and the latest if a level is not zero. Forgets what can no longer
     * be corrected. A cell looks into this state: it is true until the next call of anything.
     *
     * @param now end of time so far: all windows that end at or before it are complete but for late events
     * @param ended whether the input is over: then time does not pass, and a level that does not change is not written
     */
    public List<Cell> due(CellKey key, Windowing windowing, long now, boolean ended) {
        if (levels == null) {
            return List.of();
        }
        if (!ended) {
            refresh(key.measurement(), windowing, now);
        }
        List<Cell> cells = windows.anyDirty() ? cells(key, windowing, now) : List.of();
        forget(key.measurement(), windowing, now);
        return cells;
    }

    private List<Cell> cells(CellKey key, Windowing windowing, long now) {
        long length = windowing.length(key.measurement());
        int first = windows.nextDirty(0);
        int end = first;
        int told = 0;
        for (int at = first; at < windows.size() && isDue(windows.start(at), key.measurement(), length, now); ) {
            told++;
            if (windows.start(at) >= frontier) {
                if (windows.window(at) != null) {
                    levels.apply(windows.window(at));
                }
                frontier = windows.start(at) + length;
            }
            end = at + 1;
            at = windows.nextDirty(end);
        }
        return told == 0 ? List.of() : cells(key, windowing, first, end, told);
    }

    private static boolean isDue(long start, Measurement measurement, long length, long now) {
        return measurement.isInterval() ? start < now : start + length <= now;
    }

    /** From the last to the first, because levels are known of the end. */
    private List<Cell> cells(CellKey key, Windowing windowing, int first, int end, int told) {
        long length = windowing.length(key.measurement());
        Cell[] cells = new Cell[told];
        LevelsBack back = new LevelsBack(levels);
        int left = told;
        for (int at = windows.from(frontier) - 1; at >= first; at--) {
            Window window = windows.window(at);
            if (at < end && windows.isDirty(at)) {
                windows.setDirty(at, false);
                long start = windows.start(at);
                cells[--left] = cell(key, at, windowing, back.at(window, start, start + length));
            }
            if (window != null && at > first) {
                back.over(window);
            }
            windows.rest(at);
        }
        return Arrays.asList(cells);
    }

    private Cell cell(CellKey key, int at, Windowing windowing, CellLevels ofEnd) {
        Window window = windows.window(at);
        long start = windows.start(at);
        long end = start + windowing.length(key.measurement());
        return new Cell(
                key,
                start,
                end,
                DerivedCounts.of(key.measurement(), window, trailing, ofEnd, end, windowing),
                window == null ? Window.NO_TIMINGS : window.timings(),
                ofEnd);
    }

    private void refresh(Measurement measurement, Windowing windowing, long now) {
        if (nextRefresh(measurement, windowing) > now) {
            return;
        }
        long last = windowing.start(measurement, now) - windowing.length(measurement);
        windows.setDirty(windows.open(last), true);
    }

    /** When it must be asked again although nothing arrives; {@link Long#MAX_VALUE} if never. */
    public long nextDue(Measurement measurement, Windowing windowing) {
        long refresh = nextRefresh(measurement, windowing);
        if (windows.isEmpty()) {
            long finals = finalUntil == NONE ? Long.MAX_VALUE : expiry(finalUntil, measurement, windowing);
            return Math.min(refresh, Math.min(finals, workExpiry(measurement, windowing)));
        }
        return Math.min(refresh, expiry(windows.lastStart(), measurement, windowing));
    }

    /** When the first window is due that has changed and was not due yet; {@link Long#MAX_VALUE} if there is none. */
    long nextTold(Measurement measurement, Windowing windowing) {
        if (!windows.anyDirty()) {
            return Long.MAX_VALUE;
        }
        long start = windows.start(windows.nextDirty(0));
        return measurement.isInterval() ? start + 1 : start + windowing.length(measurement);
    }

    private long nextRefresh(Measurement measurement, Windowing windowing) {
        return frontier == Long.MIN_VALUE || levels == null || !levels.any()
                ? Long.MAX_VALUE
                : frontier + windowing.refresh(measurement);
    }

    /** Whether nothing is left to remember. */
    public boolean isEmpty() {
        return windows.isEmpty() && finalUntil == NONE && trailing == null && (levels == null || !levels.any());
    }

    /** When no window can come any more that looks back at the last work; {@link Long#MAX_VALUE} where there is none. */
    private long workExpiry(Measurement measurement, Windowing windowing) {
        long before = TrailingWork.before(windowing.length(measurement));
        return trailing == null ? Long.MAX_VALUE : expiry(trailing.lastStart() + before, measurement, windowing);
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

    private void forget(Measurement measurement, Windowing windowing, long now) {
        if (workExpiry(measurement, windowing) <= now) {
            trailing = null;
        } else if (trailing != null) {
            // whoever may still come or be corrected looks back from its end
            long gone = now - expiry(0, measurement, windowing);
            trailing.forgetBefore(gone + 1 - TrailingWork.before(windowing.length(measurement)));
        }
        while (!windows.isEmpty() && isFinished(0, measurement, windowing, now)) {
            finalUntil = measurement.isInterval() ? windows.start(0) : NONE;
            windows.removeFirst();
        }
        if (finalUntil != NONE && expiry(finalUntil, measurement, windowing) <= now) {
            finalUntil = NONE;
        }
    }

    private boolean isFinished(int place, Measurement measurement, Windowing windowing, long now) {
        long start = windows.start(place);
        if (expiry(start, measurement, windowing) <= now) {
            return true;
        }
        return measurement == Measurement.QUEUE_INTERVAL
                && keptUntil(start, Windowing.INTERVAL_CORRECTED_MILLIS, measurement, windowing) <= now
                && (windows.window(place) == null || isFinal(windows.window(place)));
    }

    /** Whether all have left the queue, and all whom an agent had have left the agent. */
    private static boolean isFinal(Window interval) {
        long left = interval.count(Measure.INTERVAL_ANSWERED)
                + interval.count(Measure.INTERVAL_ABANDONED)
                + interval.count(Measure.INTERVAL_TRANSFERRED)
                + interval.count(Measure.INTERVAL_OVERFLOW)
                + interval.count(Measure.INTERVAL_CALLBACK);
        return interval.count(Measure.INTERVAL_OFFERED) <= left
                && interval.count(Measure.INTERVAL_SERVED) <= interval.timed(Measure.INTERVAL_HANDLE);
    }

    /** One that is the same now; neither sees what happens to the other. They share what neither changes. */
    RollupState copy() {
        RollupState copy = new RollupState(windows.copy());
        copy.levels = levels == null ? null : levels.copy();
        copy.frontier = frontier;
        copy.finalUntil = finalUntil;
        copy.trailing = trailing == null ? null : trailing.copy();
        return copy;
    }

    void write(DataOutput out) throws IOException {
        Measurement.CODES.write(levels == null ? null : levels.measurement(), out);
        if (levels == null) {
            return;
        }
        levels.write(out);
        Varint.writeUnsigned(windows.size(), out);
        for (int at = 0; at < windows.size(); at++) {
            out.writeLong(windows.start(at));
            out.writeBoolean(windows.isDirty(at));
            WindowCodec.INSTANCE.write(windows.window(at) == null ? Window.EMPTY : windows.window(at), out);
        }
        out.writeLong(frontier);
        out.writeLong(finalUntil);
        if (levels.measurement() == Measurement.QUEUE) {
            (trailing == null ? new TrailingWork() : trailing).write(out);
        }
    }

    static RollupState read(DataInput in, Versions stored) throws IOException {
        RollupState state = new RollupState();
        Measurement measurement = Measurement.CODES.read(in);
        if (measurement == null) {
            return state;
        }
        state.levels = HeldLevels.read(measurement, in);
        for (int i = Texts.readCount(in); i > 0; i--) {
            int at = state.windows.open(in.readLong());
            state.windows.setDirty(at, in.readBoolean());
            Window window = WindowCodec.INSTANCE.read(in, stored);
            if (!window.isEmpty()) {
                state.windows.add(at, window);
            }
        }
        state.frontier = in.readLong();
        state.finalUntil = in.readLong();
        if (measurement == Measurement.QUEUE) {
            TrailingWork read = TrailingWork.read(in);
            state.trailing = read.isEmpty() ? null : read;
        }
        return state;
    }
}
