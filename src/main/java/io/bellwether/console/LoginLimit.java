package io.bellwether.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often somebody may fail to sign in, by whatever they are known. Time is an argument. */
final class LoginLimit {

    private static final long WINDOW_MILLIS = 15 * 60_000L;
    private static final int MOST_KEYS = 10_000;

    private final int most;
    private final Map<String, Deque<Long>> failures = new LinkedHashMap<>();
    private long purgeDue;

    /** @param most failures in a quarter of an hour */
    LoginLimit(int most) {
        this.most = most;
    }

    /** Whether it may be tried again. */
    synchronized boolean allows(String key, long now) {
        Deque<Long> times = failures.get(key);
        if (times == null) {
            return true;
        }
        while (!times.isEmpty() && times.peekFirst() <= now - WINDOW_MILLIS) {
            times.removeFirst();
        }
        return times.size() < most;
    }

    /** Who fails most lately is remembered longest, where there is no more room. */
    synchronized void failed(String key, long now) {
        if (now >= purgeDue) {
            failures.values().removeIf(times -> times.isEmpty() || times.peekLast() <= now - WINDOW_MILLIS);
            purgeDue = now + WINDOW_MILLIS;
        }
        Deque<Long> times = failures.remove(key);
        if (times == null) {
            times = new ArrayDeque<>();
            if (failures.size() >= MOST_KEYS) {
                failures.remove(failures.keySet().iterator().next());
            }
        }
        times.addLast(now);
        failures.put(key, times);
    }

    synchronized int remembered() {
        return failures.size();
    }
}
