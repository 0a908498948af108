package io.bellwether.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what this process uses from {@link #mark} to {@link #read}. Threads that end in between are looked at often
 * enough: what is lost is at most the last {@value #EVERY_MILLIS} ms of each, and of the CPU by threads alone, since that of
 * the process is the system's own account.
 */
final class Meter implements AutoCloseable {

    private static final long EVERY_MILLIS = 100;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Map<Long, Life> lives = new HashMap<>();
    private final NativeThreads natives = new NativeThreads();
    private final Thread sampler = new Thread(this::sample, "bench-meter");
    private Totals from;

    /** What a Java thread had used at the mark, and when it was last seen. */
    private static final class Life {
        private final String kind;
        private long cpuFrom;
        private long bytesFrom;
        private long cpu;
        private long bytes;

        Life(String kind) {
            this.kind = kind;
        }
    }

    private record Totals(long nanos, long cpuNanos, long pauseMillis, long collectorNanos, long compilerNanos) {}

    /** Begins to look; measures from now until {@link #mark} is called. */
    static Meter start() {
        Meter meter = new Meter();
        meter.mark();
        meter.sampler.setDaemon(true);
        meter.sampler.start();
        return meter;
    }

    /** From here on it counts. */
    synchronized void mark() {
        look();
        lives.values().forEach(life -> {
            life.cpuFrom = life.cpu;
            life.bytesFrom = life.bytes;
        });
        from = totals();
    }

    /** What was used since the mark. */
    synchronized Usage read() {
        look();
        Totals now = totals();
        boolean told = NativeThreads.areTold();
        double cpu = (now.cpuNanos - from.cpuNanos) / 1e9;
        double collector = told ? (now.collectorNanos - from.collectorNanos) / 1e9 : Double.NaN;
        double compiler = told ? (now.compilerNanos - from.compilerNanos) / 1e9 : Double.NaN;
        List<Usage.Share> shares = new ArrayList<>(ofJavaThreads());
        if (told) {
            shares.add(new Usage.Share(ThreadKind.COLLECTOR, collector, 0));
            shares.add(new Usage.Share(ThreadKind.COMPILER, compiler, 0));
        }
        double known = shares.stream().mapToDouble(Usage.Share::cpuSeconds).sum();
        shares.add(new Usage.Share(told ? "not seen" : "collector, compiler", Math.max(0, cpu - known), 0));
        shares.sort(Comparator.comparingDouble(Usage.Share::cpuSeconds).reversed());
        double bytes = shares.stream().mapToDouble(Usage.Share::allocatedBytes).sum();
        double pauses = (now.pauseMillis - from.pauseMillis) / 1e3;
        return new Usage((now.nanos - from.nanos) / 1e9, cpu, bytes, pauses, collector, compiler, shares);
    }

    private List<Usage.Share> ofJavaThreads() {
        Map<String, Usage.Share> kinds = new HashMap<>();
        for (Life life : lives.values()) {
            Usage.Share one =
                    new Usage.Share(life.kind, (life.cpu - life.cpuFrom) / 1e9, life.bytes - (double) life.bytesFrom);
            kinds.merge(life.kind, one, Meter::sum);
        }
        return List.copyOf(kinds.values());
    }

    private static Usage.Share sum(Usage.Share one, Usage.Share other) {
        return new Usage.Share(
                one.threads(), one.cpuSeconds() + other.cpuSeconds(), one.allocatedBytes() + other.allocatedBytes());
    }

    private synchronized void look() {
        long[] ids = THREADS.getAllThreadIds();
        long[] cpu = THREADS.getThreadCpuTime(ids);
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            Life life = lives.get(ids[i]);
            if (life == null) {
                ThreadInfo info = THREADS.getThreadInfo(ids[i]);
                life = new Life(info == null ? ThreadKind.OTHER : ThreadKind.of(info.getThreadName()));
                lives.put(ids[i], life);
            }
            life.cpu = Math.max(life.cpu, cpu[i]);
            life.bytes = Math.max(life.bytes, bytes[i]);
        }
        try {
            natives.look();
        } catch (IOException e) {
            throw new UncheckedIOException("the system does not tell of its threads", e);
        }
    }

    private Totals totals() {
        long pauses = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            // what a collector does beside the threads is in its CPU
            boolean beside = collector.getName().contains("Concurrent")
                    || collector.getName().contains("Cycles");
            pauses += beside ? 0 : collector.getCollectionTime();
        }
        return new Totals(
                System.nanoTime(),
                SYSTEM.getProcessCpuTime(),
                pauses,
                natives.nanos(ThreadKind.COLLECTOR),
                natives.nanos(ThreadKind.COMPILER));
    }

    private void sample() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        sampler.interrupt();
    }
}
