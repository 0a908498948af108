package io.bellwether.metric;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The levels of one series at one moment, and since when the things counted have been so. A moment further back is found
 * by taking back the windows since.
 */
final class HeldLevels {

    private final Map<Measure, Long> values = new EnumMap<>(Measure.class);
    private final Map<Measure, TreeMap<Long, Long>> sinceTimes = new EnumMap<>(Measure.class);

    /** Adds a window's changes. */
    void apply(Window window, Measurement measurement) {
        for (Measure measure : Measure.levels(measurement)) {
            LevelChanges changes = window.level(measure);
            if (changes == null) {
                continue;
            }
            values.merge(measure, changes.net(), Long::sum);
            if (measure.hasOldest()) {
                changes.applyTo(sinceTimes.computeIfAbsent(measure, m -> new TreeMap<>()), 1);
            }
        }
    }

    /** Whether any is not zero. */
    boolean any() {
        for (long value : values.values()) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }

    void forgetZeros() {
        values.values().removeIf(value -> value == 0);
        sinceTimes.values().removeIf(TreeMap::isEmpty);
    }

    /** The value before some windows, which have been applied. */
    long before(Collection<Window> windows, Measure measure) {
        long value = values.getOrDefault(measure, 0L);
        for (Window window : windows) {
            LevelChanges changes = window.level(measure);
            value -= changes == null ? 0 : changes.net();
        }
        return value;
    }

    /** Since when the oldest thing counted then had been so; {@link LevelValue#NOBODY} where that is not kept. */
    long oldestBefore(Collection<Window> windows, Measure measure) {
        TreeMap<Long, Long> since = sinceTimes.get(measure);
        if (since == null) {
            return LevelValue.NOBODY;
        }
        boolean copied = false;
        for (Window window : windows) {
            LevelChanges changes = window.level(measure);
            if (changes != null) {
                since = copied ? since : new TreeMap<>(since);
                copied = true;
                changes.applyTo(since, -1);
            }
        }
        for (Map.Entry<Long, Long> entry : since.entrySet()) {
            if (entry.getValue() > 0) {
                return entry.getKey();
            }
        }
        return LevelValue.NOBODY;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(values.size());
        for (Map.Entry<Measure, Long> entry : values.entrySet()) {
            Measure.CODES.write(entry.getKey(), out);
            Varint.writeSigned(entry.getValue(), out);
        }
        out.writeByte(sinceTimes.size());
        for (Map.Entry<Measure, TreeMap<Long, Long>> entry : sinceTimes.entrySet()) {
            Measure.CODES.write(entry.getKey(), out);
            LevelChanges.writeMultiset(entry.getValue(), out);
        }
    }

    static HeldLevels read(DataInput in) throws IOException {
        HeldLevels levels = new HeldLevels();
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            levels.values.put(Measure.CODES.read(in), Varint.readSigned(in));
        }
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            levels.sinceTimes.put(Measure.CODES.read(in), LevelChanges.readMultiset(in));
        }
        return levels;
    }
}
