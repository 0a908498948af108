package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteOutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "200, WRITTEN, false",
        "204, WRITTEN, false",
        "400, REJECTED, false",
        "422, REJECTED, false",
        "413, TOO_LARGE, false",
        "401, MISCONFIGURED, true",
        "403, MISCONFIGURED, true",
        "404, MISCONFIGURED, true",
        "405, MISCONFIGURED, true",
        "301, MISCONFIGURED, true",
        "408, UNREACHABLE, true",
        "429, BUSY, true",
        "503, BUSY, true",
        "500, UNREACHABLE, true",
        "502, UNREACHABLE, true",
        "504, UNREACHABLE, true",
        "0, UNREACHABLE, true"
    })
    void classifies(int status, WriteOutcome outcome, boolean retried) {
        assertThat(WriteOutcome.of(status)).isEqualTo(outcome);
        assertThat(outcome.isRetried()).isEqualTo(retried);
    }
}
