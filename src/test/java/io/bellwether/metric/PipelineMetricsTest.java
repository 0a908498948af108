package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.InfluxSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineMetricsTest {

    private static Map<String, Object> fields(String topic, Measure timing, Map<Measure, Long> counts) {
        Sketch values = new Sketch();
        values.add(5, 1);
        return Point.of(
                        new Cell(
                                new CellKey(Measurement.PIPELINE, List.of(), List.of(), List.of(topic, "none")),
                                0,
                                10_000,
                                counts,
                                Map.of(timing, values),
                                Map.of()),
                        null)
                .fields();
    }

    /** A bucket is no idle topic, and of a topic no points wait. */
    @Test
    void bucketsAndTopicsHaveNumbersOfTheirOwn() {
        assertThat(fields("influx.bucket", Measure.PIPELINE_POINTS_WAITING, Map.of()))
                .containsOnlyKeys("points_waiting", "points_rejected", "points_lost")
                .containsEntry("points_waiting", 5L)
                .containsEntry("points_lost", 0L);
        assertThat(fields("chats", Measure.PIPELINE_LAG, Map.of(Measure.PIPELINE_EVENTS, 3L)))
                .containsEntry("events", 3L)
                .containsEntry("rejected", 0L)
                .doesNotContainKeys("points_waiting", "points_rejected", "points_lost");
    }

    @Test
    void bucketsAreThoseOfTheSettings() {
        assertThat(PipelineMetrics.BUCKETS)
                .containsExactlyInAnyOrder(InfluxSettings.LIVE, InfluxSettings.AGENTS, InfluxSettings.TRENDS);
    }
}
