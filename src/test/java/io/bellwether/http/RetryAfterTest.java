package io.bellwether.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    /** 2023-11-14T22:13:20Z. */
    private static final long NOW = 1_700_000_000_000L;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                              | 0
            120                            | 120000
            ' 5 '                          | 5000
            99999999999999999999           | 2147483647000
            Tue, 14 Nov 2023 22:13:30 GMT  | 10000
            Tue, 14 Nov 2023 22:13:10 GMT  | 0
            Tuesday, 14-Nov-23 22:13:30 GMT | 10000
            Sunday, 06-Nov-94 08:49:37 GMT | 0
            'Tue Nov 14 22:13:30 2023'     | 10000
            'Fri Dec  1 22:13:20 2023'     | 1468800000
            'Sun Nov  6 08:49:37 1994'     | 0
            'Tue, 14 nov 2023 22:13:30 GMT' | 10000
            Tuesday, 14-Nov-23             | -1
            Tue, 14 Brumaire 2024 22:13:30 GMT | -1
            ''                             | -1
            -3                             | -1
            1.5                            | -1
            soon                           | -1
            """)
    void readsSecondsAndDates(String header, long millis) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(millis);
    }

    /** RFC 9110: what seems more than 50 years ahead is the most recent year in the past with these digits. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Monday, 14-Nov-73 22:13:20 GMT | 2073
            Monday, 14-Nov-73 22:13:21 GMT | 1973
            Monday, 01-Jan-74 00:00:00 GMT | 1974
            Monday, 01-Jan-99 00:00:00 GMT | 1999
            Monday, 01-Jan-00 00:00:00 GMT | 2000
            Monday, 01-Jan-24 00:00:00 GMT | 2024
            """)
    void aYearOfTwoDigitsIsNoMoreThanFiftyYearsAhead(String header, int year) {
        long millis = RetryAfter.parse(header, NOW);
        if (year < 2024) {
            assertThat(millis).isZero();
        } else {
            assertThat(Instant.ofEpochMilli(NOW + millis).atZone(ZoneOffset.UTC).getYear())
                    .isEqualTo(year);
        }
    }
}
