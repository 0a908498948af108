package io.bellwether.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegativeBinomialTest {

    /** Poisson distribution functions by hand: e⁻¹ = 0.368, 0.736, 0.920; of 3: 0.050, 0.199, 0.423, 0.647, 0.815, 0.916. */
    @ParameterizedTest
    @CsvSource({
        "0,    0,   0,     0",
        "0.05, 0,   0,     0.05",
        "1,    0,   0,     1.893",
        "3,    0,   0.336, 4.841",
    })
    void boundsOfPoissonLieBetweenTheWholeNumbers(double mean, double spread, double low, double high) {
        NegativeBinomial of = new NegativeBinomial(mean, spread);

        assertThat(of.low()).isCloseTo(low, within(0.001));
        assertThat(of.high()).isCloseTo(high, within(0.001));
    }

    @Test
    void boundsLieAroundTheMeanAndSpreadWidensThem() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            double mean = Math.exp(random.nextDouble() * 14 - 5);
            NegativeBinomial narrow = new NegativeBinomial(mean, 0);
            NegativeBinomial wide = new NegativeBinomial(mean, random.nextDouble());

            assertThat(wide.low()).isBetween(0.0, mean);
            assertThat(wide.high()).isGreaterThanOrEqualTo(mean);
            if (mean > 5) {
                assertThat(wide.high()).isBetween(narrow.high() - 1e-4, 5 * mean);
                assertThat(wide.low()).isLessThanOrEqualTo(narrow.low() + 1e-4);
            }
        }
    }

    @Test
    void whatLiesBetweenTheBoundsIsToldTheSameBothWays() {
        Random random = new Random(8);
        for (int i = 0; i < 5000; i++) {
            NegativeBinomial of =
                    new NegativeBinomial(Math.exp(random.nextDouble() * 8 - 3), i % 3 == 0 ? 0 : random.nextDouble());
            int count = random.nextInt(1 + (int) (3 * of.mean() + 3));

            assertThat(of.holds(count))
                    .as("%d of %s, %s to %s", count, of, of.low(), of.high())
                    .isEqualTo(of.low() <= count && count <= of.high());
        }
    }

    /** Drawn as Poisson of a rate that is drawn itself: four in five lie between the bounds, over many means. */
    @Test
    void fourInFiveLieBetweenTheBounds() {
        Random random = new Random(9);
        for (double spread : new double[] {0, 0.25}) {
            int inside = 0;
            for (int i = 0; i < 20_000; i++) {
                double mean = 2 + random.nextDouble() * 40;
                double rate = spread == 0 ? mean : mean * gammaOfFour(random);
                inside += new NegativeBinomial(mean, spread).holds(Histories.poisson(rate, random)) ? 1 : 0;
            }
            assertThat(inside / 20_000.0).as("spread %s", spread).isBetween(0.78, 0.83);
        }
    }

    /** Mean 1, variance a quarter. */
    private static double gammaOfFour(Random random) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum -= Math.log(1 - random.nextDouble());
        }
        return sum / 4;
    }
}
