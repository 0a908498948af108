package io.bellwether.bench;

/**
 * One run of one scenario.
 *
 * @param events records that went in
 * @param seconds from the first record fetched to the end of the job
 * @param cpuSeconds of this process in that time, all threads, garbage collection included
 * @param out what came out: events, points or windows
 */
public record Measured(BenchScenario scenario, long events, double seconds, double cpuSeconds, long out) {

    double eventsPerSecond() {
        return events / seconds;
    }

    double cpuMicrosPerEvent() {
        return cpuSeconds * 1e6 / events;
    }
}
