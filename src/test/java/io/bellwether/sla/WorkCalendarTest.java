package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {
    private static final long HOUR = 3_600_000;

    private static WorkCalendar calendar(String text) {
        PolicyBook book = Desk.parse("calendars:\n  c: " + text + "\npolicies: [{name: p, calendar: c}]");
        return book.policies().get(0).calendar();
    }

    private static long at(String text) {
        return Instant.parse(text).toEpochMilli();
    }

    private static long local(String text, String zone) {
        return LocalDateTime.parse(text).atZone(ZoneId.of(zone)).toInstant().toEpochMilli();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29T00:00, 2026-03-30T00:00, 23",
        "Europe/Berlin, 2026-10-25T00:00, 2026-10-26T00:00, 25",
        "America/New_York, 2026-03-08T00:00, 2026-03-09T00:00, 23",
        "Australia/Lord_Howe, 2026-04-05T00:00, 2026-04-06T00:00, 24.5",
        "Asia/Shanghai, 2026-03-29T00:00, 2026-03-30T00:00, 24",
        "Pacific/Apia, 2011-12-29T00:00, 2011-12-31T00:00, 24",
        "America/St_Johns, 2010-11-06T00:00, 2010-11-08T00:00, 49",
        "America/Sao_Paulo, 2018-11-04T01:00, 2018-11-05T00:00, 23",
    })
    void aWholeDayHasTheHoursThatItHas(String zone, String from, String to, double hours) {
        WorkCalendar days = calendar("{zone: " + zone + ", hours: {mon-sun: \"00:00-24:00\"}}");
        assertThat(days.between(local(from, zone), local(to, zone))).isEqualTo((long) (hours * HOUR));
    }

    @Test
    void anIntervalInTheHourThatIsLeftOutDoesNotExist() {
        WorkCalendar night = calendar("{zone: Europe/Berlin, hours: {sun: [\"02:15-02:45\", \"02:50-04:00\"]}}");
        long midnight = at("2026-03-28T23:00:00Z");
        assertThat(night.between(midnight, midnight + 23 * HOUR)).isEqualTo(HOUR);
        assertThat(night.add(midnight, 1)).isEqualTo(at("2026-03-29T01:00:00Z") + 1);
    }

    @Test
    void anIntervalInTheHourThatIsRepeatedCountsTwice() {
        WorkCalendar night = calendar("{zone: Europe/Berlin, hours: {sun: \"02:15-02:45\"}}");
        long midnight = at("2026-10-24T22:00:00Z");
        assertThat(night.between(midnight, midnight + 25 * HOUR)).isEqualTo(HOUR);
        assertThat(night.add(midnight, HOUR / 2)).isEqualTo(at("2026-10-25T00:45:00Z"));
        assertThat(night.add(midnight, HOUR / 2 + 1)).isEqualTo(at("2026-10-25T01:15:00Z") + 1);
    }

    @Test
    void severalIntervalsADay() {
        WorkCalendar shop = calendar("{zone: UTC, hours: {mon-fri: [\"13:00-17:00\", \"09:00-12:00\"]}}");
        long monday = at("2026-01-05T00:00:00Z");
        assertThat(shop.between(monday, monday + 7 * 24 * HOUR)).isEqualTo(35 * HOUR);
        assertThat(shop.add(monday + 11 * HOUR, 2 * HOUR)).isEqualTo(monday + 14 * HOUR);
        assertThat(shop.add(monday + 11 * HOUR, HOUR)).isEqualTo(monday + 12 * HOUR);
        assertThat(shop.between(monday + 12 * HOUR, monday + 13 * HOUR)).isZero();
    }

    @Test
    void nothingToWaitForIsDueAtOnceAlsoAtNight() {
        WorkCalendar shop = calendar("{zone: UTC, hours: {mon: \"09:00-12:00\"}}");
        long midnight = at("2026-01-06T00:00:00Z");
        assertThat(shop.add(midnight, 0)).isEqualTo(midnight);
        assertThat(shop.add(midnight, -5)).isEqualTo(midnight);
        assertThat(shop.add(midnight, 3 * HOUR)).isEqualTo(at("2026-01-12T12:00:00Z"));
    }

    @Test
    void holidaysMakeUpDaysAndExceptions() {
        // the first week of October 2026 is off; Saturday the 10th works as a Monday instead
        WorkCalendar shop = calendar("""

                    zone: Asia/Shanghai
                    hours: {mon-fri: "09:00-18:00"}
                    holidays: [2026-10-01..2026-10-07]
                    working_days: {2026-10-10: mon, 2026-10-11: "10:00-12:00"}
                    exceptions: {2026-10-09: closed, 2026-10-03: ["20:00-22:00"]}
                """);
        String zone = "Asia/Shanghai";
        long first = local("2026-10-01T00:00", zone);
        assertThat(shop.between(first, local("2026-10-08T00:00", zone))).isEqualTo(2 * HOUR);
        assertThat(shop.between(local("2026-10-08T00:00", zone), local("2026-10-10T00:00", zone)))
                .isEqualTo(9 * HOUR);
        assertThat(shop.between(local("2026-10-10T00:00", zone), local("2026-10-12T00:00", zone)))
                .isEqualTo(11 * HOUR);
        assertThat(shop.add(local("2026-09-30T17:00", zone), 4 * HOUR)).isEqualTo(local("2026-10-08T10:00", zone));
    }

    @Test
    void roundTheClockIsPlainArithmetic() {
        assertThat(WorkCalendar.ALWAYS.add(5, 10)).isEqualTo(15);
        assertThat(WorkCalendar.ALWAYS.between(5, 15)).isEqualTo(10);
        assertThat(WorkCalendar.ALWAYS.between(15, 5)).isZero();
        assertThat(WorkCalendar.ALWAYS.add(Long.MAX_VALUE - 3, 10)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void addAndBetweenAgreeWithAMinuteByMinuteCount() {
        String zone = "Europe/Berlin";
        WorkCalendar shop = calendar(
                "{zone: Europe/Berlin, hours: {mon-fri: [\"09:00-12:30\", \"13:15-18:00\"], sun: \"00:30-03:30\"},"
                        + " holidays: [2026-03-27]}");
        Random random = new Random(1);
        long from = local("2026-03-20T00:00", zone);
        for (int i = 0; i < 300; i++) {
            long start = from + random.nextInt(14 * 24 * 60) * 60_000L;
            long end = start + random.nextInt(5 * 24 * 60) * 60_000L;
            long minutes = 0;
            for (long t = start; t < end; t += 60_000) {
                minutes += works(Instant.ofEpochMilli(t).atZone(ZoneId.of(zone)).toLocalDateTime()) ? 1 : 0;
            }
            assertThat(shop.between(start, end)).isEqualTo(minutes * 60_000);
            long due = shop.add(start, minutes * 60_000);
            assertThat(due).isLessThanOrEqualTo(end);
            assertThat(shop.between(start, due)).isEqualTo(minutes * 60_000);
            assertThat(minutes == 0 || shop.between(start, due - 1) < minutes * 60_000)
                    .isTrue();
        }
    }

    private static boolean works(LocalDateTime time) {
        int minute = time.getHour() * 60 + time.getMinute();
        return switch (time.getDayOfWeek()) {
            case SATURDAY -> false;
            case SUNDAY -> minute >= 30 && minute < 210;
            default ->
                !time.toLocalDate().toString().equals("2026-03-27")
                        && (minute >= 540 && minute < 750 || minute >= 795 && minute < 1080);
        };
    }

    @Test
    void spansOfManyYearsAreCounted() {
        WorkCalendar shop = calendar("{zone: UTC, hours: {mon-fri: \"09:00-17:00\"}}");
        long monday = at("2001-01-01T00:00:00Z");
        assertThat(shop.between(monday, monday + Duration.ofDays(7 * 1000).toMillis()))
                .isEqualTo(40 * HOUR * 1000);
        assertThat(shop.add(monday, 40 * HOUR * 1000))
                .isEqualTo(monday + Duration.ofDays(7 * 999 + 4).toMillis() + 17 * HOUR);
    }
}
