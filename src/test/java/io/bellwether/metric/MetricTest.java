package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void namesAreUniqueAndEveryMeaningIsOneSentence() {
        assertThat(Metric.all().stream().map(Metric::fullName)).doesNotHaveDuplicates();
        for (Metric metric : Metric.all()) {
            assertThat(Metric.byFullName(metric.fullName())).isSameAs(metric);
            assertThat(metric.field()).matches("[a-z][a-z0-9_]*");
            assertThat(metric.field().endsWith("_s"))
                    .as("%s ends in _s exactly if it is in seconds", metric.fullName())
                    .isEqualTo(metric.unit() == Metric.Unit.SECONDS);
            assertThat(metric.meaning())
                    .as(metric.fullName())
                    .isNotBlank()
                    .doesNotContain("\n", "|", ". ")
                    .doesNotEndWith(".");
        }
    }

    @Test
    void noMeasurementUsesAFieldAsATag() {
        for (Measurement measurement : Measurement.values()) {
            List<String> tags = new ArrayList<>(measurement.tags());
            tags.addAll(List.of("rollup", "queue", "channel", "priority", "tier"));
            assertThat(Metric.of(measurement).stream().map(Metric::field)).doesNotContainAnyElementsOf(tags);
        }
    }

    /** A ratio without one could not be checked by hand; what is counted has nothing to compute. */
    @Test
    void everyRatioSaysItsFormula() {
        for (Metric metric : Metric.all()) {
            if (metric.kind() == Metric.Kind.RATIO) {
                assertThat(metric.formula()).as(metric.fullName()).isNotBlank().doesNotContain("{}", "|");
            } else if (metric.kind() == Metric.Kind.COUNT) {
                assertThat(metric.formula()).as(metric.fullName()).isEmpty();
            }
        }
        assertThat(QueueMetrics.SERVICE_LEVEL.formula())
                .isEqualTo("(answered_in_threshold + lost_met) / (answered + lost_met + lost_unmet)");
        assertThat(QueueMetrics.EXPECTED_WAIT.formula())
                .isEqualTo(
                        "waiting × 0.001 × trailing_work / trailing_handled / n, n = in_service, at most staffed_taken, or staffed where that is 0");
        assertThat(AgentMetrics.OCCUPANCY.formula())
                .isEqualTo(
                        "(time of on_contact + time of wrap_up) / (time of on_contact + time of wrap_up + time of idle)");
        assertThat(SentimentMetrics.NEGATIVE_SHARE.formula()).isEqualTo("negative / count");
    }

    private static Cell cell(CellKey key, Map<Measure, Long> counts, Map<Measure, LevelValue> levels) {
        return new Cell(key, 60_000, 70_000, counts, Map.of(), levels);
    }

    @Test
    void aPointHasEveryFieldThatHasAValue() {
        CellKey key = new CellKey(Measurement.QUEUE, List.of("queue"), List.of("billing"), List.of());
        Map<Measure, Long> counts = new EnumMap<>(Map.of(
                Measure.QUEUE_ANSWERED, 8L,
                Measure.QUEUE_ABANDONED, 4L,
                Measure.QUEUE_SHORT_ABANDONED, 2L,
                Measure.QUEUE_LOST_UNMET, 2L,
                Measure.QUEUE_ANSWERED_IN_THRESHOLD, 5L));
        Map<Measure, LevelValue> levels = Map.of(Measure.QUEUE_WAITING, new LevelValue(3, 4, 1, 40_000));
        Point point = Point.of(cell(key, counts, levels), "F6");
        assertThat(point.measurement()).isEqualTo("queue");
        assertThat(point.time()).isEqualTo(60_000);
        assertThat(point.tags()).containsExactly(Map.entry("queue", "billing"), Map.entry("rollup", "queue"));
        assertThat(point.fields())
                .containsEntry("answered", 8L)
                .containsEntry("waiting", 3L)
                .containsEntry("oldest_age_s", 30.0)
                .containsEntry("service_level", 0.5)
                .containsEntry("service_level_formula", "F6")
                .containsEntry("abandon_rate", 4.0 / 12)
                .containsEntry("abandon_rate_without_short", 2.0 / 10)
                .doesNotContainKeys("wait_mean_s", "expected_wait_s", "handle_mean_s");
    }

    @Test
    void aRatioWithoutADenominatorHasNoValue() {
        CellKey key = new CellKey(Measurement.QUEUE, List.of(), List.of(), List.of());
        Point point = Point.of(cell(key, Map.of(), Map.of()), null);
        assertThat(point.tags()).containsExactly(Map.entry("rollup", "all"));
        assertThat(point.fields())
                .doesNotContainKeys("service_level", "abandon_rate")
                .containsEntry("offered", 0L);
    }

    /** What is not kept of a level must not be read: each metric says the same whatever stands there. */
    @Test
    void noMetricReadsWhatIsNotKeptOfALevel() {
        for (Measure measure : Measure.values()) {
            if (measure.kind() != Measure.Kind.LEVEL) {
                continue;
            }
            LevelValue plain = new LevelValue(3, 4, 50_000, 20_000);
            LevelValue other = new LevelValue(
                    3,
                    measure.hasCourse() ? 4 : 9,
                    measure.hasCourse() ? 50_000 : 90_000,
                    measure.hasOldest() ? 20_000 : 70_000,
                    measure.hasAges() ? Ages.NONE : Ages.of(1, 0, 1, 0, 0, 1));
            CellKey key = new CellKey(measure.measurement(), List.of(), List.of(), List.of());
            for (Metric metric : Metric.of(measure.measurement())) {
                Double said = metric.value(cell(key, Map.of(), Map.of(measure, plain)));
                assertThat(metric.value(cell(key, Map.of(), Map.of(measure, other))))
                        .as("%s of %s", metric, measure)
                        .isEqualTo(said);
            }
        }
    }
}
