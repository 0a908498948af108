package io.bellwether.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.TagCatalogue;
import io.bellwether.metric.Windowing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** A column that tells points apart and that nobody explains is one that people add up over by mistake. */
    @Test
    void everyTagOfATableIsExplainedWithItsValues() {
        for (Measurement measurement : Measurement.values()) {
            if (measurement == Measurement.ALERT_EVENTS) {
                continue; // explained in docs/influxdb.md; rules make its tags
            }
            String sql = StoreTables.statement(measurement, List.of());
            Set<String> columns = Pattern.compile("\"(\\w+)\" SYMBOL")
                    .matcher(sql)
                    .results()
                    .map(column -> column.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(TagCatalogue.of(measurement).keySet())
                    .as(measurement.wireName())
                    .containsExactlyInAnyOrderElementsOf(columns);
            assertThat(TagCatalogue.of(measurement).values())
                    .allSatisfy(words -> assertThat(words).isNotBlank().doesNotContain("|", "\n"));
        }
    }

    @Test
    void thereIsOneTableForEachMeasurementAndOneForDecisions() {
        List<String> statements = StoreTables.statements(List.of());
        assertThat(statements).hasSize(Measurement.values().length + 1);
        assertThat(statements.get(statements.size() - 1))
                .contains("notifications", "KEYS(ts, decision, receiver, rule, severity)");
    }

    @Test
    void refusesADimensionThatIsNoColumn() {
        assertThatThrownBy(() -> StoreTables.statements(List.of("queue\", x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Dimension 'queue\", x'");
    }
}
