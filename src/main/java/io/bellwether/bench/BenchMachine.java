package io.bellwether.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where figures were taken.
 *
 * @param cores that this process may use
 * @param heapMegabytes at most
 * @param date of the measurement, UTC
 */
public record BenchMachine(int cores, long heapMegabytes, String java, String system, String date) {

    public static BenchMachine here() {
        return new BenchMachine(
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                LocalDate.now(ZoneOffset.UTC).toString());
    }

    @Override
    public String toString() {
        return cores + " cores, " + heapMegabytes + " MB heap, Java " + java + ", " + system + ", " + date;
    }
}
