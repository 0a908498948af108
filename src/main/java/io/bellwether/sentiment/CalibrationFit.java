package io.bellwether.sentiment;

import java.util.List;

/**
 * Fits a {@link Calibration} by gradient descent on the log loss of held-out messages. Convex in six numbers, so plain
 * descent with a fixed number of steps finds the minimum and always the same one.
 */
final class CalibrationFit {
    private static final int STEPS = 3_000;
    private static final double RATE = 0.1;

    private CalibrationFit() {}

    /** Raw sums of a held-out message. */
    record Sample(double polarity, double neutrality, Polarity label, boolean threeClasses, double weight) {}

    static Calibration fit(List<Sample> samples) {
        double[] scales = {1, 1, 1};
        double[] offsets = {0, 0, 0};
        double weight = samples.stream().mapToDouble(Sample::weight).sum();
        double[] gradient = new double[6];
        double[] p = new double[3];
        for (int step = 0; step < STEPS && weight > 0; step++) {
            java.util.Arrays.fill(gradient, 0);
            for (Sample sample : samples) {
                add(sample, scales, offsets, p, gradient);
            }
            for (int i = 0; i < 3; i++) {
                scales[i] -= RATE * gradient[i] / weight;
                offsets[i] -= RATE * gradient[3 + i] / weight;
            }
        }
        Calibration fitted = new Calibration(new float[3], new float[3]);
        for (int i = 0; i < 3; i++) {
            fitted.scales()[i] = (float) scales[i];
            fitted.offsets()[i] = (float) offsets[i];
        }
        return fitted;
    }

    private static void add(Sample sample, double[] scales, double[] offsets, double[] p, double[] gradient) {
        double[] raw = {-sample.polarity() / 2, sample.neutrality(), sample.polarity() / 2};
        for (int i = 0; i < 3; i++) {
            boolean open = sample.threeClasses() || i != Polarity.NEUTRAL.ordinal();
            p[i] = open ? scales[i] * raw[i] + offsets[i] : -1e9;
        }
        Calibration.softmax(p);
        for (int i = 0; i < 3; i++) {
            double error = p[i] - (i == sample.label().ordinal() ? 1 : 0);
            gradient[i] += sample.weight() * error * raw[i];
            gradient[3 + i] += sample.weight() * error;
        }
    }
}
