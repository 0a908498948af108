package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteOutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "200, MISCONFIGURED, true",
        "201, MISCONFIGURED, true",
        "202, MISCONFIGURED, true",
        "204, WRITTEN, false",
        "400, REJECTED, false",
        "422, REJECTED, false",
        "413, TOO_LARGE, false",
        "401, MISCONFIGURED, true",
        "403, MISCONFIGURED, true",
        "404, MISCONFIGURED, true",
        "405, MISCONFIGURED, true",
        "301, MISCONFIGURED, true",
        "302, MISCONFIGURED, true",
        "307, MISCONFIGURED, true",
        "407, MISCONFIGURED, true",
        "408, BUSY, true",
        "409, REJECTED, false",
        "425, BUSY, true",
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
