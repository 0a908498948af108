package io.bellwether.sentiment;

import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Logistic regression with two outputs per message, polarity and neutrality, by AdaGrad with averaged weights. One
 * thread and a seeded order, so the outcome is the same on every machine. Messages of corpora without a neutral class
 * teach polarity alone.
 */
final class Trainer {
    private final TrainingData data;
    private final Recipe recipe;
    private final IntPredicate use;
    private final float[] polarity;
    private final float[] neutrality;
    private final float[] polaritySquares;
    private final float[] neutralitySquares;

    /** @param use which messages, by number, to learn from */
    Trainer(TrainingData data, Recipe recipe, IntPredicate use) {
        this.data = data;
        this.use = use;
        this.recipe = recipe;
        int size = 1 << recipe.bits();
        polarity = new float[size];
        neutrality = new float[size];
        polaritySquares = new float[size];
        neutralitySquares = new float[size];
    }

    /** The two real-valued weights of each bucket. */
    record Weights(float[] polarity, float[] neutrality) {}

    Weights train(Consumer<String> progress) {
        int size = polarity.length;
        float[] polaritySum = new float[size];
        float[] neutralitySum = new float[size];
        int averaged = 0;
        int[] order = IntStream.range(0, data.size()).filter(use).toArray();
        Random random = new Random(recipe.seed());
        for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
            shuffle(order, random);
            double loss = 0;
            for (int message : order) {
                loss += learn(message);
            }
            progress.accept(String.format("epoch %d of %d, loss %.4f", epoch + 1, recipe.epochs(), loss / order.length));
            if (epoch >= recipe.epochs() / 2) {
                averaged++;
                for (int i = 0; i < size; i++) {
                    polaritySum[i] += polarity[i];
                    neutralitySum[i] += neutrality[i];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            polaritySum[i] /= averaged;
            neutralitySum[i] /= averaged;
        }
        return new Weights(polaritySum, neutralitySum);
    }

    private double learn(int message) {
        int[] buckets = data.buckets.get(message);
        float share = (float) Reader.share(buckets.length);
        double a = 0;
        double b = 0;
        for (int bucket : buckets) {
            a += polarity[bucket];
            b += neutrality[bucket];
        }
        double[] p = {-a * share / 2, data.threeClasses.get(message) ? b * share : -1e9, a * share / 2};
        Calibration.softmax(p);
        int label = data.labels.get(message).ordinal();
        double weight = data.weights[message];
        double loss = -Math.log(Math.max(1e-12, p[label])) * weight;
        p[label] -= 1;
        float polarityGradient = (float) ((p[2] - p[0]) / 2 * share * weight);
        step(buckets, polarity, polaritySquares, polarityGradient);
        if (data.threeClasses.get(message)) {
            step(buckets, neutrality, neutralitySquares, (float) (p[1] * share * weight));
        }
        return loss;
    }

    private void step(int[] buckets, float[] weights, float[] squares, float gradient) {
        float rate = (float) recipe.rate();
        float shrinkage = (float) recipe.shrinkage();
        float square = gradient * gradient;
        for (int bucket : buckets) {
            if ((data.documents[bucket] & 0xFF) >= recipe.minMessages()) {
                squares[bucket] += square;
                float g = gradient + shrinkage * weights[bucket];
                weights[bucket] -= rate * g / ((float) Math.sqrt(squares[bucket]) + 1e-4f);
            }
        }
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }
}
