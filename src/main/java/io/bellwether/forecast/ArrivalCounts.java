package io.bellwether.forecast;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came, counted per queue and interval: as many numbers as there are days with arrivals, however many events there
 * were. The order in which it is told does not matter.
 */
public final class ArrivalCounts {

    /** The name of a queue that an event does not name. */
    public static final String NO_QUEUE = "none";

    private final long stepMillis;
    private final int block;
    private final SortedMap<String, Map<Long, Block>> queues = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long total;

    /** A day of UTC of one queue. */
    static final class Block {
        final int[] arrivals;
        private int[] handled;
        private long[] handleMillis;

        Block(int slots) {
            arrivals = new int[slots];
        }

        int handled(int slot) {
            return handled == null ? 0 : handled[slot];
        }

        long handleMillis(int slot) {
            return handleMillis == null ? 0 : handleMillis[slot];
        }
    }

    /** @param stepMillis length of an interval, as that of a {@link Grid} */
    public ArrivalCounts(long stepMillis) {
        this.stepMillis = stepMillis;
        this.block = (int) (Grid.DAY / stepMillis);
    }

    /**
     * Counts one that came.
     *
     * @param queue null for {@link #NO_QUEUE}
     */
    public void add(String queue, long millis) {
        long index = Math.floorDiv(millis, stepMillis);
        block(queue, index).arrivals[Math.floorMod(index, block)]++;
        first = Math.min(first, millis);
        last = Math.max(last, millis);
        total++;
    }

    /**
     * Adds to the handle time of those that came in an interval.
     *
     * @param millis when the contact came
     * @param contacts whose handle time was not counted before: 1, or 0 where it is lengthened
     */
    public void addHandle(String queue, long millis, long handleMillis, int contacts) {
        long index = Math.floorDiv(millis, stepMillis);
        Block of = block(queue, index);
        int slot = Math.floorMod(index, block);
        if (of.handled == null) {
            of.handled = new int[block];
            of.handleMillis = new long[block];
        }
        of.handled[slot] += contacts;
        of.handleMillis[slot] += handleMillis;
    }

    private Block block(String queue, long index) {
        return queues.computeIfAbsent(queue == null ? NO_QUEUE : queue, name -> new HashMap<>())
                .computeIfAbsent(Math.floorDiv(index, (long) block), day -> new Block(block));
    }

    /** Days of UTC, by epoch day, of each queue. */
    SortedMap<String, Map<Long, Block>> queues() {
        return Collections.unmodifiableSortedMap(queues);
    }

    long stepMillis() {
        return stepMillis;
    }

    /** When the first came, epoch ms; of no meaning where none did. */
    public long first() {
        return first;
    }

    /** When the last came, epoch ms; of no meaning where none did. */
    public long last() {
        return last;
    }

    /** How many came. */
    public long total() {
        return total;
    }
}
