package io.bellwether.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/**
 * Where figures were taken.
 *
 * @param cores that this process may use
 * @param heapMegabytes at most
 * @param collectors of the virtual machine, by name
 * @param date of the measurement, UTC
 */
record BenchMachine(int cores, long heapMegabytes, String java, String collectors, String system, String date) {

    static BenchMachine here() {
        return new BenchMachine(
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                LocalDate.now(ZoneOffset.UTC).toString());
    }

    @Override
    public String toString() {
        return cores + " cores, " + heapMegabytes + " MB heap (" + collectors + "), Java " + java + ", " + system + ", "
                + date;
    }
}
