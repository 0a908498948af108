package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CodebookTest {
    @Test
    void theFirstPairIsNothing() {
        Codebook book = Codebook.of(cloud(5_000));
        Meanings meanings = book.meanings();
        assertThat(polarity(meanings, 0)).isZero();
        assertThat(neutrality(meanings, 0)).isZero();
        assertThat(book.nearest(0.001, -0.001)).isZero();
    }

    @Test
    void fewerWeightsThanPairsAreKeptAsTheyAre() {
        Codebook.Cells cells = cloud(20);
        Codebook book = Codebook.of(cells);
        Meanings meanings = book.meanings();
        for (int i = 0; i < 20; i++) {
            int code = book.nearest(cells.polarities()[i], cells.neutralities()[i]);
            assertThat(polarity(meanings, code)).isCloseTo(cells.polarities()[i], within(0.05));
            assertThat(neutrality(meanings, code)).isCloseTo(cells.neutralities()[i], within(0.05));
        }
    }

    @Test
    void pairsAreNearerThanThoseOfAGridOfTheSameSize() {
        Codebook.Cells cells = cloud(20_000);
        Codebook book = Codebook.of(cells);
        Meanings meanings = book.meanings();
        double found = 0;
        double grid = 0;
        for (int i = 0; i < 20_000; i++) {
            double a = cells.polarities()[i];
            double b = cells.neutralities()[i];
            int code = book.nearest(a, b);
            found += Math.pow(a - polarity(meanings, code), 2) + Math.pow(b - neutrality(meanings, code), 2);
            grid += Math.pow(a - Math.rint(a * 2) / 2, 2) + Math.pow(b - Math.rint(b * 2) / 2, 2);
        }
        assertThat(found).isLessThan(grid);
    }

    private static double polarity(Meanings meanings, int code) {
        return meanings.polarity(meanings.of((byte) code));
    }

    private static double neutrality(Meanings meanings, int code) {
        return meanings.neutrality(meanings.of((byte) code));
    }

    /** Normally distributed: a grid of 16 by 16 from -4 to 4 has steps of a half. */
    private static Codebook.Cells cloud(int size) {
        Random random = new Random(4);
        double[] polarities = new double[size];
        double[] neutralities = new double[size];
        double[] counts = new double[size];
        for (int i = 0; i < size; i++) {
            polarities[i] = random.nextGaussian();
            neutralities[i] = random.nextGaussian();
            counts[i] = 1;
        }
        return new Codebook.Cells(polarities, neutralities, counts);
    }
}
