package io.bellwether.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.file.PassingFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that an open case costs, measured on the whole running topology: a ticket that was created and assigned, has a
 * message of its customer and an agent's answer, its clocks running.
 *
 * @param live while its last event can still be corrected
 * @param settled when {@code lateness} has passed: nearly all open cases
 * @param alone what the fold keeps of one, by itself
 * @param events of the traffic on cases that are open
 * @param traffic of it, the first quarter left out
 */
record CaseCost(int cases, boolean rocks, Held live, Held settled, CaseMemory alone, long events, Usage traffic)
        implements Section {

    private static final int CLASSES = 8;
    private static final Path STATUS = Path.of("/proc/self/status");

    /**
     * What is kept, above what the same job keeps of no case.
     *
     * @param heapBytes live on the heap, of all cases
     * @param diskBytes in RocksDB's files; 0 on the heap
     * @param residentBytes of the process as the system counts it; 0 where it does not tell
     * @param classes bytes by class
     */
    record Held(long heapBytes, long diskBytes, long residentBytes, Map<String, Long> classes) {

        Held above(Held none) {
            return new Held(
                    heapBytes - none.heapBytes,
                    diskBytes - none.diskBytes,
                    residentBytes,
                    above(classes, none.classes));
        }

        private static Map<String, Long> above(Map<String, Long> all, Map<String, Long> none) {
            return all.entrySet().stream()
                    .collect(java.util.stream.Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue() - none.getOrDefault(entry.getKey(), 0L)));
        }
    }

    /** What the process keeps at this moment. */
    static Held now(PassingFolder folder) throws Exception {
        Map<String, Long> classes = HeapClasses.live();
        long heap = classes.values().stream().mapToLong(Long::longValue).sum();
        return new Held(heap, folder == null ? 0 : folder.bytes(), residentBytes(), classes);
    }

    private static long residentBytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElse(0);
    }

    private double perCase(long bytes) {
        return (double) bytes / cases;
    }

    @Override
    public void text(Lines lines) {
        lines.add("%,d open cases, state %s; the whole topology", cases, rocks ? "in RocksDB" : "on the heap");
        lines.blank();
        lines.add("%-34s %16s %10s", "bytes per open case", "within lateness", "settled");
        lines.add("%-34s %16.0f %10.0f", "live heap, all counted", perCase(live.heapBytes), perCase(settled.heapBytes));
        if (rocks) {
            lines.add("%-34s %16.0f %10.0f", "RocksDB's files", perCase(live.diskBytes), perCase(settled.diskBytes));
        } else {
            lines.add(
                    "%-34s %16.0f %10.0f",
                    "  of it rollups, timers, entries",
                    perCase(live.heapBytes) - alone.recentHeapBytes(),
                    perCase(settled.heapBytes) - alone.settledHeapBytes());
        }
        lines.add("%-34s %16s %10s", "  by class", "", "");
        for (String name : largest()) {
            lines.add(
                    "    %-30s %16.0f %10.0f",
                    name,
                    perCase(live.classes.getOrDefault(name, 0L)),
                    perCase(settled.classes.getOrDefault(name, 0L)));
        }
        lines.add(
                "process as the system counts it, GB %14.2f %10.2f",
                live.residentBytes / 1e9, settled.residentBytes / 1e9);
        lines.add(
                "events on open cases at this size: %,.0f events/s, %.1f µs CPU and %,.0f bytes an event",
                events / traffic.seconds(), traffic.cpuSeconds() * 1e6 / events, traffic.allocatedBytes() / events);
        lines.blank();
        alone.text(lines);
    }

    private List<String> largest() {
        return settled.classes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(CLASSES)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void json(ObjectNode root) {
        ObjectNode node = root.putObject(rocks ? "open_case_rocksdb" : "open_case");
        node.put("cases", cases)
                .put("live_heap_bytes", perCase(live.heapBytes))
                .put("settled_heap_bytes", perCase(settled.heapBytes))
                .put("live_disk_bytes", perCase(live.diskBytes))
                .put("settled_disk_bytes", perCase(settled.diskBytes))
                .put("resident_bytes", settled.residentBytes)
                .put("events_per_s", events / traffic.seconds())
                .put("cpu_us_per_event", traffic.cpuSeconds() * 1e6 / events)
                .put("bytes_per_event", traffic.allocatedBytes() / events);
        alone.json(node);
    }
}
