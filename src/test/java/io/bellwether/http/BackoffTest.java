package io.bellwether.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Backoff BACKOFF = Backoff.OF_DELIVERIES;
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    @Test
    void theBoundDoublesFromASecondToFiveMinutes() {
        long[] bounds = {1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000};
        for (int attempt = 1; attempt <= bounds.length; attempt++) {
            assertThat(BACKOFF.boundMillis(attempt)).as("attempt %d", attempt).isEqualTo(bounds[attempt - 1]);
        }
    }

    @Test
    void noAttemptOverflows() {
        Random random = new Random(7);
        for (long attempt = 1; attempt <= Integer.MAX_VALUE; attempt = attempt * 3 / 2 + 1) {
            assertThat(BACKOFF.delayMillis((int) attempt, -1, random.nextDouble()))
                    .isBetween(1L, 300_001L);
        }
        assertThat(BACKOFF.delayMillis(Integer.MAX_VALUE, -1, ALMOST_ONE)).isBetween(299_999L, 300_000L);
    }

    @Test
    void theJitterIsFull() {
        assertThat(BACKOFF.delayMillis(5, -1, 0)).isEqualTo(1);
        assertThat(BACKOFF.delayMillis(5, -1, 0.5)).isEqualTo(8_001);
        assertThat(BACKOFF.delayMillis(5, -1, ALMOST_ONE)).isEqualTo(16_000);
    }

    @Test
    void whatTheOtherSideAsksForIsTheLeastThatIsWaitedUpToAQuarterOfAnHour() {
        assertThat(BACKOFF.delayMillis(1, 120_000, 0)).isEqualTo(120_001);
        assertThat(BACKOFF.delayMillis(1, 120_000, ALMOST_ONE)).isBetween(120_001L, 121_000L);
        assertThat(BACKOFF.delayMillis(9, 120_000, ALMOST_ONE)).isEqualTo(256_000);
        assertThat(BACKOFF.delayMillis(1, Long.MAX_VALUE, ALMOST_ONE)).isEqualTo(900_000);
    }

    @Test
    void aWaitThatIsNoneDoesNotUndoTheGrowingOfWaits() {
        for (int attempt = 1; attempt < 20; attempt++) {
            for (double random : new double[] {0, 0.3, ALMOST_ONE}) {
                assertThat(BACKOFF.delayMillis(attempt, 0, random))
                        .isEqualTo(BACKOFF.delayMillis(attempt, HttpOutcome.NO_DELAY_NAMED, random));
            }
        }
    }

    @Test
    void growsWithoutOverflowWithTheWidestBounds() {
        Backoff widest = new Backoff(300_000, 3_600_000, 3_600_000);
        Backoff finest = new Backoff(1, 3_600_000, 3_600_000);
        for (int attempt = 1; attempt < 200; attempt++) {
            assertThat(widest.boundMillis(attempt)).isEqualTo(attempt > 4 ? 3_600_000 : 300_000L << (attempt - 1));
            assertThat(finest.boundMillis(attempt + 1)).isGreaterThanOrEqualTo(finest.boundMillis(attempt));
        }
        assertThat(finest.boundMillis(200)).isEqualTo(3_600_000);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> BACKOFF.delayMillis(0, -1, 0)).hasMessageContaining("attempt");
        assertThatThrownBy(() -> new Backoff(2, 1, 1)).hasMessageContaining("bounds");
        assertThatThrownBy(() -> BACKOFF.delayMillis(1, -1, 1)).hasMessageContaining("random");
        assertThatThrownBy(() -> BACKOFF.delayMillis(1, -1, Double.NaN)).hasMessageContaining("random");
    }
}
