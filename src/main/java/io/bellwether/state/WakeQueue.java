package io.bellwether.state;

import java.util.Map;
import java.util.TreeMap;

/**
 * When which key of a subtask is to be looked at, in memory: a calendar. Wakes of the minute that has begun are in order, in
 * a heap that is small enough to stay close to the processor; those of each later minute lie in a pile of their own, and are put in
 * order when it begins. So what is far off, which is most, costs no more to set the more of it there is. What was set stays until
 * its time has come: nothing is looked for in it. Not thread-safe.
 *
 * @param <K> the key
 */
public final class WakeQueue<K> implements Bell<K> {

    /** A pile holds the wakes of 65.5 s. */
    private static final int PILE_BITS = 16;

    private final WakeHeap<K> near = new WakeHeap<>();
    /** Wakes of that time and later, by the time of their pile. */
    private final TreeMap<Long, WakePile<K>> piles = new TreeMap<>();
    /** The first pile that is not in the heap. */
    private long nextPile = Long.MIN_VALUE;
    /** Keys mostly have wakes of the same few lengths, so that the pile is often the one before. */
    private long lastPile = Long.MIN_VALUE;

    private WakePile<K> last;
    private int piled;

    /**
     * Looks at a key.
     *
     * @param <K> the key
     */
    @FunctionalInterface
    public interface Look<K> {
        /** @param time for which the wake was set, epoch ms */
        void at(K key, long time) throws Exception;
    }

    /** How many wakes are set. */
    public int size() {
        return near.size() + piled;
    }

    @Override
    public void set(K key, long time) {
        long pile = time >> PILE_BITS;
        if (pile < nextPile) {
            near.set(key, time);
            return;
        }
        if (last == null || pile != lastPile) {
            last = piles.computeIfAbsent(pile, at -> new WakePile<>());
            lastPile = pile;
        }
        last.add(key, time);
        piled++;
    }

    /** Nothing: whoever is woken in vain sees that it is. */
    @Override
    public void unset(K key, long time) {
        // it is not worth looking for
    }

    /** Takes out all wakes up to that time, the earliest first, also those that are set meanwhile. */
    public void takeUntil(long time, Look<K> look) throws Exception {
        do {
            while (near.size() > 0 && near.firstTime() <= time) {
                long due = near.firstTime();
                look.at(near.takeFirst(), due);
            }
        } while (begin(time));
    }

    /** Puts the next pile in order, where it has begun by that time; false where it has not. */
    private boolean begin(long time) {
        Map.Entry<Long, WakePile<K>> next = piles.firstEntry();
        if (next == null || next.getKey() > time >> PILE_BITS) {
            return false;
        }
        piles.remove(next.getKey());
        last = null;
        nextPile = next.getKey() + 1;
        piled -= next.getValue().size();
        next.getValue().pour(near);
        return true;
    }
}
