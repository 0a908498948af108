package io.bellwether.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a subtask heard of its cases or agents and the watermark has not passed: a calendar queue, so that neither taking
 * one thing nor giving it out costs more for many that wait. What has come due is given out case by case, so each case is
 * looked up once for a watermark. Not thread-safe.
 *
 * @param <E> what waits, such as events
 */
public final class Waiting<E> {

    /** Of a day in the calendar, ms. Watermarks come some times a second, mostly several days apart. */
    private static final long DAY = 256;
    /** So many emptied days are kept for others, and none that had more room than that. */
    private static final int MOST_SPARES = 16;

    private static final int LARGEST_SPARE = 8192;

    private final Comparator<? super E> order;
    private final TreeMap<Long, Batch<E>> days = new TreeMap<>();
    private final Batch<E> due = new Batch<>();
    private final List<E> ofOne = new ArrayList<>();
    /** Of days that are over, with their room, for days that begin. */
    private final List<Batch<E>> spares = new ArrayList<>();

    private int size;
    /** The day of the last one that came, which is that of most that come next. */
    private Batch<E> lastDay;

    private long lastNumber;

    /** Takes what is of one case or agent. */
    @FunctionalInterface
    public interface Receiver<E> {
        /** @param things in order; the list is used again when this returns */
        void take(SourceId of, List<E> things) throws Exception;
    }

    /** @param order in which things of one case or agent are given out; it begins with their time */
    public Waiting(Comparator<? super E> order) {
        this.order = order;
    }

    /** @param time that has to pass, epoch ms */
    public void add(SourceId of, long time, E thing) {
        long number = Math.floorDiv(time, DAY);
        if (lastDay == null || number != lastNumber) {
            lastDay = days.computeIfAbsent(number, day -> emptyDay());
            lastNumber = number;
        }
        lastDay.add(of, time, thing);
        size++;
    }

    private Batch<E> emptyDay() {
        return spares.isEmpty() ? new Batch<>() : spares.remove(spares.size() - 1);
    }

    /** How many things wait. */
    public int size() {
        return size;
    }

    /** Time of the latest of all, epoch ms; {@link Long#MIN_VALUE} where there is none. Looks at a day of them. */
    public long lastTime() {
        return days.isEmpty() ? Long.MIN_VALUE : days.lastEntry().getValue().lastTime();
    }

    /** Gives out whatever is no later than that time, each case or agent once. */
    public void takeUntil(long time, Receiver<E> receiver) throws Exception {
        collectUntil(time);
        size -= due.size;
        due.forEach(order, ofOne, receiver);
        due.clear();
    }

    private void collectUntil(long time) {
        while (!days.isEmpty() && days.firstKey() * DAY <= time) {
            Map.Entry<Long, Batch<E>> first = days.firstEntry();
            if (first.getKey() * DAY + DAY - 1 > time) {
                first.getValue().moveUntil(time, due);
                return;
            }
            days.pollFirstEntry();
            first.getValue().moveUntil(time, due);
            if (spares.size() < MOST_SPARES && first.getValue().room() <= LARGEST_SPARE) {
                spares.add(first.getValue());
            }
            lastDay = null;
        }
    }

    /** Shows all of them, each case or agent once, without giving them out. */
    public void showAll(Receiver<E> receiver) throws Exception {
        Batch<E> all = new Batch<>();
        for (Batch<E> day : days.values()) {
            day.copyTo(all);
        }
        all.forEach(order, ofOne, receiver);
    }

    /** Things in order of arrival with whom they are of. */
    private static final class Batch<E> {
        private static final int FIRST_SIZE = 16;

        private SourceId[] ids = new SourceId[FIRST_SIZE];
        private Object[] things = new Object[FIRST_SIZE];
        private long[] times = new long[FIRST_SIZE];
        private int[] hashes = new int[FIRST_SIZE];
        private int size;

        /** The next of the same case, −1 for none. */
        private int[] next = {};
        /** The first of each case, at a place that its hash tells; −1 where there is none. */
        private int[] firsts = {};

        void add(SourceId of, long time, Object thing) {
            add(of, time, thing, of.hashCode());
        }

        private void add(SourceId of, long time, Object thing, int hash) {
            if (size == things.length) {
                ids = Arrays.copyOf(ids, size * 2);
                things = Arrays.copyOf(things, size * 2);
                times = Arrays.copyOf(times, size * 2);
                hashes = Arrays.copyOf(hashes, size * 2);
            }
            hashes[size] = hash;
            ids[size] = of;
            times[size] = time;
            things[size++] = thing;
        }

        int room() {
            return things.length;
        }

        long lastTime() {
            return Arrays.stream(times, 0, size).max().orElse(Long.MIN_VALUE);
        }

        /** Moves what is no later than that time; the rest stays. */
        void moveUntil(long time, Batch<E> to) {
            int left = 0;
            for (int i = 0; i < size; i++) {
                if (times[i] <= time) {
                    to.add(ids[i], times[i], things[i], hashes[i]);
                } else {
                    ids[left] = ids[i];
                    hashes[left] = hashes[i];
                    times[left] = times[i];
                    things[left++] = things[i];
                }
            }
            Arrays.fill(ids, left, size, null);
            Arrays.fill(things, left, size, null);
            size = left;
        }

        void copyTo(Batch<E> other) {
            for (int i = 0; i < size; i++) {
                other.add(ids[i], times[i], things[i], hashes[i]);
            }
        }

        void clear() {
            Arrays.fill(ids, 0, size, null);
            Arrays.fill(things, 0, size, null);
            size = 0;
        }

        void forEach(Comparator<? super E> order, List<E> ofOne, Receiver<E> receiver) throws Exception {
            int mask = index();
            for (int i = 0; i < size; i++) {
                if (firsts[place(i, mask)] == i) {
                    ofOne.clear();
                    for (int at = i; at >= 0; at = next[at]) {
                        ofOne.add(thing(at));
                    }
                    if (ofOne.size() > 1) {
                        ofOne.sort(order);
                    }
                    receiver.take(ids[i], ofOne);
                }
            }
            ofOne.clear();
        }

        @SuppressWarnings("unchecked")
        private E thing(int at) {
            return (E) things[at];
        }

        /** Strings the things of each case together; from the last to the first, so that they are in order. */
        private int index() {
            int places = Math.max(FIRST_SIZE, Integer.highestOneBit(Math.max(1, size)) * 4);
            if (firsts.length < places) {
                firsts = new int[places];
                next = new int[places];
            }
            Arrays.fill(firsts, 0, places, -1);
            for (int i = size - 1; i >= 0; i--) {
                int place = place(i, places - 1);
                next[i] = firsts[place];
                firsts[place] = i;
            }
            return places - 1;
        }

        /** Where the first of the case of that thing is or belongs. */
        private int place(int thing, int mask) {
            int hash = hashes[thing] * 0x9E3779B9;
            int place = (hash ^ hash >>> 16) & mask;
            while (firsts[place] >= 0 && !isSameCase(firsts[place], thing)) {
                place = place + 1 & mask;
            }
            return place;
        }

        private boolean isSameCase(int one, int other) {
            return hashes[one] == hashes[other] && ids[one].equals(ids[other]);
        }
    }
}
