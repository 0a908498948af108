package io.bellwether.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TailTest {

    private static final double UNIT = 1e-9;

    /** Distributions by their quantile function. */
    private enum Law {
        /** Has an end, which is not believed in: rather too little is said. */
        UNIFORM(p -> p, 0.8),
        EXPONENTIAL(p -> -Math.log(1 - p), 0.3),
        CUBIC(p -> Math.pow(1 - p, -1 / 3.0), 0.6);

        private final DoubleUnaryOperator quantile;
        private final double tolerance;

        Law(DoubleUnaryOperator quantile, double tolerance) {
            this.quantile = quantile;
            this.tolerance = tolerance;
        }
    }

    /** The mean of many streams, as one has forty numbers to go by. */
    @ParameterizedTest
    @EnumSource(Law.class)
    void tellsHowRareANumberIsWhateverTheLaw(Law law) {
        for (double power : new double[] {2, 3, 4}) {
            double told = 0;
            int streams = 40;
            for (int seed = 0; seed < streams; seed++) {
                Random random = new Random(seed);
                Tail tail = new Tail();
                for (int i = 0; i < 2_000; i++) {
                    tail.add(law.quantile.applyAsDouble(random.nextDouble()));
                }
                told += tail.surprise(law.quantile.applyAsDouble(1 - Math.pow(10, -power)), UNIT) / streams;
            }
            assertThat(told).isCloseTo(power, within(power * law.tolerance / 2));
        }
    }

    @Test
    void whatIsNotAmongTheHighestIsNoNews() {
        Tail tail = filled(1_000);

        assertThat(tail.surprise(500, UNIT)).isZero();
        assertThat(tail.surprise(5_000, UNIT)).isGreaterThan(3);
    }

    @Test
    void saysNothingBeforeItHasSeenAHundred() {
        assertThat(filled(99).surprise(1e9, UNIT)).isZero();
        assertThat(filled(100).surprise(1e9, UNIT)).isPositive();
    }

    /** Otherwise the last digit of a constant would be a record. */
    @Test
    void differencesBelowTheUnitAreNoNews() {
        Tail tail = new Tail();
        for (int i = 0; i < 500; i++) {
            tail.add(7);
        }

        assertThat(tail.surprise(7.001, 1)).isLessThan(1.2);
        assertThat(tail.surprise(7.001, 1e-5)).isGreaterThan(10);
    }

    @Test
    void recordsOfOldAreForgotten() {
        Tail tail = new Tail();
        tail.add(1e6);
        for (int i = 0; i < 400_000; i++) {
            tail.add(i % 1_000);
        }

        assertThat(tail.surprise(10_000, UNIT)).isGreaterThan(4);
    }

    private static Tail filled(int count) {
        Tail tail = new Tail();
        for (int i = 0; i < count; i++) {
            tail.add(i);
        }
        return tail;
    }
}
