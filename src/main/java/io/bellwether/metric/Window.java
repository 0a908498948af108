package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Everything observed of one series within one window, as differences: windows of the same series and time add up in any
 * order and any grouping, which is what makes local combining, parallelism and corrections harmless.
 *
 * <p>A window has the measures of one measurement, that of the first thing added. Each has its slot in an array: windows
 * are made and added up by the thousand in every pane.
 */
public final class Window {

    private static final Measurement[] MEASUREMENTS = Measurement.values();
    private static final int EMPTY = 0xFF;
    private static final long[] NO_COUNTS = {};
    private static final Sketch[] NO_TIMINGS = {};
    private static final LevelChanges[] NO_LEVELS = {};

    /** Null as long as the window is empty. */
    private Measurement measurement;

    private long[] counts = NO_COUNTS;
    private Sketch[] timings = NO_TIMINGS;
    private LevelChanges[] levels = NO_LEVELS;

    /** Adds one observation in every detail. */
    public void add(Observation observation) {
        add(observation, observation.time(), observation.since());
    }

    /**
     * Adds one observation.
     *
     * @param time what stands for its time: the same for many, where nobody asks for the moments of a level
     * @param since what stands for its since-time, likewise
     */
    void add(Observation observation, long time, long since) {
        Measure measure = observation.measure();
        of(measure.measurement());
        switch (measure.kind()) {
            case COUNT -> counts()[measure.slot()] += observation.weight() * observation.value();
            case TIMING -> timing(measure.slot()).add(observation.value(), observation.weight());
            case LEVEL -> level(measure.slot()).add(time, observation.value(), since, observation.weight());
        }
    }

    /** Adds another window's observations. */
    public void add(Window other) {
        if (other.measurement == null) {
            return;
        }
        of(other.measurement);
        for (int i = 0; i < other.counts.length; i++) {
            counts()[i] += other.counts[i];
        }
        for (int i = 0; i < other.timings.length; i++) {
            if (other.timings[i] != null) {
                timing(i).add(other.timings[i]);
            }
        }
        for (int i = 0; i < other.levels.length; i++) {
            if (other.levels[i] != null) {
                level(i).add(other.levels[i]);
            }
        }
    }

    private void of(Measurement one) {
        if (measurement == null) {
            measurement = one;
        } else if (measurement != one) {
            throw new IllegalArgumentException("a window of " + measurement + " takes nothing of " + one);
        }
    }

    private long[] counts() {
        if (counts.length == 0) {
            counts = new long[Measure.counts(measurement).size()];
        }
        return counts;
    }

    private Sketch timing(int slot) {
        if (timings.length == 0) {
            timings = new Sketch[Measure.timings(measurement).size()];
        }
        if (timings[slot] == null) {
            timings[slot] = new Sketch();
        }
        return timings[slot];
    }

    private LevelChanges level(int slot) {
        if (levels.length == 0) {
            levels = new LevelChanges[Measure.levels(measurement).size()];
        }
        if (levels[slot] == null) {
            levels[slot] = new LevelChanges();
        }
        return levels[slot];
    }

    /** The sum of a measure, 0 where nothing was observed. */
    long count(Measure measure) {
        return measure.measurement() == measurement && counts.length > 0 ? counts[measure.slot()] : 0;
    }

    /** How many of a timing were observed. */
    long timed(Measure measure) {
        boolean any = measure.measurement() == measurement && timings.length > 0 && timings[measure.slot()] != null;
        return any ? timings[measure.slot()].count() : 0;
    }

    /** The changes of a level, or null. */
    LevelChanges level(Measure measure) {
        return measure.measurement() == measurement && levels.length > 0 ? levels[measure.slot()] : null;
    }

    boolean hasLevels() {
        return levels.length > 0;
    }

    /** All sums that are not zero, in a map of the caller's own. */
    Map<Measure, Long> copyOfCounts() {
        Map<Measure, Long> copy = new EnumMap<>(Measure.class);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                copy.put(Measure.counts(measurement).get(i), counts[i]);
            }
        }
        return copy;
    }

    /** All sketches, in a map of the caller's own. */
    Map<Measure, Sketch> copyOfTimings() {
        Map<Measure, Sketch> copy = new EnumMap<>(Measure.class);
        for (int i = 0; i < timings.length; i++) {
            if (timings[i] != null) {
                copy.put(Measure.timings(measurement).get(i), timings[i].copy());
            }
        }
        return copy;
    }

    void write(DataOutput out) throws IOException {
        if (measurement == null) {
            out.writeByte(EMPTY);
            return;
        }
        out.writeByte(measurement.ordinal());
        out.writeInt(mask());
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                out.writeLong(counts[i]);
            }
        }
        out.writeByte(timings.length);
        for (Sketch sketch : timings) {
            out.writeBoolean(sketch != null);
            if (sketch != null) {
                sketch.write(out);
            }
        }
        out.writeByte(levels.length);
        for (LevelChanges changes : levels) {
            out.writeBoolean(changes != null);
            if (changes != null) {
                changes.write(out);
            }
        }
    }

    private int mask() {
        int mask = 0;
        for (int i = 0; i < counts.length; i++) {
            mask |= counts[i] == 0 ? 0 : 1 << i;
        }
        return mask;
    }

    static Window read(DataInput in) throws IOException {
        Window window = new Window();
        int of = in.readUnsignedByte();
        if (of == EMPTY) {
            return window;
        }
        window.measurement = MEASUREMENTS[of];
        for (int mask = in.readInt(), i = 0; mask != 0; mask >>>= 1, i++) {
            if ((mask & 1) != 0) {
                window.counts()[i] = in.readLong();
            }
        }
        int timings = in.readUnsignedByte();
        window.timings = timings == 0 ? NO_TIMINGS : new Sketch[timings];
        for (int i = 0; i < timings; i++) {
            window.timings[i] = in.readBoolean() ? Sketch.read(in) : null;
        }
        int levels = in.readUnsignedByte();
        window.levels = levels == 0 ? NO_LEVELS : new LevelChanges[levels];
        for (int i = 0; i < levels; i++) {
            window.levels[i] = in.readBoolean() ? LevelChanges.read(in) : null;
        }
        return window;
    }
}
