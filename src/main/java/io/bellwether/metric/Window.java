package io.bellwether.metric;

import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Everything observed of one series within one window, as differences: windows of the same series and time add up in any
 * order and any grouping, which is what makes local combining, parallelism and corrections harmless.
 *
 * <p>A window has the measures of one measurement, that of the first thing added. Each has its slot in an array: windows
 * are made and added up by the thousand in every pane.
 */
public final class Window {

    static final long[] NO_COUNTS = {};
    static final Sketch[] NO_TIMINGS = {};
    /** In which nothing was observed. Never add to it. */
    static final Window EMPTY = new Window();

    private static final LevelChanges[] NO_LEVELS = {};

    /** Null as long as the window is empty. */
    private Measurement measurement;

    private long[] counts = NO_COUNTS;
    private Sketch[] timings = NO_TIMINGS;
    private LevelChanges[] levels = NO_LEVELS;

    /** Adds one observation in every detail. */
    public void add(Observation observation) {
        add(observation.measure(), observation.time(), observation.value(), observation.since(), observation.weight());
    }

    /**
     * Adds one observation.
     *
     * @param time of a level's change; {@link LevelChanges#UNTOLD} where nobody asks for it
     */
    void add(Measure measure, long time, long value, long since, int weight) {
        of(measure.measurement());
        switch (measure.kind()) {
            case COUNT -> ownCounts()[measure.slot()] += weight * value;
            case TIMING -> timing(measure.slot()).add(value, weight);
            case LEVEL ->
                level(measure.slot()).add(time, value, measure.hasOldest() ? since : LevelChanges.UNTOLD, weight);
        }
    }

    /** Adds another window's observations. */
    public void add(Window other) {
        if (other.measurement == null) {
            return;
        }
        of(other.measurement);
        if (other.counts.length > 0) {
            long[] mine = ownCounts();
            for (int i = 0; i < mine.length; i++) {
                mine[i] += other.counts[i];
            }
        }
        for (int i = 0; i < other.timings.length; i++) {
            if (other.timings[i] != null && !other.timings[i].isUntouched()) {
                timing(i).add(other.timings[i]);
            }
        }
        for (int i = 0; i < other.levels.length; i++) {
            if (other.levels[i] != null && !other.levels[i].isUntouched()) {
                level(i).add(other.levels[i]);
            }
        }
    }

    /** Makes it as empty as a new one, with room for what it had. */
    void clear() {
        Arrays.fill(counts, 0);
        for (Sketch sketch : timings) {
            if (sketch != null) {
                sketch.clear();
            }
        }
        for (LevelChanges changes : levels) {
            if (changes != null) {
                changes.clear();
            }
        }
    }

    /** Nothing is expected to change for a while. */
    void rest() {
        for (LevelChanges changes : levels) {
            if (changes != null) {
                changes.rest();
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

    private long[] ownCounts() {
        if (counts.length == 0) {
            counts = new long[Measure.counts(measurement).size()];
        }
        return counts;
    }

    private Sketch timing(int slot) {
        if (timings.length == 0) {
            timings = noTimings();
        }
        if (timings[slot] == null) {
            timings[slot] = new Sketch();
        }
        return timings[slot];
    }

    private Sketch[] noTimings() {
        return new Sketch[Measure.timings(measurement).size()];
    }

    private LevelChanges[] noLevels() {
        return new LevelChanges[Measure.levels(measurement).size()];
    }

    private LevelChanges level(int slot) {
        if (levels.length == 0) {
            levels = noLevels();
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

    /** The changes of the level in a slot, or null. */
    LevelChanges levelAt(int slot) {
        return levels.length > 0 ? levels[slot] : null;
    }

    /** Whether nothing was ever added. */
    boolean isEmpty() {
        return measurement == null;
    }

    /** Sums, each at its slot, or none at all. Not to be changed. */
    long[] counts() {
        return counts;
    }

    /** Sketches, each at its slot, null for none; or none at all. Not to be changed. */
    Sketch[] timings() {
        return timings;
    }

    /** An independent copy. */
    Window copy() {
        Window copy = new Window();
        copy.measurement = measurement;
        copy.counts = counts.clone();
        copy.timings = timings.clone();
        for (int i = 0; i < timings.length; i++) {
            copy.timings[i] = timings[i] == null ? null : timings[i].copy();
        }
        copy.levels = levels.clone();
        for (int i = 0; i < levels.length; i++) {
            copy.levels[i] = levels[i] == null ? null : levels[i].copy();
        }
        return copy;
    }

    void write(DataOutput out) throws IOException {
        Measurement.CODES.write(measurement, out);
        if (measurement == null) {
            return;
        }
        out.writeByte(countsWritten());
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                Measure.CODES.write(Measure.counts(measurement).get(i), out);
                Varint.writeSigned(counts[i], out);
            }
        }
        out.writeByte(timingsWritten());
        for (int i = 0; i < timings.length; i++) {
            if (timings[i] != null && !timings[i].isUntouched()) {
                Measure.CODES.write(Measure.timings(measurement).get(i), out);
                SketchCodec.INSTANCE.write(timings[i], out);
            }
        }
        out.writeByte(levelsWritten());
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] != null && !levels[i].isUntouched()) {
                Measure.CODES.write(Measure.levels(measurement).get(i), out);
                levels[i].write(out);
            }
        }
    }

    private int countsWritten() {
        int written = 0;
        for (long count : counts) {
            written += count == 0 ? 0 : 1;
        }
        return written;
    }

    private int timingsWritten() {
        int written = 0;
        for (Sketch sketch : timings) {
            written += sketch == null || sketch.isUntouched() ? 0 : 1;
        }
        return written;
    }

    private int levelsWritten() {
        int written = 0;
        for (LevelChanges changes : levels) {
            written += changes == null || changes.isUntouched() ? 0 : 1;
        }
        return written;
    }

    static Window read(DataInput in, Versions stored) throws IOException {
        Window window = new Window();
        window.measurement = Measurement.CODES.read(in);
        if (window.measurement == null) {
            return window;
        }
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            window.ownCounts()[Measure.CODES.read(in).slot()] = Varint.readSigned(in);
        }
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            Measure measure = Measure.CODES.read(in);
            window.timings = window.timings.length == 0 ? window.noTimings() : window.timings;
            window.timings[measure.slot()] = SketchCodec.INSTANCE.read(in, stored);
        }
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            Measure measure = Measure.CODES.read(in);
            window.levels = window.levels.length == 0 ? window.noLevels() : window.levels;
            window.levels[measure.slot()] = LevelChanges.read(in);
        }
        return window;
    }
}
