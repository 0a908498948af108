package io.bellwether.cases;

import io.bellwether.event.SourceId;
import java.util.Arrays;

/**
 * When which case of a subtask is to be looked at, in memory: a heap of four branches in two arrays, 12 bytes a wake. What was
 * set stays until its time has come: nothing is looked for in it. Not thread-safe.
 */
final class WakeQueue implements Wakes.Bell {

    private static final int BRANCHES = 4;
    private static final int FIRST_SIZE = 64;

    private long[] times = new long[FIRST_SIZE];
    private SourceId[] cases = new SourceId[FIRST_SIZE];
    private int size;

    /** Looks at a case. */
    @FunctionalInterface
    interface Look {
        /** @param time for which the wake was set, epoch ms */
        void at(SourceId caseId, long time) throws Exception;
    }

    int size() {
        return size;
    }

    @Override
    public void set(SourceId caseId, long time) {
        if (size == times.length) {
            int room = size + (size >> 1);
            times = Arrays.copyOf(times, room);
            cases = Arrays.copyOf(cases, room);
        }
        int at = size++;
        while (at > 0 && times[(at - 1) / BRANCHES] > time) {
            move((at - 1) / BRANCHES, at);
            at = (at - 1) / BRANCHES;
        }
        put(at, caseId, time);
    }

    /** Nothing: whoever is woken in vain sees that it is. */
    @Override
    public void unset(SourceId caseId, long time) {
        // it is not worth looking for
    }

    /** Takes out all wakes up to that time, the earliest first, also those that are set meanwhile. */
    void takeUntil(long time, Look look) throws Exception {
        while (size > 0 && times[0] <= time) {
            SourceId caseId = cases[0];
            long due = times[0];
            removeFirst();
            look.at(caseId, due);
        }
    }

    private void removeFirst() {
        size--;
        SourceId lastCase = cases[size];
        long last = times[size];
        cases[size] = null;
        int at = 0;
        for (int least = leastBelow(at); least > 0 && times[least] < last; least = leastBelow(at)) {
            move(least, at);
            at = least;
        }
        if (size > 0) {
            put(at, lastCase, last);
        }
    }

    /** The earliest of those below one; 0 where there is none. */
    private int leastBelow(int at) {
        int first = at * BRANCHES + 1;
        if (first >= size) {
            return 0;
        }
        int least = first;
        for (int i = first + 1; i < Math.min(size, first + BRANCHES); i++) {
            least = times[i] < times[least] ? i : least;
        }
        return least;
    }

    private void move(int from, int to) {
        put(to, cases[from], times[from]);
    }

    private void put(int at, SourceId caseId, long time) {
        times[at] = time;
        cases[at] = caseId;
    }
}
