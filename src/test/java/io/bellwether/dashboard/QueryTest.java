package io.bellwether.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Metric;
import org.junit.jupiter.api.Test;

/** What a panel explains follows from what its queries give out. */
class QueryTest {

    private static Query query(String text) {
        return new Query(text, Bilingual.NONE);
    }

    @Test
    void givesOutTheOutermostColumns() {
        Query query = query(
                "SELECT \"met\" / \"due\" AS \"attainment\", \"lost\" AS \"breached\""
                        + " FROM (SELECT sum(\"met\") AS \"met\", sum(\"breached\") AS \"lost\" FROM \"sla\" WHERE $timeFilter)");
        assertThat(query.measurement()).isEqualTo("sla");
        assertThat(query.outputs()).containsExactly("attainment", "breached");
        assertThat(query.metrics()).extracting(Metric::fullName).containsExactly("sla.attainment", "sla.breached");
    }

    @Test
    void aFunctionOfSeveralArgumentsIsOneColumn() {
        assertThat(query("SELECT moving_average(sum(\"offered\"), 7) AS \"offered\" FROM \"queue\"")
                        .outputs())
                .containsExactly("offered");
    }

    @Test
    void whatIsNoNumberOfTheCatalogueIsNotExplained() {
        assertThat(query("SELECT \"alert_id\", \"title\" FROM \"alert_events\"").metrics())
                .isEmpty();
    }
}
