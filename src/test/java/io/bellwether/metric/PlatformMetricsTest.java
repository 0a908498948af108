package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The band around the forecast of a platform's official figure. */
class PlatformMetricsTest {

    @ParameterizedTest
    @CsvSource({
        // half of two, three more to come: ± 2 √(0.25 × 3) / 5
        "1, 2, 1, 4, 1, 0.153590, 0.846410",
        // a usual day is over: nothing more moves it
        "1, 2, 1, 4, 4, 0.5, 0.5",
        "1, 2, 1, 4, 9, 0.5, 0.5",
        // much to come is much to average
        "1, 2, 1, 400, 0, 0.450249, 0.549751",
        "9, 10, 9, 4, 0, 0.814286, 0.985714",
        "99, 100, 99, 100, 0, 0.980050, 0.999950",
        // seconds: one unit of 0 s and one of 60 s
        "60, 2, 3600, 4, 3, 10, 50",
    })
    void isWhatTheRestOfTheDayMayBring(
            double sum, double units, double squares, double usual, double today, double low, double high) {
        assertThat(PlatformMetrics.bound(sum, units, squares, usual, today, -1)).isCloseTo(low, within(1e-6));
        assertThat(PlatformMetrics.bound(sum, units, squares, usual, today, 1)).isCloseTo(high, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 4, 1", "1, 2, 1, 0, 2"})
    void isNotThereBeforeAWholeDayIs(double sum, double units, double squares, double usual, double today) {
        assertThat(PlatformMetrics.bound(sum, units, squares, usual, today, 1)).isNaN();
    }

    /** Of days that are like each other the figure of the next day is in it, as often as two deviations promise. */
    @Test
    void holdsTheOfficialFigure() {
        Random random = new Random(20);
        int held = 0;
        int runs = 2_000;
        for (int run = 0; run < runs; run++) {
            double share = 0.6 + 0.35 * random.nextDouble();
            int usual = 50 + random.nextInt(150);
            int noon = random.nextInt(usual);
            int units = 29 * usual + noon;
            int good = goods(random, share, units);
            double official = (double) (good + goods(random, share, usual - noon)) / (30 * usual);
            double low = PlatformMetrics.bound(good, units, good, usual, noon, -1);
            double high = PlatformMetrics.bound(good, units, good, usual, noon, 1);
            assertThat(low).isLessThanOrEqualTo(high);
            held += official >= low && official <= high ? 1 : 0;
        }
        assertThat((double) held / runs).isBetween(0.93, 0.98);
    }

    private static int goods(Random random, double share, int units) {
        int good = 0;
        for (int i = 0; i < units; i++) {
            good += random.nextDouble() < share ? 1 : 0;
        }
        return good;
    }
}
