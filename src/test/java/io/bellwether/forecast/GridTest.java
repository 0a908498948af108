package io.bellwether.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {

    /** Clocks in Berlin go back at 2026-10-25T01:00Z, and forward at 2026-03-29T01:00Z. */
    @ParameterizedTest
    @CsvSource({
        "UTC,              2026-03-02T10:30:00Z, 2026-03-02, 21",
        "Asia/Shanghai,    2026-03-02T16:00:00Z, 2026-03-03, 0",
        "America/New_York, 2026-03-02T04:59:59Z, 2026-03-01, 47",
        "Asia/Kathmandu,   2026-03-02T18:30:00Z, 2026-03-03, 0",
        "Europe/Berlin,    2026-10-25T00:30:00Z, 2026-10-25, 5",
        "Europe/Berlin,    2026-10-25T01:30:00Z, 2026-10-25, 5",
        "Europe/Berlin,    2026-03-29T00:30:00Z, 2026-03-29, 3",
        "Europe/Berlin,    2026-03-29T01:00:00Z, 2026-03-29, 6",
    })
    void anIntervalLiesInADayAndASlotOfTheZone(String zone, String time, String date, int slot) {
        Grid grid = Histories.in(zone);
        long cell = grid.cell(grid.index(Instant.parse(time).toEpochMilli()));

        assertThat(Grid.date(Math.floorDiv(cell, 48))).hasToString(date);
        assertThat(Math.floorMod(cell, 48)).isEqualTo(slot);
    }

    @Test
    void whatBeginsWithinAnIntervalBeginsWithTheNextOne() {
        assertThat(Histories.GRID.indexFrom(Histories.START)).isEqualTo(Histories.GRID.index(Histories.START));
        assertThat(Histories.GRID.indexFrom(Histories.START + 1)).isEqualTo(Histories.GRID.index(Histories.START) + 1);
    }

    @Test
    void aDayHasAWholeNumberOfIntervals() {
        assertThatThrownBy(() -> new Grid(7 * 60_000, ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mondayIsTheFirstDayOfTheWeek() {
        assertThat(Grid.weekday(Histories.GRID.day(Histories.GRID.index(Histories.START))))
                .isZero();
    }
}
