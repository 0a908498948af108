package io.bellwether.metric;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What one rolled-up series did in one window: whole, never a difference. A later cell with the same key and start
 * replaces it (late events, contacts of an interval that leave).
 *
 * <p>A cell that a rollup gives looks into the rollup's state: it is to be read at once, and whoever keeps it keeps
 * {@link #only} what it needs. Each measure has its slot in an array, as in a {@link Window}.
 */
public final class Cell {

    private final CellKey key;
    private final long start;
    private final long end;
    private final long[] counts;
    private final Sketch[] timings;
    /** Null where all are zero. */
    private final CellLevels levels;

    Cell(CellKey key, long start, long end, long[] counts, Sketch[] timings, CellLevels levels) {
        this.key = key;
        this.start = start;
        this.end = end;
        this.counts = counts;
        this.timings = timings;
        this.levels = levels;
    }

    /**
     * A cell of its own.
     *
     * @param start of the window, epoch ms, inclusive
     * @param end of the window, epoch ms, exclusive
     * @param counts measures of kind COUNT that were observed; absent means 0
     * @param timings measures of kind TIMING that were observed
     * @param levels measures of kind LEVEL that are or were not zero
     */
    public Cell(
            CellKey key,
            long start,
            long end,
            Map<Measure, Long> counts,
            Map<Measure, Sketch> timings,
            Map<Measure, LevelValue> levels) {
        this(key, start, end, new Parts(key.measurement()).setAll(counts, timings, levels));
    }

    private Cell(CellKey key, long start, long end, Parts parts) {
        this(key, start, end, parts.counts, parts.timings, parts.levels);
    }

    /** What a cell of its own is put together from. */
    static final class Parts {

        private final Measurement measurement;
        private long[] counts = Window.NO_COUNTS;
        private Sketch[] timings = Window.NO_TIMINGS;
        private CellLevels levels;

        Parts(Measurement measurement) {
            this.measurement = measurement;
        }

        Parts setAll(Map<Measure, Long> counts, Map<Measure, Sketch> timings, Map<Measure, LevelValue> levels) {
            counts.forEach(this::set);
            timings.forEach(this::set);
            levels.forEach(this::set);
            return this;
        }

        void set(Measure measure, long count) {
            int slot = slot(measure);
            counts = counts.length == 0 ? new long[Measure.counts(measurement).size()] : counts;
            counts[slot] = count;
        }

        void set(Measure measure, Sketch timing) {
            int slot = slot(measure);
            timings = timings.length == 0
                    ? new Sketch[Measure.timings(measurement).size()]
                    : timings;
            timings[slot] = timing;
        }

        void set(Measure measure, LevelValue level) {
            int slot = slot(measure);
            levels = levels == null ? new CellLevels(Measure.levels(measurement).size()) : levels;
            levels.set(slot, level);
        }

        private int slot(Measure measure) {
            if (measure.measurement() != measurement) {
                throw new IllegalArgumentException("a cell of " + measurement + " has no " + measure);
            }
            return measure.slot();
        }

        Cell cell(CellKey key, long start, long end) {
            return new Cell(key, start, end, this);
        }
    }

    public CellKey key() {
        return key;
    }

    /** Start of the window, epoch ms, inclusive. */
    public long start() {
        return start;
    }

    /** End of the window, epoch ms, exclusive. */
    public long end() {
        return end;
    }

    private boolean has(Measure measure) {
        return measure.measurement() == key.measurement();
    }

    /** The count of a measure in the window, 0 where nothing was observed. */
    public long count(Measure measure) {
        return counts.length > 0 && has(measure) ? counts[measure.slot()] : 0;
    }

    /** The timing of a measure in the window, empty where nothing was observed. */
    public Sketch timing(Measure measure) {
        Sketch sketch = timings.length > 0 && has(measure) ? timings[measure.slot()] : null;
        return sketch == null ? Sketch.EMPTY : sketch;
    }

    /** The level of a measure in the window. */
    public LevelValue level(Measure measure) {
        return levels != null && has(measure) ? levels.get(measure.slot()) : LevelValue.ZERO;
    }

    /** A level's value when the window ended. */
    public long atEnd(Measure measure) {
        return levels != null && has(measure) ? levels.atEnd(measure.slot()) : 0;
    }

    /** A level times the time that it held, over the window, in ms. */
    public long integralMs(Measure measure) {
        return levels != null && has(measure) ? levels.integralMs(measure.slot()) : 0;
    }

    /** How many of the things that a level counts are of which age at the end. */
    public Ages ages(Measure measure) {
        return levels != null && has(measure) ? levels.ages(measure.slot()) : Ages.NONE;
    }

    /** Whether a level is not zero at the end. */
    public boolean endsWithLevels() {
        return levels != null && levels.anyAtEnd();
    }

    /** Whether it may have anything but levels. */
    public boolean hasCountsOrTimings() {
        return counts.length > 0 || timings.length > 0;
    }

    /** The measures of a kind that it may say something of. */
    List<Measure> measures(Measure.Kind kind) {
        Measurement measurement = key.measurement();
        return switch (kind) {
            case COUNT -> counts.length == 0 ? List.of() : Measure.counts(measurement);
            case TIMING -> timings.length == 0 ? List.of() : Measure.timings(measurement);
            case LEVEL -> levels == null ? List.of() : Measure.levels(measurement);
        };
    }

    /** Whether one of its {@link #measures} is more than nothing. */
    boolean says(Measure measure) {
        int slot = measure.slot();
        return switch (measure.kind()) {
            case COUNT -> counts[slot] != 0;
            case TIMING -> timings[slot] != null && !timings[slot].equals(Sketch.EMPTY);
            case LEVEL -> !levels.isZero(slot);
        };
    }

    private <T> Map<Measure, T> map(Measure.Kind kind, Function<Measure, T> value) {
        Map<Measure, T> map = new EnumMap<>(Measure.class);
        for (Measure measure : measures(kind)) {
            if (says(measure)) {
                map.put(measure, value.apply(measure));
            }
        }
        return map;
    }

    /** The counts that are not zero, in a map of the caller's own. */
    public Map<Measure, Long> counts() {
        return map(Measure.Kind.COUNT, this::count);
    }

    /** The timings with a value, in a map of the caller's own. */
    public Map<Measure, Sketch> timings() {
        return map(Measure.Kind.TIMING, this::timing);
    }

    /** The levels that are or were not zero, in a map of the caller's own. */
    public Map<Measure, LevelValue> levels() {
        return map(Measure.Kind.LEVEL, this::level);
    }

    /** One of its own that has these measures alone, and shares the key. */
    public Cell only(Set<Measure> measures, CellKey same) {
        long[] someCounts = Window.NO_COUNTS;
        Sketch[] someTimings = Window.NO_TIMINGS;
        CellLevels someLevels = null;
        for (Measure measure : measures) {
            int slot = measure.slot();
            switch (measure.kind()) {
                case COUNT -> {
                    if (count(measure) != 0) {
                        someCounts = someCounts.length == 0 ? new long[counts.length] : someCounts;
                        someCounts[slot] = counts[slot];
                    }
                }
                case TIMING -> {
                    if (!timing(measure).equals(Sketch.EMPTY)) {
                        someTimings = someTimings.length == 0 ? new Sketch[timings.length] : someTimings;
                        someTimings[slot] = timings[slot].copy();
                    }
                }
                case LEVEL -> {
                    LevelValue value = level(measure);
                    if (!value.equals(LevelValue.ZERO)) {
                        someLevels = someLevels == null ? levels.ofZeros() : someLevels;
                        someLevels.set(slot, value);
                    }
                }
            }
        }
        return new Cell(same, start, end, someCounts, someTimings, someLevels);
    }

    /** The same over a window that is longer, as long as nothing changes. */
    public Cell until(long later) {
        return new Cell(key, start, later, counts, timings, levels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell that
                && key.equals(that.key)
                && start == that.start
                && end == that.end
                && counts().equals(that.counts())
                && timings().equals(that.timings())
                && levels().equals(that.levels());
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + Long.hashCode(start);
    }

    @Override
    public String toString() {
        return key + " " + start + " to " + end + " " + counts() + timings() + levels();
    }
}
