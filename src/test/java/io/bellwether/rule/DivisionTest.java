package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import io.bellwether.metric.Sketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of the parts of a metric holds of whatever was counted. */
class DivisionTest {

    private static final long START = 1_700_000_000_000L;

    static Stream<Metric> metrics() {
        return Metric.all().stream()
                .filter(metric -> !metric.measurement().isInterval())
                .filter(metric ->
                        List.of(Division.SUM, Division.LEVEL, Division.MEAN).contains(Division.of(metric)));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void partsMakeTheWhole(Metric metric) {
        Random random = new Random(metric.fullName().hashCode());
        int checked = 0;
        for (int round = 0; round < 60; round++) {
            List<Cell> parts = new ArrayList<>();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                parts.add(cell(metric, random));
            }
            Cell whole = sum(metric, parts);
            double value = metric.value(whole);
            // what is made up at random may have more of a part than of the whole, which nobody counts
            boolean mean = Division.of(metric) == Division.MEAN;
            boolean possible = !mean || parts.stream().allMatch(part -> metric.samples(part) > 0);
            if (Double.isNaN(value) || !possible) {
                continue;
            }
            checked++;
            double sum = 0;
            for (Cell part : parts) {
                double weight = mean ? metric.samples(part) : 1;
                sum += weight == 0 ? 0 : weight * metric.value(part);
            }
            double all = mean ? metric.samples(whole) * value : value;
            assertThat(sum).isCloseTo(all, within(1e-6 * Math.max(1, Math.abs(all))));
            assertThat(parts.stream().mapToLong(metric::samples).sum()).isEqualTo(metric.samples(whole));
        }
        assertThat(checked).isPositive();
    }

    private static CellKey key(Metric metric) {
        List<String> tags = metric.measurement().tags().stream()
                .map(name -> name.equals("kind") ? "NPS" : "t")
                .toList();
        return new CellKey(metric.measurement(), List.of("queue"), List.of("vip"), tags);
    }

    private static Cell cell(Metric metric, Random random) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        Map<Measure, Sketch> timings = new EnumMap<>(Measure.class);
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        for (Measure measure : metric.measures()) {
            switch (measure.kind()) {
                case COUNT -> counts.put(measure, random.nextLong(1, 20));
                case TIMING -> {
                    Sketch sketch = new Sketch();
                    for (int i = random.nextInt(1, 5); i > 0; i--) {
                        sketch.add(random.nextInt(1, 100_000), 1);
                    }
                    timings.put(measure, sketch);
                }
                case LEVEL -> {
                    long level = random.nextLong(1, 20);
                    levels.put(measure, new LevelValue(level, level, level * 10_000, START));
                }
            }
        }
        return new Cell(key(metric), START, START + 10_000, counts, timings, levels);
    }

    private static Cell sum(Metric metric, List<Cell> parts) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        Map<Measure, Sketch> timings = new EnumMap<>(Measure.class);
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        for (Cell part : parts) {
            part.counts().forEach((measure, n) -> counts.merge(measure, n, Long::sum));
            part.timings().forEach((measure, sketch) -> timings.merge(measure, sketch, Sketch::plus));
            part.levels()
                    .forEach((measure, level) -> levels.merge(
                            measure,
                            level,
                            (one, other) -> new LevelValue(
                                    one.atEnd() + other.atEnd(),
                                    one.max() + other.max(),
                                    one.integralMs() + other.integralMs(),
                                    START)));
        }
        return new Cell(key(metric), START, START + 10_000, counts, timings, levels);
    }

    @ParameterizedTest
    @CsvSource({
        "queue.offered, SUM",
        "cases.net_flow, SUM",
        "queue.waiting, LEVEL",
        "sla.attainment, MEAN",
        "queue.service_level, MEAN",
        "queue.abandon_rate, MEAN",
        "sentiment.mean, MEAN",
        "sentiment.negative_share, MEAN",
        "satisfaction.csat, MEAN",
        "queue.wait_mean_s, MEAN",
        "queue.handle_mean_s, MEAN",
        "queue.oldest_age_s, GREATEST",
        "queue.wait_p90_s, GREATEST",
        "queue.wait_max_s, GREATEST",
        "queue.expected_wait_s, NONE",
        "satisfaction.csat_high, NONE",
    })
    void isThatOfItsKind(String metric, Division division) {
        assertThat(Division.of(Metric.byFullName(metric))).isEqualTo(division);
    }

    @Test
    void eachKindHasSome() {
        assertThat(Metric.all().stream().map(Division::of).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Division.values()));
    }
}
