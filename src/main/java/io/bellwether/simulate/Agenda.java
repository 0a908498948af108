package io.bellwether.simulate;

import java.util.PriorityQueue;

/** What is going to happen: actions in order of time, at equal times in the order in which they were planned. */
final class Agenda {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long planned;
    private long now;

    Agenda(long start) {
        now = start;
    }

    /** The time of the action that runs, or ran last. */
    long now() {
        return now;
    }

    /** Plans an action; a time that has passed means now. */
    void at(long time, Runnable action) {
        entries.add(new Entry(Math.max(time, now), planned++, action));
    }

    void after(long delay, Runnable action) {
        at(now + Math.max(0, delay), action);
    }

    /** Runs what is due up to and at {@code time}. */
    void runUntil(long time) {
        while (!entries.isEmpty() && entries.peek().time <= time) {
            Entry next = entries.poll();
            now = next.time;
            next.action.run();
        }
        now = Math.max(now, time);
    }

    private record Entry(long time, long order, Runnable action) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
