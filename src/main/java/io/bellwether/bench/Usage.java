package io.bellwether.bench;

import java.util.List;

/**
 * What a stretch of time took of this process.
 *
 * @param seconds of the wall clock
 * @param cpuSeconds of all threads, collector and compiler included
 * @param allocatedBytes on the heap, by all threads
 * @param pauseSeconds in which the collector held all threads
 * @param collectorCpuSeconds of the collector's threads; NaN where the system does not tell
 * @param compilerCpuSeconds the same of the compiler's
 * @param shares of threads, the most CPU first
 */
record Usage(
        double seconds,
        double cpuSeconds,
        double allocatedBytes,
        double pauseSeconds,
        double collectorCpuSeconds,
        double compilerCpuSeconds,
        List<Share> shares) {

    Usage {
        shares = List.copyOf(shares);
    }

    /**
     * What threads of one kind took.
     *
     * @param threads of a task of the job: the names of its operators
     */
    record Share(String threads, double cpuSeconds, double allocatedBytes) {}
}
