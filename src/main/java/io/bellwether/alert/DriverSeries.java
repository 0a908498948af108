package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellCodec;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.metric.Measure;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is remembered of a part of a series. What a sender that is ahead tells already waits until its time has come, so that
 * a window reads what it would read if all were told in the order of time.
 */
final class DriverSeries {

    private static final Set<Measure> EVERYTHING = EnumSet.allOf(Measure.class);

    private static final long SHORT_GRAIN = 300_000;

    /** What was told before the windows is kept by the hour. */
    static final long GRAIN = 3_600_000;

    final CellKey key;
    final Panes panes = new Panes();
    /** By the time at which each was told, and by start. */
    private final TreeMap<Long, TreeMap<Long, Cell>> early = new TreeMap<>();

    DriverSeries(CellKey key) {
        this.key = key;
    }

    /** Takes a cell. */
    void take(Cell cell, long toldAt, long now, DriverPlan.Keep keep) {
        if (toldAt <= now) {
            settle(toldAt, keep);
            panes.put(cell, keep.measures(), keep.levels());
        } else {
            early.computeIfAbsent(toldAt, time -> new TreeMap<>()).put(cell.start(), cell);
        }
    }

    /** Puts in its place what was told until a time; says whether there was anything. */
    boolean settle(long time, DriverPlan.Keep keep) {
        boolean any = false;
        while (!early.isEmpty() && early.firstKey() <= time) {
            for (Cell cell : early.pollFirstEntry().getValue().values()) {
                panes.put(cell, keep.measures(), keep.levels());
            }
            any = true;
        }
        return any;
    }

    /** Lets go what no window that ends later reads, and puts together what is older than any window. */
    void forget(long time, long latenessMillis, DriverPlan.Keep keep) {
        panes.forget(time, keep.sizeMillis(latenessMillis), latenessMillis, keep.levels());
        if (keep.dayBefore()) {
            long windows = time - keep.windowMillis() - latenessMillis;
            panes.coarsen(windows, SHORT_GRAIN);
            panes.coarsen(windows, GRAIN);
        }
    }

    boolean isEmpty() {
        return panes.isEmpty() && early.isEmpty();
    }

    void write(DataOutput out) throws IOException {
        CellKeyCodec.INSTANCE.write(key, out);
        Varint.writeUnsigned(panes.cells().size(), out);
        for (Cell cell : panes.cells()) {
            CellCodec.INSTANCE.writeContent(cell, out);
        }
        Varint.writeUnsigned(early.size(), out);
        for (Map.Entry<Long, TreeMap<Long, Cell>> told : early.entrySet()) {
            out.writeLong(told.getKey());
            Varint.writeUnsigned(told.getValue().size(), out);
            for (Cell cell : told.getValue().values()) {
                CellCodec.INSTANCE.writeContent(cell, out);
            }
        }
    }

    static DriverSeries read(DataInput in, Versions stored) throws IOException {
        CellKey key = CellKeyCodec.INSTANCE.read(in, stored);
        DriverSeries series = new DriverSeries(key);
        for (int i = Texts.readCount(in); i > 0; i--) {
            series.panes.put(CellCodec.INSTANCE.readContent(key, in, stored), EVERYTHING, true);
        }
        for (int i = Texts.readCount(in); i > 0; i--) {
            TreeMap<Long, Cell> told = new TreeMap<>();
            series.early.put(in.readLong(), told);
            for (int n = Texts.readCount(in); n > 0; n--) {
                Cell cell = CellCodec.INSTANCE.readContent(key, in, stored);
                told.put(cell.start(), cell);
            }
        }
        return series;
    }
}
