package io.bellwether.sentiment;

import java.util.Arrays;

/**
 * Real weights to one byte a bucket: the nearest pair of a {@link Codebook}. What is nearest to nothing is pruned. The
 * largest weights are not clipped: they are those of what the whole message is like.
 */
final class Quantizer {
    /** Weights are gathered on a grid of so many steps from nothing to the largest before pairs are sought. */
    private static final int STEPS = 511;

    private static final int SIDE = 2 * STEPS + 1;

    private final Trainer.Weights weights;
    private final int[] uses;
    private final float polarityStep;
    private final float neutralityStep;

    private Quantizer(Trainer.Weights weights, int[] uses) {
        this.weights = weights;
        this.uses = uses;
        polarityStep = largest(weights.polarity()) / STEPS;
        neutralityStep = largest(weights.neutrality()) / STEPS;
    }

    /** @param uses how often each bucket is met: weights that are met often are rounded least */
    static SentimentModel quantize(Trainer.Weights weights, int[] uses, Calibrations calibrations) {
        return new Quantizer(weights, uses).model(calibrations);
    }

    private SentimentModel model(Calibrations calibrations) {
        Codebook book = Codebook.of(cells());
        byte[] codeOfCell = new byte[SIDE * SIDE];
        for (int cell = 0; cell < codeOfCell.length; cell++) {
            double polarity = (cell / SIDE - STEPS) * (double) polarityStep;
            double neutrality = (cell % SIDE - STEPS) * (double) neutralityStep;
            codeOfCell[cell] = (byte) book.nearest(polarity, neutrality);
        }
        byte[] codes = new byte[uses.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codeOfCell[cell(i)];
        }
        return new SentimentModel(Integer.numberOfTrailingZeros(codes.length), codes, book.meanings(), calibrations);
    }

    private Codebook.Cells cells() {
        double[] polarities = new double[SIDE * SIDE];
        double[] neutralities = new double[SIDE * SIDE];
        double[] counts = new double[SIDE * SIDE];
        for (int i = 0; i < uses.length; i++) {
            if (weights.polarity()[i] != 0 || weights.neutrality()[i] != 0) {
                int cell = cell(i);
                counts[cell] += uses[i];
                polarities[cell] += (double) uses[i] * weights.polarity()[i];
                neutralities[cell] += (double) uses[i] * weights.neutrality()[i];
            }
        }
        return middles(polarities, neutralities, counts);
    }

    private static Codebook.Cells middles(double[] polarities, double[] neutralities, double[] counts) {
        int used = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                polarities[used] = polarities[cell] / counts[cell];
                neutralities[used] = neutralities[cell] / counts[cell];
                counts[used++] = counts[cell];
            }
        }
        return new Codebook.Cells(
                Arrays.copyOf(polarities, used), Arrays.copyOf(neutralities, used), Arrays.copyOf(counts, used));
    }

    private int cell(int bucket) {
        int polarity = Math.round(weights.polarity()[bucket] / polarityStep);
        int neutrality = Math.round(weights.neutrality()[bucket] / neutralityStep);
        return (polarity + STEPS) * SIDE + neutrality + STEPS;
    }

    private static float largest(float[] weights) {
        float largest = Float.MIN_NORMAL * STEPS;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest;
    }
}
