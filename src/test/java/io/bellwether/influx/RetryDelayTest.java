package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDelayTest {

    private static final RetryDelay DELAY = new RetryDelay(Duration.ofMillis(500), Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 500",
        "1, 0, 0, 250",
        "2, 1, 0, 1000",
        "3, 0.5, 0, 1500",
        "7, 1, 0, 30000",
        "100, 1, 0, 30000",
        "2147483647, 0, 0, 15000",
        "1, 1, 7000, 7000",
        "6, 1, 7000, 16000",
        "1, 1, 999999000, 30000"
    })
    void doublesUpToTheMostAndBelievesTheStore(int failures, double random, long retryAfter, long expected) {
        assertThat(DELAY.after(failures, random, Duration.ofMillis(retryAfter))).isEqualTo(Duration.ofMillis(expected));
    }

    @Test
    void growsWithoutOverflowWithTheWidestSettings() {
        RetryDelay widest = new RetryDelay(Duration.ofMinutes(5), Duration.ofHours(1));
        Duration before = Duration.ZERO;
        for (int failures = 1; failures < 200; failures++) {
            Duration after = widest.after(failures, 1, Duration.ZERO);
            assertThat(after).isBetween(before, Duration.ofHours(1));
            before = after;
        }
        assertThat(before).isEqualTo(Duration.ofHours(1));
    }
}
