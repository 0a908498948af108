package io.bellwether.sentiment;

/**
 * Real weights to small integers; what rounds to zero is pruned. The largest are not clipped: they are those of what
 * the whole message is like, and clipping them costs more than coarser steps for all others.
 */
final class Quantizer {
    private static final int LARGEST = 127;

    private Quantizer() {}

    static SentimentModel quantize(Trainer.Weights weights, int bits, Calibrations calibrations) {
        float polarityStep = step(weights.polarity());
        float neutralityStep = step(weights.neutrality());
        short[] packed = new short[1 << bits];
        for (int i = 0; i < packed.length; i++) {
            int polarity = round(weights.polarity()[i], polarityStep);
            int neutrality = round(weights.neutrality()[i], neutralityStep);
            packed[i] = (short) (polarity << 8 | neutrality & 0xFF);
        }
        return new SentimentModel(bits, packed, polarityStep, neutralityStep, calibrations);
    }

    private static int round(float weight, float step) {
        return Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight / step)));
    }

    private static float step(float[] weights) {
        float largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest == 0 ? 1 : Math.max(Float.MIN_NORMAL, largest / LARGEST);
    }
}
