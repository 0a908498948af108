package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Everything observed of one series within one window, as differences: windows of the same series and time add up in any
 * order and any grouping, which is what makes local combining, parallelism and corrections harmless.
 */
public final class Window {

    private static final Measure[] MEASURES = Measure.values();

    private final Map<Measure, Long> counts = new EnumMap<>(Measure.class);
    private final Map<Measure, Sketch> timings = new EnumMap<>(Measure.class);
    private final Map<Measure, LevelChanges> levels = new EnumMap<>(Measure.class);

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
        switch (measure.kind()) {
            case COUNT -> counts.merge(measure, observation.weight() * observation.value(), Long::sum);
            case TIMING ->
                timings.computeIfAbsent(measure, m -> new Sketch()).add(observation.value(), observation.weight());
            case LEVEL ->
                levels.computeIfAbsent(measure, m -> new LevelChanges())
                        .add(time, observation.value(), since, observation.weight());
        }
    }

    /** Adds another window's observations. */
    public void add(Window other) {
        other.counts.forEach((measure, n) -> counts.merge(measure, n, Long::sum));
        other.timings.forEach((measure, sketch) ->
                timings.computeIfAbsent(measure, m -> new Sketch()).add(sketch));
        other.levels.forEach((measure, changes) ->
                levels.computeIfAbsent(measure, m -> new LevelChanges()).add(changes));
    }

    Map<Measure, Long> counts() {
        return counts;
    }

    Map<Measure, Sketch> timings() {
        return timings;
    }

    Map<Measure, LevelChanges> levels() {
        return levels;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(counts.size());
        for (Map.Entry<Measure, Long> entry : counts.entrySet()) {
            out.writeShort(entry.getKey().ordinal());
            out.writeLong(entry.getValue());
        }
        out.writeByte(timings.size());
        for (Map.Entry<Measure, Sketch> entry : timings.entrySet()) {
            out.writeShort(entry.getKey().ordinal());
            entry.getValue().write(out);
        }
        out.writeByte(levels.size());
        for (Map.Entry<Measure, LevelChanges> entry : levels.entrySet()) {
            out.writeShort(entry.getKey().ordinal());
            entry.getValue().write(out);
        }
    }

    static Window read(DataInput in) throws IOException {
        Window window = new Window();
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            window.counts.put(MEASURES[in.readUnsignedShort()], in.readLong());
        }
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            window.timings.put(MEASURES[in.readUnsignedShort()], Sketch.read(in));
        }
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            window.levels.put(MEASURES[in.readUnsignedShort()], LevelChanges.read(in));
        }
        return window;
    }
}
