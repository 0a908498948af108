package io.bellwether.plan;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Windowing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Rows of a plan as cells of measurement {@code plan_interval}. */
final class PlannedCells {

    private static final double THOUSAND = 1_000;

    private final CellKey key;
    private final long length;
    private final Consumer<Cell> out;

    /** @param length of an interval, ms */
    PlannedCells(String queue, long length, Consumer<Cell> out) {
        this.key = new CellKey(Measurement.PLAN_INTERVAL, Windowing.QUEUE, List.of(queue), List.of());
        this.length = length;
        this.out = out;
    }

    /** Of an interval that is not over. */
    void ahead(long start, PlanRow row) {
        tell(start, counts(row));
    }

    /** @param came contacts that entered the queue in it */
    void over(long start, PlanRow row, long came) {
        Map<Measure, Long> counts = counts(row);
        counts.put(Measure.PLANNED_OFFERED, came);
        counts.put(Measure.PLANNED_OVER, 1L);
        tell(start, counts);
    }

    private void tell(long start, Map<Measure, Long> counts) {
        out.accept(new Cell(key, start, start + length, counts, Map.of(), Map.of()));
    }

    private static Map<Measure, Long> counts(PlanRow row) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        if (row.hasArrivals()) {
            counts.put(Measure.PLANNED_ARRIVALS, Math.round(row.arrivals() * THOUSAND));
            counts.put(Measure.PLANNED_ARRIVALS_KNOWN, 1L);
        }
        if (row.hasBand()) {
            counts.put(Measure.PLANNED_LOW, Math.round(row.low() * THOUSAND));
            counts.put(Measure.PLANNED_HIGH, Math.round(row.high() * THOUSAND));
            counts.put(Measure.PLANNED_BAND_KNOWN, 1L);
        }
        if (!Double.isNaN(row.required())) {
            counts.put(Measure.PLANNED_REQUIRED, Math.round(row.required()));
            counts.put(Measure.PLANNED_REQUIRED_KNOWN, 1L);
        }
        if (!Double.isNaN(row.staffed())) {
            counts.put(Measure.PLANNED_STAFFED, Math.round(row.staffed()));
            counts.put(Measure.PLANNED_STAFF_KNOWN, 1L);
        }
        return counts;
    }
}
