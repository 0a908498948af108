package io.bellwether.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets the source of a replay wait until everything has come to a moment: each sink tells how far its time has come, and
 * that is never further than the slowest operator before it. What a late event corrects then meets the same state in
 * every run, whatever the threads between did meanwhile.
 */
public final class TimeGate {

    /** By name: a job is serialised on its way, so its parts find each other in the process. */
    private static final Map<String, TimeGate> OPEN = new ConcurrentHashMap<>();

    private final Map<String, Long> reached = new HashMap<>();
    private final int sinks;

    private TimeGate(int sinks) {
        this.sinks = sinks;
    }

    /** Makes the gate of that name; to be {@link #close closed} when the replay is over. */
    static void open(String name, int sinks) {
        OPEN.put(name, new TimeGate(sinks));
    }

    public static void close(String name) {
        OPEN.remove(name);
    }

    /** The gate of that name; one that nobody opened lets nobody wait. */
    static TimeGate of(String name) {
        return OPEN.getOrDefault(name, new TimeGate(0));
    }

    /** A sink's time has come to a watermark. */
    synchronized void reached(String sink, long watermark) {
        reached.merge(sink, watermark, Math::max);
        notifyAll();
    }

    /** Returns when the time of all sinks has come to a watermark. */
    synchronized void await(long watermark) {
        try {
            while (!all(watermark)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the replay is ended while its source waits", e);
        }
    }

    private boolean all(long watermark) {
        return reached.values().stream().filter(time -> time >= watermark).count() >= sinks;
    }
}
