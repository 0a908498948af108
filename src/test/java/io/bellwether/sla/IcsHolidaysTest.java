package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcsHolidaysTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<String> closures(String... event) throws PolicyException {
        String text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nDTSTART:19700101T000000\r\n"
                + "RRULE:FREQ=MONTHLY\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n" + String.join("\r\n", event)
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        return IcsHolidays.parse("h.ics", text, BERLIN, "班").stream()
                .map(closure -> closure.date() + " " + closure.from() / 60_000 + "-" + closure.to() / 60_000)
                .toList();
    }

    @Test
    void wholeDaysEndBeforeTheirEnd() throws PolicyException {
        assertThat(closures("DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227", "SUMMARY:Christmas"))
                .containsExactly("2026-12-25 0-1440", "2026-12-26 0-1440");
        assertThat(closures("DTSTART;VALUE=DATE:20261225")).containsExactly("2026-12-25 0-1440");
        assertThat(closures("DTSTART:20261225", "DURATION:P2D")).hasSize(2);
        assertThat(closures("DTSTART:20261225", "DURATION:P1W")).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTEND;VALUE=DATE:20260501",
                "DTEND;VALUE=DATE:20260430",
                "DTEND:20260501T000000",
                "DTEND:20260501T170000",
                "DURATION:PT0S",
                "DURATION:P0D",
                "DURATION:-P1D",
                "DURATION:PT8H",
                "SUMMARY:Labour Day"
            })
    void aWholeDayClosesAtLeastItsFirstDay(String end) throws PolicyException {
        assertThat(closures("DTSTART;VALUE=DATE:20260501", end)).containsExactly("2026-05-01 0-1440");
        assertThat(closures("DTSTART;VALUE=DATE:20260501", end, "RRULE:FREQ=YEARLY;COUNT=2"))
                .containsExactly("2026-05-01 0-1440", "2027-05-01 0-1440");
    }

    @Test
    void aHolidayThatEndsWhenItStartsMovesADeadline(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("h.ics"), """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20260501
                DTEND;VALUE=DATE:20260501
                END:VEVENT
                END:VCALENDAR
                """);
        Path file = directory.resolve("p.yaml");
        Files.writeString(file, """
                calendars:
                  c: {zone: Europe/Berlin, hours: {mon-fri: "09:00-17:00"}, ics: [h.ics]}
                policies: [{name: p, calendar: c}]
                """);
        WorkCalendar calendar = PolicyBook.load(file).policies().get(0).calendar();
        assertThat(hours(calendar, "2026-05-01", "2026-05-02")).isZero();
        assertThat(hours(calendar, "2026-05-04", "2026-05-05")).isEqualTo(8);
    }

    @Test
    void namesOfComponentsMayBeSmallAndTheFileMayBeMarked(@TempDir Path directory) throws Exception {
        Files.writeString(
                directory.resolve("h.ics"),
                "\uFEFFbegin:vcalendar\nbegin:vevent\ndtstart:20260501\nend:vevent\nend:vcalendar\n");
        Path file = directory.resolve("p.yaml");
        Files.writeString(
                file,
                "calendars: {c: {zone: UTC, hours: {fri: '09:00-17:00'}, ics: [h.ics]}}\npolicies: [{name: p, calendar: c}]");
        assertThat(hours(PolicyBook.load(file).policies().get(0).calendar(), "2026-05-01", "2026-05-02"))
                .isZero();
        Files.write(directory.resolve("h.ics"), "BEGIN:VCALENDAR\nSUMMARY:\u52b3".getBytes(Charset.forName("GBK")));
        assertThat(catchThrowableOfType(PolicyException.class, () -> PolicyBook.load(file)))
                .hasMessageContaining("p.yaml:1:")
                .hasMessageContaining("h.ics:2 beside this file: is not UTF-8; save it as UTF-8");
    }

    @Test
    void timesAreOfTheirZoneOrOfTheCalendar() throws PolicyException {
        assertThat(closures("DTSTART:20260105T120000", "DTEND:20260105T140000")).containsExactly("2026-01-05 720-840");
        assertThat(closures("DTSTART:20260105T120000Z", "DURATION:PT90M")).containsExactly("2026-01-05 780-870");
        assertThat(closures(
                        "DTSTART;TZID=\"America/New_York\":20260105T150000", "DTEND;TZID=Asia/Tokyo:20260106T080000"))
                .containsExactly("2026-01-05 1260-1440");
    }

    @Test
    void foldedLinesAlarmsAndCancelledEvents() throws PolicyException {
        assertThat(closures(
                        "DTSTART;VALUE=DA",
                        " TE:2026",
                        "\t0105",
                        "BEGIN:VALARM",
                        "DTSTART:20990101",
                        "END:VALARM",
                        "DESCRIPTION:a: b"))
                .containsExactly("2026-01-05 0-1440");
        assertThat(closures("DTSTART:20260105", "STATUS:CANCELLED")).isEmpty();
    }

    @Test
    void makeUpDaysInACalendarOfHolidaysAreSkippedByTheirSummary() throws PolicyException {
        assertThat(closures("DTSTART:20261010", "SUMMARY:国庆节(班)")).isEmpty();
        assertThat(closures("DTSTART:20261001", "SUMMARY:国庆节(休)")).hasSize(1);
    }

    @Test
    void everyYear() throws PolicyException {
        assertThat(closures("DTSTART:20240501", "RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1;COUNT=3"))
                .containsExactly("2024-05-01 0-1440", "2025-05-01 0-1440", "2026-05-01 0-1440");
        assertThat(closures("DTSTART:20240229", "RRULE:FREQ=YEARLY;UNTIL=20320301"))
                .containsExactly("2024-02-29 0-1440", "2028-02-29 0-1440", "2032-02-29 0-1440");
        assertThat(closures("DTSTART:20240101", "RRULE:FREQ=YEARLY;INTERVAL=50"))
                .containsExactly("2024-01-01 0-1440", "2074-01-01 0-1440");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RRULE:FREQ=WEEKLY | 9 | RRULE | the recurrence FREQ=WEEKLY is not supported",
                "RRULE:FREQ=YEARLY;BYDAY=-1MO | 9 | RRULE | is not supported, only FREQ=YEARLY on the same date is",
                "RRULE:FREQ=YEARLY;COUNT=x | 9 | RRULE | has no valid COUNT: x",
                "EXDATE:20260105 | 9 | EXDATE | is not supported; write each date",
                "DTEND:2026010 | 9 | DTEND | is no time",
                "DTEND;TZID=Mars/Base:20260106T080000 | 9 | DTEND | its zone is unknown",
                "DURATION:two days | 9 | DURATION | is no duration",
                "RRULE:FREQ=YEARLY;COUNT=0 | 9 | RRULE | below 1",
                "RRULE:FREQ=YEARLY;INTERVAL=0 | 9 | RRULE | below 1",
                "RRULE:FREQ=YEARLY;UNTIL=20251231 | 9 | RRULE | ends before the event begins",
                "EXRULE:FREQ=YEARLY | 9 | EXRULE | is not supported",
                "DTSTART:20260106 | 9 | DTSTART | stands twice",
                "DTEND:20360105 | 8 | DTSTART | more than 1000 days",
            })
    void whatIsNotUnderstoodIsAnError(String line, int number, String field, String problem) {
        PolicyException error =
                catchThrowableOfType(PolicyException.class, () -> closures("DTSTART:20260105", line.strip()));
        assertThat(error).as(line).isNotNull().hasMessageContaining(problem);
        assertThat(error.problems().get(0).line()).isEqualTo(number);
        assertThat(error.problems().get(0).field()).isEqualTo(field);
        assertThat(error.problems().get(0).file()).isEqualTo("h.ics");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DTEND:20260501T120000 | 9 | DTEND",
                "DTEND:20260501T110000 | 9 | DTEND",
                "DTEND;VALUE=DATE:20260501 | 9 | DTEND",
                "DURATION:PT0S | 9 | DURATION",
                "DURATION:-PT1H | 9 | DURATION",
                "SUMMARY:x | 8 | DTSTART",
            })
    void aPartOfADayWithoutLengthIsAnError(String line, int number, String field) {
        PolicyException error =
                catchThrowableOfType(PolicyException.class, () -> closures("DTSTART:20260501T120000", line.strip()));
        assertThat(error)
                .as(line)
                .isNotNull()
                .hasMessageContaining("write DTSTART;VALUE=DATE:20260501 for the whole day");
        assertThat(error.problems().get(0).line()).isEqualTo(number);
        assertThat(error.problems().get(0).field()).isEqualTo(field);
    }

    @Test
    void aFileThatIsCutOffIsAnError() {
        String event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260501\nEND:VEVENT\n";
        assertThat(catchThrowableOfType(PolicyException.class, () -> IcsHolidays.parse("h.ics", event, BERLIN, "")))
                .hasMessageContaining("h.ics:4:1: error: ends before END:VCALENDAR");
    }

    @Test
    void anotherKindOfFileIsAnError() {
        assertThat(catchThrowableOfType(
                        PolicyException.class, () -> IcsHolidays.parse("h.ics", "<html></html>", BERLIN, "")))
                .hasMessageContaining("is no iCalendar file");
        assertThat(catchThrowableOfType(
                        PolicyException.class,
                        () -> IcsHolidays.parse("h.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n", BERLIN, "")))
                .hasMessageContaining("ends within an event");
        assertThat(catchThrowableOfType(PolicyException.class, () -> closures("SUMMARY:x")))
                .hasMessageContaining("has no DTSTART");
    }

    @Test
    void closuresAreCutOutOfTheHoursAndTheFilesOwnDatesGoBefore(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("h.ics"), """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART:20260105T110000
                DTEND:20260105T130000
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20260106
                DTEND;VALUE=DATE:20260108
                END:VEVENT
                END:VCALENDAR
                """);
        Path file = directory.resolve("p.yaml");
        Files.writeString(file, """
                calendars:
                  c:
                    zone: Europe/Berlin
                    hours: {mon-fri: ["09:00-12:00", "12:30-17:00"]}
                    ics: [h.ics]
                    exceptions: {2026-01-07: "10:00-11:00"}
                policies: [{name: p, calendar: c}]
                """);
        WorkCalendar calendar = PolicyBook.load(file).policies().get(0).calendar();
        assertThat(hours(calendar, "2026-01-05", "2026-01-06")).isEqualTo(6);
        assertThat(hours(calendar, "2026-01-06", "2026-01-07")).isZero();
        assertThat(hours(calendar, "2026-01-07", "2026-01-08")).isEqualTo(1);
    }

    private static double hours(WorkCalendar calendar, String from, String to) {
        return calendar.between(midnight(from), midnight(to)) / 3_600_000.0;
    }

    private static long midnight(String date) {
        return LocalDateTime.parse(date + "T00:00").atZone(BERLIN).toInstant().toEpochMilli();
    }
}
