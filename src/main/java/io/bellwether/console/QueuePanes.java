package io.bellwether.console;

import io.bellwether.influx.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The panes of one queue of the last hour, by what they are of. A pane that comes again takes the place of what it was: it was
 * corrected.
 */
final class QueuePanes {

    private final Map<String, NavigableMap<Long, Row>> byKind = new HashMap<>();

    /** @param kind the measurement, and what its rows are told apart by beside the queue */
    void take(String kind, Row row) {
        byKind.computeIfAbsent(kind, one -> new TreeMap<>()).put(row.time(), row);
    }

    void forgetBefore(long time) {
        byKind.values().forEach(rows -> {
            // a level holds until another is told
            Long last = rows.isEmpty() ? null : rows.lastKey();
            rows.headMap(time, false).keySet().removeIf(at -> !at.equals(last));
        });
    }

    /** A sum over panes from a time on, before another, of all kinds that begin so. */
    double sum(String kinds, long from, long to, ToDoubleFunction<Row> of) {
        double sum = 0;
        for (Map.Entry<String, NavigableMap<Long, Row>> kind : byKind.entrySet()) {
            if (kind.getKey().startsWith(kinds)) {
                for (Row row : kind.getValue().subMap(from, true, to, false).values()) {
                    double value = of.applyAsDouble(row);
                    sum += Double.isNaN(value) ? 0 : value;
                }
            }
        }
        return sum;
    }

    /** A level as of a time: that of the last pane before it; NaN where nobody told. */
    double level(String kind, String field, long before) {
        NavigableMap<Long, Row> rows = byKind.get(kind);
        if (rows == null) {
            return Double.NaN;
        }
        for (Row row : rows.headMap(before, false).descendingMap().values()) {
            double value = row.number(field);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return Double.NaN;
    }
}
