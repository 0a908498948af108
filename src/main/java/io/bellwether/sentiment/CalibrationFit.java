package io.bellwether.sentiment;

import java.util.Arrays;
import java.util.List;

/**
 * Fits a {@link Calibration} to held-out messages: the six numbers of least log loss, pulled towards those of a prior
 * as far as the messages are few. Convex, so Newton's method with halved steps finds the minimum, and always the same.
 */
final class CalibrationFit {
    private static final int STEPS = 30;
    private static final int HALVINGS = 12;
    private static final int NUMBERS = 6;

    private final List<Sample> samples;
    private final double[] prior;
    private final double pull;
    private final double[] p = new double[3];
    private final double[] raw = new double[3];

    private CalibrationFit(List<Sample> samples, double[] prior, double pull) {
        this.samples = samples;
        this.prior = prior;
        this.pull = pull;
    }

    /** Raw sums of a held-out message. */
    record Sample(
            Language language, double polarity, double neutrality, Polarity label, boolean three, double weight) {}

    /** @param pull how many messages of middling doubt the prior outweighs */
    static Calibration fit(List<Sample> samples, Calibration prior, double pull) {
        double[] numbers = new double[NUMBERS];
        for (int i = 0; i < 3; i++) {
            numbers[2 * i] = prior.scales()[i];
            numbers[2 * i + 1] = prior.offsets()[i];
        }
        double[] found = new CalibrationFit(samples, numbers, pull).minimum();
        Calibration fitted = new Calibration(new float[3], new float[3]);
        for (int i = 0; i < 3; i++) {
            fitted.scales()[i] = (float) found[2 * i];
            fitted.offsets()[i] = (float) found[2 * i + 1];
        }
        return fitted;
    }

    private double[] minimum() {
        double[] at = prior.clone();
        double loss = loss(at);
        for (int step = 0; step < STEPS; step++) {
            double[] direction = newton(at);
            double size = 1;
            for (int halving = 0; halving < HALVINGS; halving++, size /= 2) {
                double[] next = at.clone();
                for (int i = 0; i < NUMBERS; i++) {
                    next[i] -= size * direction[i];
                }
                double nextLoss = loss(next);
                if (nextLoss < loss) {
                    at = next;
                    loss = nextLoss;
                    break;
                }
            }
        }
        return at;
    }

    private double loss(double[] at) {
        double loss = 0;
        for (Sample sample : samples) {
            probabilities(sample, at);
            loss -= sample.weight()
                    * StrictMath.log(Math.max(1e-12, p[sample.label().ordinal()]));
        }
        for (int i = 0; i < NUMBERS; i++) {
            loss += pull * (at[i] - prior[i]) * (at[i] - prior[i]) / 2;
        }
        return loss;
    }

    private double[] newton(double[] at) {
        double[][] system = new double[NUMBERS][NUMBERS + 1];
        for (Sample sample : samples) {
            probabilities(sample, at);
            addTo(system, sample);
        }
        for (int i = 0; i < NUMBERS; i++) {
            system[i][i] += pull;
            system[i][NUMBERS] += pull * (at[i] - prior[i]);
        }
        return solve(system);
    }

    /** Curvature in the square of the system, slope in its last column. */
    private void addTo(double[][] system, Sample sample) {
        for (int i = 0; i < NUMBERS; i++) {
            int own = i / 2;
            double x = i % 2 == 0 ? raw[own] : 1;
            double error = p[own] - (own == sample.label().ordinal() ? 1 : 0);
            system[i][NUMBERS] += sample.weight() * error * x;
            for (int j = 0; j < NUMBERS; j++) {
                double y = j % 2 == 0 ? raw[j / 2] : 1;
                system[i][j] += sample.weight() * p[own] * ((own == j / 2 ? 1 : 0) - p[j / 2]) * x * y;
            }
        }
    }

    private void probabilities(Sample sample, double[] at) {
        raw[0] = -sample.polarity() / 2;
        raw[1] = sample.neutrality();
        raw[2] = sample.polarity() / 2;
        for (int i = 0; i < 3; i++) {
            boolean open = sample.three() || i != Polarity.NEUTRAL.ordinal();
            p[i] = open ? at[2 * i] * raw[i] + at[2 * i + 1] : -1e9;
        }
        Calibration.softmax(p);
    }

    /** Gauss's elimination; the pull keeps every pivot above 0. */
    private static double[] solve(double[][] system) {
        for (int i = 0; i < NUMBERS; i++) {
            double[] row = system[i];
            double pivot = row[i];
            Arrays.setAll(row, k -> row[k] / pivot);
            for (int j = 0; j < NUMBERS; j++) {
                double[] other = system[j];
                double factor = j == i ? 0 : other[i];
                Arrays.setAll(other, k -> other[k] - factor * row[k]);
            }
        }
        double[] solution = new double[NUMBERS];
        Arrays.setAll(solution, i -> system[i][NUMBERS]);
        return solution;
    }
}
