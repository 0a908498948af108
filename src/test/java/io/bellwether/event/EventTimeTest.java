package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    1970-01-01T00:00:00Z,                     1970-01-01T00:00:00Z
                    1969-12-31T23:30:00-00:30,                1970-01-01T00:00:00Z
                    2026-03-01T08:00:00+08:00,                2026-03-01T00:00:00Z
                    2026-03-01T08:00:00+0800,                 2026-03-01T00:00:00Z
                    2026-03-01T08:00:00+08,                   2026-03-01T00:00:00Z
                    2026-03-01t08:00:00z,                     2026-03-01T08:00:00Z
                    2026-03-01 08:00:00Z,                     2026-03-01T08:00:00Z
                    2026-03-01T08:00:00-00:00,                2026-03-01T08:00:00Z
                    2026-03-01T08:00:00.1Z,                   2026-03-01T08:00:00.100Z
                    2026-03-01T08:00:00.999999999999999999Z,  2026-03-01T08:00:00.999Z
                    2016-12-31T23:59:60Z,                     2016-12-31T23:59:59Z
                    2016-12-31T15:59:60.500-08:00,            2016-12-31T23:59:59.500Z
                    2024-02-29T00:00:00Z,                     2024-02-29T00:00:00Z
                    2000-02-29T00:00:00Z,                     2000-02-29T00:00:00Z
                    9999-12-31T23:59:59.999Z,                 9999-12-31T23:59:59.999Z
                    0,                                        1970-01-01T00:00:00Z
                    1772352000000,                            2026-03-01T08:00:00Z
                    001772352000000,                          2026-03-01T08:00:00Z
                    253402300799999,                          9999-12-31T23:59:59.999Z
                    """)
    void reads(String text, Instant expected) {
        assertThat(EventTime.parse(text)).isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "-1",
                "+1",
                "1.5",
                "1e12",
                "253402300800000",
                "0001772352000000",
                "2026-03-01",
                "2026-03-01T08:00:00",
                "2026-03-01T08:00Z",
                "2026-03-01T08:00:00.Z",
                "2026-03-01T08:00:00,5Z",
                "2026-03-01T08:00:00ZZ",
                "2026-03-01T08:00:00Z ",
                " 2026-03-01T08:00:00Z",
                "2026-02-29T00:00:00Z",
                "2100-02-29T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-00-10T00:00:00Z",
                "2026-13-10T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-32T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T23:60:00Z",
                "2026-01-01T23:59:61Z",
                "2026-01-01T12:00:60Z",
                "2016-12-31T23:59:60+01:00",
                "2026-01-01T00:00:00+19:00",
                "2026-01-01T00:00:00+18:01",
                "2026-01-01T00:00:00+08:60",
                "2026-01-01T00:00:00+8:00",
                "2026-01-01T00:00:00+08:0",
                "2026-01-01T00:00:00+080",
                "2026-01-01T00:00:00 +08:00",
                "2026-01-01T00:00:00+08-00",
                "2026-01-01T00:00:00[UTC]",
                "1969-12-31T23:59:59.999Z",
                "9999-12-31T23:59:59-00:01",
                "10000-01-01T00:00:00Z",
                "2026/03/01T08:00:00Z",
                "2026-03-01X08:00:00Z",
                "２０２６-03-01T08:00:00Z",
                "-026-03-01T08:00:00Z"
            })
    void refuses(String text) {
        assertThat(EventTime.parse(text)).isEqualTo(EventTime.INVALID);
    }

    @Test
    void agreesWithTheLibraryOnRandomTexts() {
        Random random = new Random(7);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = randomText(random);
            long expected = byTheLibrary(text);
            assertThat(EventTime.parse(text)).as(text).isEqualTo(expected);
            valid += expected == EventTime.INVALID ? 0 : 1;
        }
        assertThat(valid).isBetween(80_000, 190_000);
    }

    @Test
    void writesAsInstantDoes() {
        Random random = new Random(8);
        for (int i = 0; i < 200_000; i++) {
            long millis = random.nextLong(EventTime.END);
            millis = i % 3 == 0 ? millis / 1000 * 1000 : millis;
            String text = EventTime.format(millis);
            assertThat(text).isEqualTo(Instant.ofEpochMilli(millis).toString());
            assertThat(EventTime.parse(text)).isEqualTo(millis);
        }
    }

    @Test
    void refusesToWriteWhatItCouldNotRead() {
        assertThatThrownBy(() -> EventTime.format(-1)).hasMessageContaining("1970 to 9999");
        assertThatThrownBy(() -> EventTime.format(EventTime.END)).hasMessageContaining("1970 to 9999");
    }

    /** Near-valid texts: every part is now and then just outside its range. */
    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder(String.format(
                "%04d-%02d-%02dT%02d:%02d:%02d",
                1965 + random.nextInt(60) + (random.nextInt(9) == 0 ? random.nextInt(7900) : 0),
                1 + random.nextInt(12),
                1 + random.nextInt(random.nextInt(4) == 0 ? 32 : 28),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60)));
        if (random.nextBoolean()) {
            text.append('.').append(random.nextLong(1L << random.nextInt(1, 62)));
            text.setLength(Math.min(text.length(), 29));
        }
        if (random.nextBoolean()) {
            text.append(random.nextBoolean() ? "Z" : "z");
        } else {
            text.append(String.format(
                    "%s%02d:%02d", random.nextBoolean() ? "+" : "-", random.nextInt(20), random.nextInt(62)));
        }
        return text.toString();
    }

    private static long byTheLibrary(String text) {
        try {
            long millis = OffsetDateTime.parse(text).toInstant().toEpochMilli();
            return millis >= 0 && millis < EventTime.END ? millis : EventTime.INVALID;
        } catch (DateTimeException e) {
            return EventTime.INVALID;
        }
    }
}
