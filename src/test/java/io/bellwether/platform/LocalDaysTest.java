package io.bellwether.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalDaysTest {

    /** Where clocks are moved, also at midnight itself, a day is shorter or longer, and hours are those on the wall. */
    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai, 2026-03-02, 2026-03-01T16:00:00Z, 24",
        "Europe/Berlin, 2026-03-29, 2026-03-28T23:00:00Z, 23",
        "Europe/Berlin, 2026-10-25, 2026-10-24T22:00:00Z, 25",
        "America/Santiago, 2026-09-06, 2026-09-06T04:00:00Z, 23",
        "Asia/Kathmandu, 2026-03-02, 2026-03-01T18:15:00Z, 24",
    })
    void daysAreThoseOfTheZone(ZoneId zone, LocalDate date, Instant start, long hours) {
        LocalDays days = new LocalDays(zone);
        long day = date.toEpochDay();
        long first = start.toEpochMilli();
        long last = first + Duration.ofHours(hours).toMillis() - 1;
        assertThat(days.start(day)).isEqualTo(first);
        assertThat(days.end(day)).isEqualTo(last);
        assertThat(days.day(first)).isEqualTo(day);
        assertThat(days.day(first - 1)).isEqualTo(day - 1);
        assertThat(days.day(last)).isEqualTo(day);
        assertThat(days.millisOfDay(last)).isEqualTo(86_399_999);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T00:59:59.999Z, 7199999",
        "2026-03-29T01:00:00Z, 10800000",
        "2026-10-25T00:30:00Z, 9000000",
        "2026-10-25T01:30:00Z, 9000000",
    })
    void hoursAreThoseOnTheWall(Instant time, int millis) {
        assertThat(new LocalDays(ZoneId.of("Europe/Berlin")).millisOfDay(time.toEpochMilli()))
                .isEqualTo(millis);
    }
}
