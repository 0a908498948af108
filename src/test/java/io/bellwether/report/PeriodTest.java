package io.bellwether.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "2026-02, UTC, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z, 2025-11-01",
        "2024-02, UTC, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z, 2023-11-01",
        "2026-02, Asia/Shanghai, 2026-01-31T16:00:00Z, 2026-02-28T16:00:00Z, 2025-11-01",
        "2026-Q1, UTC, 2026-01-01T00:00:00Z, 2026-04-01T00:00:00Z, 2025-10-01",
        "2026-Q4, Europe/Berlin, 2026-09-30T22:00:00Z, 2026-12-31T23:00:00Z, 2026-07-01",
        "2026-03, Europe/Berlin, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z, 2025-12-01",
        "2026, America/New_York, 2026-01-01T05:00:00Z, 2027-01-01T05:00:00Z, 2025-01-01"
    })
    void monthsAreThoseOfTheZone(String name, String zone, String from, String to, String looked) {
        Period period = Period.of(name, ZoneId.of(zone)).orElseThrow();
        assertThat(Instant.ofEpochMilli(period.from())).isEqualTo(from);
        assertThat(Instant.ofEpochMilli(period.to())).isEqualTo(to);
        assertThat(period.firstLooked()).isEqualTo(looked);
        assertThat(period.before().next()).isEqualTo(period.first());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "26", "2026-2", "2026-02-01", "2026Q1", "feb"})
    void otherNamesAreNone(String name) {
        assertThat(Period.of(name, ZoneId.of("UTC"))).isEmpty();
    }

    @Test
    void columnsAreMonthsAndOfAYearQuarters() {
        assertThat(Period.of("2026-02", ZoneId.of("UTC")).orElseThrow().columns())
                .extracting(Period::name)
                .containsExactly("2025-11", "2025-12", "2026-01", "2026-02");
        assertThat(Period.of("2026", ZoneId.of("UTC")).orElseThrow().columns())
                .extracting(Period::name)
                .startsWith("2025-Q1", "2025-Q2")
                .endsWith("2026-Q4")
                .hasSize(8);
    }
}
