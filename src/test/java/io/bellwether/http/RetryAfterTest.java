package io.bellwether.http;

import static org.assertj.core.api.Assertions.assertThat;

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
            ''                             | -1
            -3                             | -1
            1.5                            | -1
            soon                           | -1
            """)
    void readsSecondsAndDates(String header, long millis) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(millis);
    }
}
