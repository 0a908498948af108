package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import io.bellwether.metric.Sketch;
import io.bellwether.rule.Agg;
import io.bellwether.rule.Readout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The recent cells of one series, reduced to the measures that rules read. A pane without a cell is one in which nothing
 * changed: its counts are zero, its levels those at the end of the cell before it.
 */
public final class Panes {

    private final TreeMap<Long, Cell> cells = new TreeMap<>();

    /**
     * Takes a cell; one with the same start is replaced.
     *
     * @param levels whether any rule reads a level; if not, a cell without anything to read need not be kept
     */
    public void put(Cell cell, Set<Measure> measures, boolean levels) {
        Cell small = cell.only(
                measures,
                cells.isEmpty() ? cell.key() : cells.firstEntry().getValue().key());
        if (levels || small.hasCountsOrTimings()) {
            cells.put(cell.start(), small);
        } else {
            cells.remove(cell.start());
        }
    }

    public Collection<Cell> cells() {
        return cells.values();
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    /** Start of the first cell in the window that ends at {@code end} and is {@code size} long, or null. */
    Long firstIn(long end, long size) {
        Map.Entry<Long, Cell> first = cells.ceilingEntry(end - size);
        return first == null || first.getValue().end() > end ? null : first.getKey();
    }

    /** End of the first cell that is not over at {@code time}; {@link AlertState#NEVER} if none. */
    long nextEnd(long time) {
        for (Cell cell : cells.descendingMap().values()) {
            if (cell.end() <= time) {
                Map.Entry<Long, Cell> next = cells.higherEntry(cell.start());
                return next == null ? AlertState.NEVER : next.getValue().end();
            }
        }
        return cells.isEmpty()
                ? AlertState.NEVER
                : cells.firstEntry().getValue().end();
    }

    /** The last cell that is over at {@code time}, or null. */
    Cell last(long time) {
        for (Cell cell : cells.descendingMap().values()) {
            if (cell.end() <= time) {
                return cell;
            }
        }
        return null;
    }

    /** What the window that ends at {@code end} says. */
    Sample read(CellKey key, Metric metric, Agg agg, long size, long end) {
        if (metric.ofTheEnd() && agg == Agg.LAST) {
            Cell last = last(end);
            Cell now = last == null ? new Cell(key, end, end, Map.of(), Map.of(), Map.of()) : last.until(end);
            return sample(metric, now);
        }
        return switch (agg) {
            case MAX, MIN, AVG -> level(key, metric, agg, size, end);
            default -> sample(metric, whole(key, metric.measures(), size, end));
        };
    }

    private static Sample sample(Metric metric, Cell cell) {
        return new Sample(Readout.value(metric, cell), metric.samples(cell));
    }

    private Sample level(CellKey key, Metric metric, Agg agg, long size, long end) {
        Measure measure = metric.measures().iterator().next();
        LevelValue whole = whole(key, Set.of(measure), size, end).level(measure);
        double value =
                switch (agg) {
                    case MAX -> whole.max();
                    case AVG -> (double) whole.integralMs() / size;
                    default -> lowest(measure, size, end);
                };
        return new Sample(value, whole.atEnd());
    }

    private double lowest(Measure measure, long size, long end) {
        long lowest = before(end - size, measure).atEnd();
        for (Cell cell : cells.tailMap(end - size, true).values()) {
            if (cell.end() <= end) {
                lowest = Math.min(lowest, cell.level(measure).atEnd());
            }
        }
        return lowest;
    }

    private LevelValue before(long start, Measure measure) {
        Map.Entry<Long, Cell> carry = cells.lowerEntry(start);
        return carry == null ? LevelValue.ZERO : carry.getValue().level(measure);
    }

    /** One cell over the window, panes without a cell filled in. */
    Cell whole(CellKey key, Set<Measure> measures, long size, long end) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        Map<Measure, Sketch> timings = new EnumMap<>(Measure.class);
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        for (Measure measure : measures) {
            switch (measure.kind()) {
                case COUNT -> counts.put(measure, count(measure, size, end));
                case TIMING -> timings.put(measure, timing(measure, size, end));
                case LEVEL -> levels.put(measure, level(measure, size, end));
            }
        }
        return new Cell(key, end - size, end, counts, timings, levels);
    }

