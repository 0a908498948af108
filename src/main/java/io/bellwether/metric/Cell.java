package io.bellwether.metric;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one rolled-up series did in one window: whole, never a difference. A later cell with the same key and start
 * replaces it (late events, contacts of an interval that leave). Immutable by convention: whoever receives one must not
 * change its maps.
 *
 * @param start of the window, epoch ms, inclusive
 * @param end of the window, epoch ms, exclusive
 * @param counts measures of kind COUNT that were observed; absent means 0
 * @param timings measures of kind TIMING that were observed
 * @param levels measures of kind LEVEL that are or were not zero
 */
public record Cell(
        CellKey key,
        long start,
        long end,
        Map<Measure, Long> counts,
        Map<Measure, Sketch> timings,
        Map<Measure, LevelValue> levels) {

    /** The count of a measure in the window, 0 where nothing was observed. */
    public long count(Measure measure) {
        return counts.getOrDefault(measure, 0L);
    }

    /** The timing of a measure in the window, empty where nothing was observed. */
    public Sketch timing(Measure measure) {
        Sketch sketch = timings.get(measure);
        return sketch == null ? Sketch.EMPTY : sketch;
    }

    /** The level of a measure in the window. */
    public LevelValue level(Measure measure) {
        return levels.getOrDefault(measure, LevelValue.ZERO);
    }

    /**
     * One cell over several windows of the same series: counts and timings added, levels with the last value at the end,
     * the highest maximum and the sum of integrals.
     *
     * @param cells ordered by start, at least one
     */
    public static Cell over(Iterable<Cell> cells) {
        Cell first = null;
        Cell last = null;
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        Map<Measure, Sketch> timings = new EnumMap<>(Measure.class);
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        for (Cell cell : cells) {
            first = first == null ? cell : first;
            last = cell;
            cell.counts.forEach((measure, n) -> counts.merge(measure, n, Long::sum));
            cell.timings.forEach((measure, sketch) -> timings.merge(measure, sketch, Sketch::plus));
            levels.replaceAll(
                    (measure, value) -> new LevelValue(0, value.max(), value.integralMs(), LevelValue.NOBODY));
            cell.levels.forEach((measure, value) -> levels.merge(measure, value, Cell::then));
        }
        if (first == null) {
            throw new IllegalArgumentException("no cells to merge");
        }
        return new Cell(first.key, first.start, last.end, counts, timings, levels);
    }

    private static LevelValue then(LevelValue before, LevelValue after) {
        return new LevelValue(
                after.atEnd(),
                Math.max(before.max(), after.max()),
                before.integralMs() + after.integralMs(),
                after.oldestSince());
    }
}
