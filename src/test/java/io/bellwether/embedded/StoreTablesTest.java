package io.bellwether.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.Windowing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreTablesTest {

    @Test
    void aTableHasTagsThenFieldsAndIsKeyedByTimeAndAllTags() {
        assertThat(StoreTables.statement(Measurement.SATISFACTION, List.of("queue")))
                .isEqualTo("CREATE TABLE IF NOT EXISTS satisfaction (ts TIMESTAMP, \"rollup\" SYMBOL, \"queue\" SYMBOL,"
                        + " \"kind\" SYMBOL, \"requested\" LONG, \"rated\" LONG, \"satisfied\" LONG,"
                        + " \"dissatisfied\" LONG, \"csat\" DOUBLE, \"csat_low\" DOUBLE, \"csat_high\" DOUBLE,"
                        + " \"nps\" DOUBLE, \"nps_low\" DOUBLE, \"nps_high\" DOUBLE,"
                        + " \"mean\" DOUBLE, \"mean_low\" DOUBLE, \"mean_high\" DOUBLE) TIMESTAMP(ts) PARTITION BY DAY WAL"
                        + " DEDUP UPSERT KEYS(ts, \"rollup\", \"queue\", \"kind\")");
    }

    @Test
    void alertEventsTakeTheTagsOfAnyRule() {
        assertThat(StoreTables.statement(Measurement.ALERT_EVENTS, List.of("queue")))
                .contains("\"rule\" SYMBOL", "\"clock\" SYMBOL", "\"alert_id\" VARCHAR", "\"end_ms\" LONG")
                .contains("\"reason\" VARCHAR")
                .doesNotContain("\"reason\" SYMBOL");
    }

    /** A row is what an agent does at a time; keyed by the time alone, the last one written would stand for all of them. */
    @Test
    void aRowOfAgentsIsThatOfOneAgent() {
        assertThat(StoreTables.statement(Measurement.AGENTS, List.of("queue")))
                .contains("(ts TIMESTAMP, \"rollup\" SYMBOL, \"agent\" SYMBOL, \"queue\" SYMBOL, \"online\" LONG")
                .endsWith("DEDUP UPSERT KEYS(ts, \"rollup\", \"agent\", \"queue\")");
        assertThat(StoreTables.statement(Measurement.ALERT_EVENTS, List.of("queue")))
                .contains("\"agent\" SYMBOL");
    }

    /** Whatever a point is told apart by stands in the key, in every table. */
    @Test
    void everyTableIsKeyedByAllThatTellsItsPointsApart() {
        List<String> dimensions = List.of("queue", "tier");
        for (Measurement measurement : Measurement.values()) {
            String sql = StoreTables.statement(measurement, dimensions);
            String key = sql.substring(sql.indexOf("KEYS("));
            List<String> expected = new ArrayList<>(Windowing.dimensions(measurement, dimensions));
            expected.add("rollup");
            expected.addAll(measurement.tags());
            assertThat(expected).as(sql).allSatisfy(tag -> assertThat(key).contains('"' + tag + '"'));
        }
    }

    @Test
    void thereIsOneTableForEachMeasurement() {
        assertThat(StoreTables.statements(List.of())).hasSameSizeAs(Measurement.values());
    }

    @Test
    void refusesADimensionThatIsNoColumn() {
        assertThatThrownBy(() -> StoreTables.statements(List.of("queue\", x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Dimension 'queue\", x'");
    }
}
