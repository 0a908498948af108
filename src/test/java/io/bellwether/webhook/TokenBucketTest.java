package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.notify.SendRate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {

    private static final long NOW = 1_700_000_000_000L;

    /** Counted a second time: whoever asks whenever he likes gets no more than rate and burst in any period. */
    @ParameterizedTest
    @CsvSource({"15,60000,4", "1,1000,1", "75,60000,4", "2,60000,1", "100,3600000,4"})
    void noPeriodSeesMoreThanTheRateAndTheBurst(int count, long period, int burst) {
        TokenBucket bucket = new TokenBucket(new SendRate(count, period));
        SplittableRandom random = new SplittableRandom(7);
        Deque<Long> taken = new ArrayDeque<>();
        int all = 0;
        long now = NOW;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextLong(period / count / 3 + 1);
            if (bucket.take(now)) {
                all++;
                taken.add(now);
            }
            while (!taken.isEmpty() && taken.peek() <= now - period) {
                taken.poll();
            }
            assertThat(taken).hasSizeLessThanOrEqualTo(count + burst);
        }
        assertThat(all).isGreaterThan((int) ((now - NOW) * count / period * 8 / 10));
    }

    @Test
    void whoIsRefusedIsToldWhenToComeBack() {
        TokenBucket bucket = new TokenBucket(new SendRate(6, 60_000));
        assertThat(bucket.take(NOW) && bucket.take(NOW)).isTrue();
        assertThat(bucket.take(NOW)).isFalse();
        long at = bucket.nextAt(NOW);
        assertThat(at).isEqualTo(NOW + 10_000);
        assertThat(bucket.take(at - 1)).isFalse();
        assertThat(bucket.take(at)).isTrue();
    }

    @Test
    void aClockThatIsSetBackCostsNothing() {
        TokenBucket bucket = new TokenBucket(new SendRate(6, 60_000));
        assertThat(bucket.take(NOW) && bucket.take(NOW)).isTrue();
        assertThat(bucket.take(NOW - 3_600_000)).isFalse();
        assertThat(bucket.take(NOW - 3_600_000 + 10_000)).isTrue();
    }

    @Test
    void withoutARateNobodyWaits() {
        TokenBucket bucket = new TokenBucket(SendRate.UNLIMITED);
        for (int i = 0; i < 1_000; i++) {
            assertThat(bucket.take(NOW)).isTrue();
        }
        assertThat(bucket.nextAt(NOW)).isEqualTo(NOW);
    }

    @Test
    void ofTwoRatesTheLowerHolds() {
        TokenBucket bucket = new TokenBucket(SendRate.UNLIMITED);
        bucket.slowDown(new SendRate(60, 60_000));
        bucket.slowDown(new SendRate(100, 3_600_000));
        bucket.slowDown(new SendRate(1, 1_000));
        while (bucket.take(NOW)) {
            // until it is empty
        }
        assertThat(bucket.nextAt(NOW)).isEqualTo(NOW + 36_000);
    }
}
