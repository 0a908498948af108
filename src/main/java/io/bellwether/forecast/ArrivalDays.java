package io.bellwether.forecast;

import io.bellwether.forecast.ArrivalCounts.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A history by local days: what came in each slot of each day of each queue, and how often the slot was seen on that day. A
 * slot is seen once; twice where clocks were put back, never where they were put forward, before the history begins, after
 * it ends and where data are missing.
 */
final class ArrivalDays {

    private final Grid grid;
    private final List<String> queues;
    private final long firstDay;
    private final int days;
    private final int[][] counts;
    private final float[] seen;
    private final List<Map<Long, Block>> blocks;
    private final long from;
    private final long to;

    private ArrivalDays(
            Grid grid,
            List<String> queues,
            List<Map<Long, Block>> blocks,
            long from,
            long to,
            long firstDay,
            int days) {
        this.grid = grid;
        this.queues = queues;
        this.blocks = blocks;
        this.from = from;
        this.to = to;
        this.firstDay = firstDay;
        this.days = days;
        this.counts = new int[queues.size()][days * grid.slots()];
        this.seen = new float[days * grid.slots()];
    }

    /**
     * @param until where the history ends, epoch ms: the interval that it lies in is not whole, and left out
     * @return null where nothing came before
     */
    static ArrivalDays of(ArrivalCounts counts, Grid grid, long until) {
        long from = grid.index(counts.first());
        long to = grid.index(until);
        if (counts.total() == 0 || from >= to) {
            return null;
        }
        long firstDay = grid.day(from);
        int days = (int) (grid.day(to - 1) - firstDay + 1);
        ArrivalDays by = new ArrivalDays(
                grid,
                List.copyOf(counts.queues().keySet()),
                new ArrayList<>(counts.queues().values()),
                from,
                to,
                firstDay,
                days);
        by.fill();
        return by;
    }

    private void fill() {
        int slots = grid.slots();
        for (long index = from; index < to; index++) {
            int cell = (int) (grid.cell(index) - firstDay * slots);
            seen[cell]++;
            for (int q = 0; q < counts.length; q++) {
                Block block = blocks.get(q).get(Math.floorDiv(index, (long) slots));
                counts[q][cell] += block == null ? 0 : block.arrivals[Math.floorMod(index, slots)];
            }
        }
    }

    Grid grid() {
        return grid;
    }

    List<String> queues() {
        return queues;
    }

    /** Epoch day, in the zone, of day 0. */
    long firstDay() {
        return firstDay;
    }

    int days() {
        return days;
    }

    /** The first interval of the history. */
    long from() {
        return from;
    }

    /** The interval behind the last one of the history. */
    long to() {
        return to;
    }

    /** By day times slots and slot. */
    int[] counts(int queue) {
        return counts[queue];
    }

    /** How often each slot was seen, by day times slots and slot. Who finds a gap changes it. */
    float[] seen() {
        return seen;
    }

    /** What came in a slot, of all queues. */
    int total(int cell) {
        int total = 0;
        for (int[] of : counts) {
            total += of[cell];
        }
        return total;
    }

    /** Weekday of a day, from 0, which is Monday; also of days after the history. */
    int weekday(int day) {
        return Grid.weekday(firstDay + day);
    }

    /** Day times slots and slot of an interval, also of one after the history. */
    int cell(long index) {
        return (int) (grid.cell(index) - firstDay * grid.slots());
    }

    /** Days of UTC of a queue, by epoch day. */
    Map<Long, Block> blocks(int queue) {
        return blocks.get(queue);
    }
}
