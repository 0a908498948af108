package io.bellwether.metric;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All families together. */
final class MetricCatalogue {

    private static final List<Family> FAMILIES = List.of(
            SlaMetrics.FAMILY,
            QueueMetrics.FAMILY,
            IntervalMetrics.FAMILY,
            CaseMetrics.FAMILY,
            CaseCohortMetrics.FAMILY,
            ResolutionMetrics.FAMILY,
            AgentMetrics.FAMILY,
            AwayMetrics.FAMILY,
            CoachingMetrics.FAMILY,
            BotMetrics.FAMILY,
            SelfServiceMetrics.FAMILY,
            AfterServiceMetrics.FAMILY,
            SentimentMetrics.FAMILY,
            TrendMetrics.FAMILY,
            SatisfactionMetrics.FAMILY,
            SurveyCohortMetrics.FAMILY,
            DoubtMetrics.FAMILY,
            TopicMetrics.FAMILY,
            PipelineMetrics.FAMILY,
            PlatformMetrics.FAMILY,
            PlanMetrics.FAMILY,
            PlanIntervalMetrics.FAMILY);

    static final List<Metric> ALL =
            FAMILIES.stream().flatMap(family -> family.metrics().stream()).toList();

    static final Map<String, Metric> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Metric::fullName, Function.identity()));

    /** With an empty list where a measurement has no family. */
    static final Map<Measurement, List<Metric>> BY_MEASUREMENT = new EnumMap<>(Measurement.class);

    static final Map<Measurement, List<Metric>> BY_FIELD = new EnumMap<>(Measurement.class);

    /** By measurement that has a field of text: how many of its metrics come before that. */
    static final Map<Measurement, Integer> BEFORE_TEXT = new EnumMap<>(Measurement.class);

    static {
        for (Measurement measurement : Measurement.values()) {
            BY_MEASUREMENT.put(
                    measurement,
                    ALL.stream()
                            .filter(metric -> metric.measurement() == measurement)
                            .toList());
        }
        BY_MEASUREMENT.forEach((measurement, metrics) -> BY_FIELD.put(
                measurement,
                metrics.stream().sorted(Comparator.comparing(Metric::field)).toList()));
        BY_FIELD.forEach((measurement, metrics) -> {
            if (measurement.text() != null) {
                BEFORE_TEXT.put(measurement, (int) metrics.stream()
                        .filter(metric -> metric.field().compareTo(measurement.text()) < 0)
                        .count());
            }
        });
    }

    private MetricCatalogue() {}
}
