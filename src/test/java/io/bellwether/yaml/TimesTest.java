package io.bellwether.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "1, 1970-01-01T00:00:00.001Z",
        "-1, 1969-12-31T23:59:59.999Z",
        "1772438400000, 2026-03-02T08:00:00Z",
        "1772438400120, 2026-03-02T08:00:00.120Z",
        "1709164800000, 2024-02-29T00:00:00Z"
    })
    void isWrittenInUtcWithMillisecondsOnlyWhereThereAreSome(long millis, String text) {
        assertThat(Times.rfc3339(millis)).isEqualTo(text);
    }
}
