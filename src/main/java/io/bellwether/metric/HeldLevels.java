package io.bellwether.metric;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The levels of one series at one moment, and since when the things counted have been so. A moment further back is found
 * by taking back the windows since; see {@link LevelsBack}.
 */
final class HeldLevels {

    private final Measurement measurement;
    private final List<Measure> measures;
    private final long[] values;
    /** By slot; null where nobody asks for the oldest, or nothing came yet. */
    private final SinceTimes[] sinceTimes;

    HeldLevels(Measurement measurement) {
        this.measurement = measurement;
        this.measures = Measure.levels(measurement);
        this.values = new long[measures.size()];
        this.sinceTimes = new SinceTimes[measures.size()];
    }

    /** Adds a window's changes. */
    void apply(Window window) {
        for (int slot = 0; slot < values.length; slot++) {
            LevelChanges changes = window.levelAt(slot);
            if (changes == null) {
                continue;
            }
            values[slot] += changes.net();
            if (changes.bySince() != null && measures.get(slot).hasOldest()) {
                sinceTimes(slot).add(changes.bySince());
            }
        }
    }

    private SinceTimes sinceTimes(int slot) {
        if (sinceTimes[slot] == null) {
            sinceTimes[slot] = new SinceTimes();
        }
        return sinceTimes[slot];
    }

    Measurement measurement() {
        return measurement;
    }

    /** How many levels there are, each at its {@link Measure#slot}. */
    int slots() {
        return values.length;
    }

    long value(int slot) {
        return values[slot];
    }

    /**
     * Since when the oldest thing counted has been so; {@link LevelValue#NOBODY} where that is not kept.
     *
     * @param less changes that are to be taken back first; null for none
     */
    long oldest(int slot, Tally less) {
        return sinceTimes[slot] == null ? LevelValue.NOBODY : sinceTimes[slot].oldest(less);
    }

    /**
     * How many of the things counted are of which age.
     *
     * @param now at which they are asked for, epoch ms
     * @param less changes that are to be taken back first; null for none
     */
    Ages ages(int slot, long now, Tally less) {
        return measures.get(slot).hasAges() ? Ages.of(sinceTimes[slot], now, less) : Ages.NONE;
    }

    /** Whether any is not zero. */
    boolean any() {
        for (long value : values) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }

    /** One that is the same now; neither sees what happens to the other. */
    HeldLevels copy() {
        HeldLevels copy = new HeldLevels(measurement);
        System.arraycopy(values, 0, copy.values, 0, values.length);
        for (int slot = 0; slot < values.length; slot++) {
            copy.sinceTimes[slot] = sinceTimes[slot] == null ? null : sinceTimes[slot].copy();
        }
        return copy;
    }

    /** Those that are not zero, each by its code, and then the since-times. */
    void write(DataOutput out) throws IOException {
        int held = 0;
        int timed = 0;
        for (int slot = 0; slot < values.length; slot++) {
            held += values[slot] == 0 ? 0 : 1;
            timed += isTimed(slot) ? 1 : 0;
        }
        out.writeByte(held);
        for (int slot = 0; slot < values.length; slot++) {
            if (values[slot] != 0) {
                Measure.CODES.write(measures.get(slot), out);
                Varint.writeSigned(values[slot], out);
            }
        }
        out.writeByte(timed);
        for (int slot = 0; slot < values.length; slot++) {
            if (isTimed(slot)) {
                Measure.CODES.write(measures.get(slot), out);
                sinceTimes[slot].write(out);
            }
        }
    }

    private boolean isTimed(int slot) {
        return sinceTimes[slot] != null && !sinceTimes[slot].isEmpty();
    }

    static HeldLevels read(Measurement measurement, DataInput in) throws IOException {
        HeldLevels levels = new HeldLevels(measurement);
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            levels.values[Measure.CODES.read(in).slot()] = Varint.readSigned(in);
        }
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            levels.sinceTimes[Measure.CODES.read(in).slot()] = SinceTimes.read(in);
        }
        return levels;
    }
}
