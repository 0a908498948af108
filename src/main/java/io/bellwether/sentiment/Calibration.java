package io.bellwether.sentiment;

/**
 * Turns the two raw sums of a message into probabilities: a scale and an offset per class (Platt scaling in its
 * three-class form), fitted on messages that the weights were not trained on.
 *
 * @param scales by class, in the order of {@link Polarity}
 * @param offsets by class
 */
record Calibration(float[] scales, float[] offsets) {
    static final Calibration NONE = new Calibration(new float[] {1, 1, 1}, new float[] {0, 0, 0});

    /** @param into receives the probabilities of negative, neutral, positive */
    void apply(double polarity, double neutrality, double[] into) {
        into[0] = scales[0] * -polarity / 2 + offsets[0];
        into[1] = scales[1] * neutrality + offsets[1];
        into[2] = scales[2] * polarity / 2 + offsets[2];
        softmax(into);
    }

    static void softmax(double[] logits) {
        double max = Math.max(logits[0], Math.max(logits[1], logits[2]));
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            logits[i] = logits[i] == max ? 1 : StrictMath.exp(logits[i] - max);
            sum += logits[i];
        }
        for (int i = 0; i < 3; i++) {
            logits[i] /= sum;
        }
    }
}
