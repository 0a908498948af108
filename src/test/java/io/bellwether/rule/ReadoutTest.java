package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Panes;
import io.bellwether.metric.CaseMetrics;
import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import io.bellwether.metric.Sketch;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadoutTest {

    private static final Set<Measure> SOLVED = EnumSet.of(Measure.CASES_SOLVED, Measure.COHORT_SOLVED);

    private static Cell full(Metric metric) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        Map<Measure, Sketch> timings = new EnumMap<>(Measure.class);
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            if (measure.measurement() != metric.measurement()) {
                continue;
            }
            long n = 3 + measure.ordinal();
            switch (measure.kind()) {
                // of the solved some are taken away
                case COUNT -> counts.put(measure, SOLVED.contains(measure) ? 10 * n : n);
                case TIMING -> {
                    // more than any count, since parts are of a whole, and of two values, since one has no deviation
                    Sketch sketch = new Sketch();
                    sketch.add(n * 1_000, 1_000);
                    sketch.add(n * 3_000, 1_000);
                    timings.put(measure, sketch);
                }
                case LEVEL -> levels.put(measure, new LevelValue(n, n + 1, n * 7, 1_000));
            }
        }
        List<String> tags =
                metric.measurement().tags().stream().map(tag -> "NPS").toList();
        // some are said of a queue alone
        CellKey key = new CellKey(metric.measurement(), List.of("queue"), List.of("billing"), tags);
        return new Cell(key, 0, 60_000, counts, timings, levels);
    }

    /** Cells are reduced to the measures that a metric reads: that must not change what it says. */
    @ParameterizedTest
    @MethodSource("io.bellwether.metric.Metric#all")
    void aReducedCellSaysTheSame(Metric metric) {
        Cell full = full(metric);
        Panes panes = new Panes();
        panes.put(full, metric.measures(), true);
        Cell reduced = panes.cells().iterator().next();

        assertThat(metric.measures()).isNotEmpty();
        assertThat(metric.value(full)).isFinite();
        assertThat(Readout.value(metric, reduced)).isEqualTo(metric.value(full));
        assertThat(metric.samples(reduced)).isEqualTo(metric.samples(full)).isPositive();
    }

    /** How many are of an age is known at a window's end, and not in between. */
    @Test
    void onlyWhatALevelCountsHasAHighestAndALowestValue() {
        assertThat(Readout.isPlainLevel(CaseMetrics.OPEN)).isTrue();
        assertThat(Readout.isPlainLevel(CaseMetrics.OLDEST_OPEN)).isFalse();
        assertThat(Readout.isPlainLevel(Metric.byFullName("cases.open_0_1h"))).isFalse();
        assertThat(Readout.isAge(Metric.byFullName("cases.open_0_1h"))).isFalse();
    }

    /** A threshold that a metric can reach must not be refused. */
    @ParameterizedTest
    @MethodSource("io.bellwether.metric.Metric#all")
    void valuesLieInTheRange(Metric metric) {
        assertThat(metric.lowest()).isLessThan(metric.highest());
        if (metric.unit() == Metric.Unit.SHARE) {
            assertThat(metric.highest()).isEqualTo(1);
        }
    }
}
