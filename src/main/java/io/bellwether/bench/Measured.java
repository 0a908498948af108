package io.bellwether.bench;

/**
 * One run of one scenario, without its first part.
 *
 * @param events records that went in, in the part that counts
 * @param usage of this process from then to the end of the job
 * @param out what came out of the whole run: events, points or windows
 * @param series of which there were points; 0 where they were not counted
 */
record Measured(BenchScenario scenario, long events, Usage usage, long out, long series) {

    double eventsPerSecond() {
        return events / usage.seconds();
    }

    double cpuMicrosPerEvent() {
        return usage.cpuSeconds() * 1e6 / events;
    }

    double bytesPerEvent() {
        return usage.allocatedBytes() / events;
    }

    /** Share of the time in which the collector held all threads, in percent. */
    double pausePercent() {
        return 100 * usage.pauseSeconds() / usage.seconds();
    }

    /** Share of the CPU that the collector took, in percent; NaN where the system does not tell. */
    double collectorPercent() {
        return 100 * usage.collectorCpuSeconds() / usage.cpuSeconds();
    }
}
