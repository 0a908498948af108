package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricTest {

    private static final Pattern LEANS_ON_OTHERS = Pattern.compile(
            "(?i)\\b(of )?these\\b|\\b(the|that) (same|others?|former|latter)\\b|\\bsame\\b|\\b(above|below|likewise|ditto|such)\\b"
                    + "|\\bthat time\\b|^of the\\b|^others?\\b");

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

    /**
     * Readers come to one metric from a tile or an alert: what its neighbour says they do not see. So each says by itself what
     * is counted and when.
     */
    @Test
    void everyMeaningStandsAlone() {
        for (Metric metric : Metric.all()) {
            assertThat(metric.meaning() + "; " + metric.formula())
                    .as(metric.fullName())
                    .doesNotContainPattern(LEANS_ON_OTHERS);
            String when = metric.measurement().isInterval() ? "\\bintervals?\\b" : "\\bwindow\\b|\\blast in line at\\b";
            assertThat(metric.meaning())
                    .as("%s says of which time it is", metric.fullName())
                    .containsPattern(when);
            if (metric.kind() == Metric.Kind.LEVEL && !metric.measurement().isInterval()) {
                assertThat(metric.meaning()).as(metric.fullName()).contains("window's end");
            }
        }
        assertThat("of these, satisfied").containsPattern(LEANS_ON_OTHERS);
        assertThat("the others, when the same time is over").containsPattern(LEANS_ON_OTHERS);
    }

    @Test
    void everyMetricSaysItsFormula() {
        for (Metric metric : Metric.all()) {
            assertThat(metric.formula()).as(metric.fullName()).isNotBlank().doesNotContain("{}", "|", "()");
            if (metric.kind() == Metric.Kind.RATIO || metric.kind() == Metric.Kind.TIMING) {
                assertThat(metric.formula())
                        .as("%s says when there is none", metric.fullName())
                        .containsPattern("no value|count of \\w+ in the ");
            }
        }
        assertThat(QueueMetrics.SERVICE_LEVEL.formula())
                .isEqualTo("(answered_in_threshold + lost_met) / (answered + lost_met + lost_unmet);"
                        + " no value where (answered + lost_met + lost_unmet) is 0");
        assertThat(QueueMetrics.EXPECTED_WAIT.formula())
                .startsWith("waiting × trailing_work / trailing_handled / n, n = in_service, at most staffed_taken, or"
                        + " staffed where that is 0; 0 where waiting is 0; no value where staffed is 0")
                .contains("; trailing_handled = contacts handled in the half hour before the window's end");
        assertThat(AgentMetrics.OCCUPANCY.formula())
                .startsWith(
                        "(time of on_contact + time of wrap_up) / (time of on_contact + time of wrap_up + time of idle); no");
        assertThat(SentimentMetrics.NEGATIVE_SHARE.formula()).isEqualTo("negative / count; no value where count is 0");
        assertThat(QueueMetrics.HANDLE_OPEN.formula()).startsWith("handled − wrapped_up; wrapped_up = ");
    }

    /** Whoever checks a formula by hand finds each of its parts among the fields, or explained behind it. */
    @Test
    void everyPartOfAFormulaIsAFieldOrExplained() {
        Set<String> used = new TreeSet<>();
        for (Metric metric : Metric.all()) {
            Set<String> fields =
                    Metric.of(metric.measurement()).stream().map(Metric::field).collect(Collectors.toSet());
            for (Quantity quantity : metric.reading().formula().of()) {
                for (Term term : quantity.terms()) {
                    String name = term.name().replaceFirst("^(time|sum|count) of ", "");
                    boolean explained = metric.formula().contains("; " + name + " = ");
                    assertThat(fields.contains(name) || explained || metric.kind() == Metric.Kind.COUNT)
                            .as("%s names %s: %s", metric.fullName(), name, metric.formula())
                            .isTrue();
                    if (explained) {
                        used.add(term.measure().name());
                    }
                }
            }
        }
        assertThat(FormulaParts.WORDS.keySet().stream().map(Measure::name)).allMatch(used::contains);
    }

    /** It has no value exactly where its formula says so. */
    @Test
    void whereADenominatorIsZeroThereIsNoValue() {
        for (Metric metric : Metric.all()) {
            List<String> dimensions = List.of("queue");
            CellKey key = new CellKey(metric.measurement(), dimensions, List.of("billing"), List.of());
            boolean none = Double.isNaN(metric.value(cell(key, Map.of(), Map.of())));
            assertThat(none).as(metric.fullName()).isEqualTo(metric.formula().contains("no value where"));
        }
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
