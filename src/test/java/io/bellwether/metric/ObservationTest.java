package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationTest {

    private static final long LATENESS = 600_000;

    @ParameterizedTest
    @CsvSource({
        "SATISFACTION_SCORE, 600000, true",
        "SATISFACTION_SCORE, 600001, false",
        "INTERVAL_HANDLE, 604800000, true",
        "INTERVAL_HANDLE, 604800001, false",
        "QUEUE_WAITING, 604800001, true",
        "SLA_BREACHED, 0, true",
        "SLA_BREACHED, -5, true"
    })
    void whatBelongsToAClosedWindowIsNotInTime(Measure measure, long age, boolean inTime) {
        long time = 1_700_000_000_000L;
        assertThat(Observation.isInTime(measure, time, time + age, LATENESS)).isEqualTo(inTime);
        assertThat(Observation.isInTime(measure, time, Long.MIN_VALUE, LATENESS))
                .isTrue();
    }
}
