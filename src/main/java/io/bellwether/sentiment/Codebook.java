package io.bellwether.sentiment;

import java.util.Arrays;

/**
 * The 256 pairs of polarity and neutrality that the weights of a model are rounded to, so that a bucket takes one byte
 * and the weights stay in the processor's cache. Found by vector quantisation (Linde, Buzo and Gray 1980): pairs are
 * halved and moved to the middle of what is nearest to them, which gives most of them to where most weights are.
 */
final class Codebook {
    static final int SIZE = 256;

    /** Moves of the pairs after each halving; more change nothing that can be measured. */
    private static final int MOVES = 12;

    private final Cells cells;
    private final double[] polarities = new double[SIZE];
    private final double[] neutralities = new double[SIZE];
    private final double[] polaritySums = new double[SIZE];
    private final double[] neutralitySums = new double[SIZE];
    private final double[] counts = new double[SIZE];
    private int size = 1;

    private Codebook(Cells cells) {
        this.cells = cells;
    }

    /** Weights that are alike, gathered: how many there are and what their middle is. */
    record Cells(double[] polarities, double[] neutralities, double[] counts) {}

    /** Pairs for the weights; the first is nothing at all, which buckets without a feature must mean. */
    static Codebook of(Cells cells) {
        Codebook book = new Codebook(cells);
        book.move();
        while (book.size < SIZE) {
            book.halve();
            for (int i = 0; i < MOVES; i++) {
                book.move();
            }
        }
        book.nothingFirst();
        return book;
    }

    Meanings meanings() {
        float[] a = new float[SIZE];
        float[] b = new float[SIZE];
        for (int code = 0; code < SIZE; code++) {
            a[code] = (float) polarities[code];
            b[code] = (float) neutralities[code];
        }
        return new Meanings(a, b);
    }

    int nearest(double polarity, double neutrality) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            double a = polarity - polarities[i];
            double b = neutrality - neutralities[i];
            double distance = a * a + b * b;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    /** Every pair becomes two, one standard deviation apart along the axis on which its weights differ more. */
    private void halve() {
        double[] a = new double[size];
        double[] b = new double[size];
        for (int cell = 0; cell < cells.counts.length; cell++) {
            int code = nearest(cells.polarities[cell], cells.neutralities[cell]);
            a[code] += cells.counts[cell] * square(cells.polarities[cell] - polarities[code]);
            b[code] += cells.counts[cell] * square(cells.neutralities[cell] - neutralities[code]);
        }
        for (int i = 0; i < size; i++) {
            double apart = counts[i] == 0 ? 0 : Math.sqrt(Math.max(a[i], b[i]) / counts[i]) / 2;
            boolean alongPolarity = a[i] >= b[i];
            polarities[size + i] = polarities[i] + (alongPolarity ? apart : 0);
            neutralities[size + i] = neutralities[i] + (alongPolarity ? 0 : apart);
            polarities[i] -= alongPolarity ? apart : 0;
            neutralities[i] -= alongPolarity ? 0 : apart;
        }
        size *= 2;
    }

    private void move() {
        Arrays.fill(counts, 0);
        Arrays.fill(polaritySums, 0);
        Arrays.fill(neutralitySums, 0);
        for (int cell = 0; cell < cells.counts.length; cell++) {
            int code = nearest(cells.polarities[cell], cells.neutralities[cell]);
            counts[code] += cells.counts[cell];
            polaritySums[code] += cells.counts[cell] * cells.polarities[cell];
            neutralitySums[code] += cells.counts[cell] * cells.neutralities[cell];
        }
        for (int i = 0; i < size; i++) {
            if (counts[i] > 0) {
                polarities[i] = polaritySums[i] / counts[i];
                neutralities[i] = neutralitySums[i] / counts[i];
            }
        }
    }

    private void nothingFirst() {
        int least = nearest(0, 0);
        polarities[least] = polarities[0];
        neutralities[least] = neutralities[0];
        polarities[0] = 0;
        neutralities[0] = 0;
    }

    private static double square(double x) {
        return x * x;
    }
}
