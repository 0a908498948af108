package io.bellwether.sentiment;

import java.util.Arrays;

/** Real weights to small integers: the few largest are clipped, what rounds to zero is pruned. */
final class Quantizer {
    /** Share of the weights that keep their full size; the rest is clipped to the largest integer. */
    private static final double KEPT = 0.9995;

    private static final int LARGEST = 31;

    private Quantizer() {}

    static SentimentModel quantize(Trainer.Weights weights, int bits, Calibration calibration) {
        float polarityStep = step(weights.polarity());
        float neutralityStep = step(weights.neutrality());
        short[] packed = new short[1 << bits];
        for (int i = 0; i < packed.length; i++) {
            int polarity = round(weights.polarity()[i], polarityStep);
            int neutrality = round(weights.neutrality()[i], neutralityStep);
            packed[i] = (short) (polarity << 8 | neutrality & 0xFF);
        }
        return new SentimentModel(bits, packed, polarityStep, neutralityStep, calibration);
    }

    private static int round(float weight, float step) {
        return Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight / step)));
    }

    private static float step(float[] weights) {
        float[] sizes = new float[weights.length];
        int used = 0;
        for (float weight : weights) {
            if (weight != 0) {
                sizes[used++] = Math.abs(weight);
            }
        }
        if (used == 0) {
            return 1;
        }
        Arrays.sort(sizes, 0, used);
        return Math.max(Float.MIN_NORMAL, sizes[(int) ((used - 1) * KEPT)] / LARGEST);
    }
}
