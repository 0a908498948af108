package io.bellwether.timeinterval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeIntervalTest {

    private static final int MINUTE = 60_000;
    private static final int HOUR = 60 * MINUTE;

    private static TimeInterval interval(String zone, Set<Integer> days, TimeInterval.Span... spans) {
        return new TimeInterval("i", ZoneId.of(zone), days, List.of(spans), Set.of());
    }

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    /** From Monday to Friday from eight to ten at night in Shanghai, and from Friday's ten at night until six. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-02T00:00:00Z, true",
        "2026-03-01T23:59:59.999Z, false",
        "2026-03-02T13:59:59.999Z, true",
        "2026-03-02T14:00:00Z, false",
        "2026-03-07T02:00:00Z, false",
    })
    void isInsideFromItsStartToBeforeItsEnd(String instant, boolean inside) {
        TimeInterval office =
                interval("Asia/Shanghai", Set.of(0, 1, 2, 3, 4), new TimeInterval.Span(8 * HOUR, 22 * HOUR));

        assertThat(office.contains(at(instant))).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-06T21:59:00Z, false",
        "2026-03-06T22:00:00Z, true",
        "2026-03-07T05:59:00Z, true",
        "2026-03-07T06:00:00Z, false",
        "2026-03-07T23:00:00Z, false",
        "2026-03-06T03:00:00Z, false",
    })
    void aNightBelongsToTheDayOnWhichItBegins(String instant, boolean inside) {
        TimeInterval fridayNight = interval("UTC", Set.of(4), new TimeInterval.Span(22 * HOUR, 30 * HOUR));

        assertThat(fridayNight.contains(at(instant))).isEqualTo(inside);
    }

    @Test
    void anExceptedDateTakesTheNightThatBeginsOnItAndLeavesTheOneBefore() {
        TimeInterval nights = new TimeInterval(
                "nights",
                ZoneId.of("UTC"),
                Set.of(0, 1, 2, 3, 4, 5, 6),
                List.of(new TimeInterval.Span(22 * HOUR, 30 * HOUR)),
                Set.of(LocalDate.parse("2026-12-25").toEpochDay()));

        assertThat(nights.contains(at("2026-12-25T05:00:00Z"))).isTrue();
        assertThat(nights.contains(at("2026-12-25T23:00:00Z"))).isFalse();
        assertThat(nights.contains(at("2026-12-26T05:00:00Z"))).isFalse();
        assertThat(nights.contains(at("2026-12-26T23:00:00Z"))).isTrue();
    }

    @Test
    void changesNoMoreWhereItIsAlwaysOrNeverInside() {
        TimeInterval.Span day = new TimeInterval.Span(0, 24 * HOUR);

        assertThat(interval("Europe/Berlin", Set.of(0, 1, 2, 3, 4, 5, 6), day).nextChange(0))
                .isEqualTo(TimeInterval.NEVER);
        assertThat(interval("Europe/Berlin", Set.of(), day).nextChange(0)).isEqualTo(TimeInterval.NEVER);
    }

    /** Minute by minute, with the calendar of the platform; around changes of summer time, also by half an hour. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin 2026-03-27T00:00:00Z",
                "Europe/Berlin 2026-10-23T00:00:00Z",
                "Australia/Lord_Howe 2026-04-03T00:00:00Z",
                "Asia/Kathmandu 2026-01-01T00:00:00Z",
                "America/New_York 2026-11-06T00:00:00Z",
            })
    void isWhatCountingMinuteByMinuteSays(String zoneAndStart) {
        String[] words = zoneAndStart.split(" ");
        Random random = new Random(7);
        for (int round = 0; round < 12; round++) {
            TimeInterval interval = any(random, words[0], at(words[1]));
            long change = Long.MIN_VALUE;
            for (long t = at(words[1]); t < at(words[1]) + 5L * 24 * HOUR; t += 5 * MINUTE) {
                boolean inside = inside(interval, t);
                assertThat(interval.contains(t))
                        .as("%s at %s", interval, Instant.ofEpochMilli(t))
                        .isEqualTo(inside);
                if (t >= change) {
                    change = interval.nextChange(t);
                }
                boolean changes = inside(interval, t + 5 * MINUTE) != inside;
                assertThat(change == t + 5 * MINUTE)
                        .as("%s after %s", interval, Instant.ofEpochMilli(t))
                        .isEqualTo(changes);
            }
        }
    }

    private static TimeInterval any(Random random, String zone, long around) {
        Set<Integer> days = new TreeSet<>();
        for (int day = 0; day < 7; day++) {
            if (random.nextInt(3) > 0) {
                days.add(day);
            }
        }
        List<TimeInterval.Span> spans = new ArrayList<>();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int start = random.nextInt(24 * 12) * 5 * MINUTE;
            spans.add(new TimeInterval.Span(start, start + (1 + random.nextInt(24 * 12)) * 5 * MINUTE));
        }
        long date = around / TimeInterval.DAY_MILLIS + random.nextInt(5);
        return new TimeInterval("any", ZoneId.of(zone), days, spans, random.nextBoolean() ? Set.of(date) : Set.of());
    }

    private static boolean inside(TimeInterval interval, long instant) {
        LocalDateTime now = LocalDateTime.ofInstant(Instant.ofEpochMilli(instant), interval.zone());
        for (LocalDate day : List.of(now.toLocalDate(), now.toLocalDate().minusDays(1))) {
            boolean begins = interval.days().contains(day.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue())
                    && !interval.except().contains(day.toEpochDay());
            for (TimeInterval.Span span : interval.spans()) {
                LocalDateTime start = day.atTime(LocalTime.ofSecondOfDay(span.start() / 1000));
                LocalDateTime end = start.plusSeconds((span.end() - span.start()) / 1000);
                if (begins && !now.isBefore(start) && now.isBefore(end)) {
                    return true;
                }
            }
        }
        return false;
    }
}
