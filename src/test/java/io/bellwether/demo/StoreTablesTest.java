package io.bellwether.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.metric.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreTablesTest {

    @Test
    void aTableHasTagsThenFieldsAndIsKeyedByTimeAndAllTags() {
        assertThat(StoreTables.statement(Measurement.SATISFACTION, List.of("queue")))
                .isEqualTo("CREATE TABLE IF NOT EXISTS satisfaction (ts TIMESTAMP, \"rollup\" SYMBOL, \"queue\" SYMBOL,"
                        + " \"kind\" SYMBOL, \"requested\" LONG, \"rated\" LONG, \"satisfied\" LONG, \"csat\" DOUBLE,"
                        + " \"nps\" DOUBLE, \"mean\" DOUBLE) TIMESTAMP(ts) PARTITION BY DAY WAL"
                        + " DEDUP UPSERT KEYS(ts, \"rollup\", \"queue\", \"kind\")");
    }

    @Test
    void alertEventsTakeTheTagsOfAnyRule() {
        assertThat(StoreTables.statement(Measurement.ALERT_EVENTS, List.of("queue")))
                .contains("\"rule\" SYMBOL", "\"clock\" SYMBOL", "\"alert_id\" VARCHAR", "\"end_ms\" LONG")
                .contains("\"reason\" VARCHAR")
                .doesNotContain("\"reason\" SYMBOL");
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
