package io.bellwether.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each microsecond and each byte of an event goes, by threads: the mean of all runs.
 *
 * @param rows the most CPU first
 */
record ThreadTable(List<Row> rows) {

    private static final int WIDTH = 64;

    /** @param threads of a task: the names of its operators */
    record Row(String threads, double cpuMicrosPerEvent, double bytesPerEvent) {}

    static ThreadTable of(List<Measured> runs) {
        double events = runs.stream().mapToLong(Measured::events).sum();
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Measured run : runs) {
            for (Usage.Share share : run.usage().shares()) {
                Row one = new Row(share.threads(), share.cpuSeconds() * 1e6 / events, share.allocatedBytes() / events);
                rows.merge(share.threads(), one, ThreadTable::sum);
            }
        }
        return new ThreadTable(rows.values().stream()
                .sorted(Comparator.comparingDouble(Row::cpuMicrosPerEvent).reversed())
                .toList());
    }

    private static Row sum(Row one, Row other) {
        return new Row(
                one.threads, one.cpuMicrosPerEvent + other.cpuMicrosPerEvent, one.bytesPerEvent + other.bytesPerEvent);
    }

    void text(Lines lines) {
        lines.add("%-" + WIDTH + "s %9s %9s", "whole topology, by threads", "CPU µs/ev", "bytes/ev");
        for (Row row : rows) {
            String name = row.threads.length() <= WIDTH ? row.threads : row.threads.substring(0, WIDTH - 1) + "…";
            lines.add("%-" + WIDTH + "s %9.2f %,9.0f", name, row.cpuMicrosPerEvent, row.bytesPerEvent);
        }
    }

    void json(ObjectNode node) {
        for (Row row : rows) {
            node.putObject(row.threads)
                    .put("cpu_us_per_event", row.cpuMicrosPerEvent)
                    .put("bytes_per_event", row.bytesPerEvent);
        }
    }
}