    private long count(Measure measure, long size, long end) {
        long sum = 0;
        for (Cell cell : cells.tailMap(end - size, true).values()) {
            sum += cell.end() <= end ? cell.count(measure) : 0;
        }
        return sum;
    }

    private Sketch timing(Measure measure, long size, long end) {
        Sketch sum = new Sketch();
        for (Cell cell : cells.tailMap(end - size, true).values()) {
            if (cell.end() <= end) {
                sum.add(cell.timing(measure));
            }
        }
        return sum;
    }

    private LevelValue level(Measure measure, long size, long end) {
        LevelValue now = before(end - size, measure);
        long max = now.atEnd();
        long integral = 0;
        long upTo = end - size;
        for (Cell cell : cells.tailMap(end - size, true).values()) {
            if (cell.end() > end) {
                break;
            }
            LevelValue next = cell.level(measure);
            integral += now.atEnd() * (cell.start() - upTo) + next.integralMs();
            max = Math.max(max, next.max());
            upTo = cell.end();
            now = next;
        }
        integral += now.atEnd() * (end - upTo);
        return new LevelValue(now.atEnd(), max, integral, now.oldestSince());
    }

    /**
     * Forgets what no later window needs: everything before the longest window but the last cell there, whose levels
     * still hold; and that one too once its levels are zero and no correction of an older pane can come any more, which
     * without it would pass for the newest.
     *
     * @param size of the longest window
     * @param lateness how long corrections may come
     * @param levels whether levels are read at all
     */
    void forget(long end, long size, long lateness, boolean levels) {
        while (!cells.isEmpty() && cells.firstKey() < end - size) {
            Map.Entry<Long, Cell> first = cells.firstEntry();
            Map.Entry<Long, Cell> second = cells.higherEntry(first.getKey());
            boolean replaced = second != null && second.getKey() < end - size;
            boolean over = isZero(first.getValue()) && first.getKey() < end - lateness;
            if (levels && !replaced && !over) {
                return;
            }
            cells.pollFirstEntry();
        }
    }

    /**
     * Puts cells that are older than {@code limit} together, so that there is at most one for each multiple of a grain. Whoever
     * reads so far back begins at multiples of it. Levels are those at the end.
     */
    void coarsen(long limit, long grain) {
        long before = Math.floorDiv(limit, grain) * grain;
        Map.Entry<Long, Cell> newest = cells.lowerEntry(before);
        if (newest == null || length(newest.getValue()) >= grain) {
            return;
        }
        TreeMap<Long, List<Cell>> blocks = new TreeMap<>();
        for (Cell cell : cells.headMap(before).values()) {
            if (length(cell) < grain) {
                blocks.computeIfAbsent(Math.floorDiv(cell.start(), grain) * grain, start -> new ArrayList<>())
                        .add(cell);
            }
        }
        blocks.forEach((start, parts) -> {
            parts.forEach(cell -> cells.remove(cell.start()));
            cells.put(start, together(start, start + grain, parts));
        });
    }

    private static long length(Cell cell) {
        return cell.end() - cell.start();
    }

    private static Cell together(long start, long end, List<Cell> parts) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        Map<Measure, Sketch> timings = new EnumMap<>(Measure.class);
        for (Cell part : parts) {
            part.counts().forEach((measure, n) -> counts.merge(measure, n, Long::sum));
            part.timings().forEach((measure, sketch) -> timings.merge(measure, sketch, Sketch::plus));
        }
        Cell last = parts.get(parts.size() - 1);
        return new Cell(last.key(), start, end, counts, timings, last.levels());
    }

    /** Whether all levels are zero at the end of the last cell. */
    boolean endsAtZero() {
        return cells.isEmpty() || isZero(cells.lastEntry().getValue());
    }

    /** Start of the last cell. */
    long lastStart() {
        return cells.lastKey();
    }

    private static boolean isZero(Cell cell) {
        return !cell.endsWithLevels();
    }
}
