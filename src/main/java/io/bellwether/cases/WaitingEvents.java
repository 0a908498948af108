package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The events of a subtask's cases that the watermark has not passed: a calendar queue, so that neither taking one nor
 * giving it out costs more for many that wait. What has come due is given out case by case, so each case is looked up once
 * for a watermark. Not thread-safe.
 */
final class WaitingEvents {

    /** Of a day in the calendar, ms. Watermarks come some times a second, mostly several days apart. */
    private static final long DAY = 256;

    private final TreeMap<Long, Batch> days = new TreeMap<>();
    private final Batch due = new Batch();
    private final List<ServiceEvent> ofCase = new ArrayList<>();
    private int size;
    /** The day of the last one that came, which is that of most that come next. */
    private Batch lastDay;

    private long lastNumber;

    /** Takes a case's events. */
    @FunctionalInterface
    interface Receiver {
        /** @param events in fold order; the list is used again when this returns */
        void take(SourceId caseId, List<ServiceEvent> events) throws Exception;
    }

    void add(SourceId caseId, ServiceEvent event) {
        long number = Math.floorDiv(event.time(), DAY);
        if (lastDay == null || number != lastNumber) {
            lastDay = days.computeIfAbsent(number, day -> new Batch());
            lastNumber = number;
        }
        lastDay.add(caseId, event);
        size++;
    }

    int size() {
        return size;
    }

    /** Gives out whatever is no later than that time, each case once, in the order of its events. */
    void takeUntil(long time, Receiver receiver) throws Exception {
        collectUntil(time);
        size -= due.size;
        due.forEachCase(ofCase, receiver);
        due.clear();
    }

    private void collectUntil(long time) {
        while (!days.isEmpty() && days.firstKey() * DAY <= time) {
            Map.Entry<Long, Batch> first = days.firstEntry();
            if (first.getKey() * DAY + DAY - 1 > time) {
                first.getValue().moveUntil(time, due);
                return;
            }
            days.pollFirstEntry();
            first.getValue().moveUntil(time, due);
            lastDay = null;
        }
    }

    /** Shows all of them, each case once, without giving them out. */
    void showAll(Receiver receiver) throws Exception {
        Batch all = new Batch();
        for (Batch day : days.values()) {
            day.copyTo(all);
        }
        all.forEachCase(ofCase, receiver);
    }

    /** Events in order of arrival with the cases that they are of. */
    private static final class Batch {
        private static final int FIRST_SIZE = 16;

        private SourceId[] ids = new SourceId[FIRST_SIZE];
        private ServiceEvent[] events = new ServiceEvent[FIRST_SIZE];
        private int[] hashes = new int[FIRST_SIZE];
        private int size;

        /** The next of the same case, −1 for none. */
        private int[] next = {};
        /** The first of each case, at a place that its hash tells; −1 where there is none. */
        private int[] firsts = {};

        void add(SourceId caseId, ServiceEvent event) {
            add(caseId, event, caseId.hashCode());
        }

        private void add(SourceId caseId, ServiceEvent event, int hash) {
            if (size == events.length) {
                ids = Arrays.copyOf(ids, size * 2);
                events = Arrays.copyOf(events, size * 2);
                hashes = Arrays.copyOf(hashes, size * 2);
            }
            hashes[size] = hash;
            ids[size] = caseId;
            events[size++] = event;
        }

        /** Moves what is no later than that time; the rest stays. */
        void moveUntil(long time, Batch to) {
            int left = 0;
            for (int i = 0; i < size; i++) {
                if (events[i].time() <= time) {
                    to.add(ids[i], events[i], hashes[i]);
                } else {
                    ids[left] = ids[i];
                    hashes[left] = hashes[i];
                    events[left++] = events[i];
                }
            }
            Arrays.fill(ids, left, size, null);
            Arrays.fill(events, left, size, null);
            size = left;
        }

        void copyTo(Batch other) {
            for (int i = 0; i < size; i++) {
                other.add(ids[i], events[i], hashes[i]);
            }
        }

        void clear() {
            Arrays.fill(ids, 0, size, null);
            Arrays.fill(events, 0, size, null);
            size = 0;
        }

        void forEachCase(List<ServiceEvent> ofCase, Receiver receiver) throws Exception {
            int mask = index();
            for (int i = 0; i < size; i++) {
                if (firsts[place(i, mask)] == i) {
                    ofCase.clear();
                    for (int at = i; at >= 0; at = next[at]) {
                        ofCase.add(events[at]);
                    }
                    if (ofCase.size() > 1) {
                        ofCase.sort(ServiceEvent.FOLD_ORDER);
                    }
                    receiver.take(ids[i], ofCase);
                }
            }
            ofCase.clear();
        }

        /** Strings the events of each case together; from the last to the first, so that they are in order. */
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

        /** Where the first of the case of that event is or belongs. */
        private int place(int event, int mask) {
            int hash = hashes[event] * 0x9E3779B9;
            int place = (hash ^ hash >>> 16) & mask;
            while (firsts[place] >= 0 && !isSameCase(firsts[place], event)) {
                place = place + 1 & mask;
            }
            return place;
        }

        private boolean isSameCase(int one, int other) {
            return hashes[one] == hashes[other] && ids[one].equals(ids[other]);
        }
    }
}
