package io.bellwether.sentiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Logistic regression with two outputs per message, polarity and neutrality, by AdaGrad with averaged weights and
 * dropped features (Wager, Wang and Liang 2013). One thread and a seeded order, so the outcome is the same on every machine. Messages of corpora without a neutral class
 * teach polarity alone.
 */
final class Trainer {
    private static final double DOUBT = 0.05;

    /** Keeps the first steps of a bucket finite. */
    private static final float MIN_ROOT = 1e-4f;

    private final TrainingData data;
    private final Recipe recipe;
    private final int[] order;
    private final float[] polarity;
    private final float[] neutrality;
    private final float[] polaritySquares;
    private final float[] neutralitySquares;
    private final float[] polaritySpeeds;
    private final float[] neutralitySpeeds;

    /** The features of one message that a step learns from. */
    private int[] kept = new int[1 << 12];

    private int keptSize;
    private long drawn;

    /** @param use which messages, by number, to learn from */
    Trainer(TrainingData data, Recipe recipe, IntPredicate use) {
        this.data = data;
        this.recipe = recipe;
        order = IntStream.range(0, data.size()).filter(use).toArray();
        int size = 1 << recipe.bits();
        polarity = new float[size];
        neutrality = new float[size];
        polaritySquares = new float[size];
        neutralitySquares = new float[size];
        polaritySpeeds = LogOdds.polarity(data, size, use);
        neutralitySpeeds = LogOdds.neutrality(data, size, use);
    }

    /** The two real-valued weights of each bucket. */
    record Weights(float[] polarity, float[] neutrality) {}

    Weights train(Consumer<String> progress) {
        Weights sum = new Weights(new float[polarity.length], new float[polarity.length]);
        int added = 0;
        for (int run = 0; run < recipe.runs(); run++) {
            Random random = new Random(recipe.seed() + run);
            drawn = recipe.seed() + run + 1 << 20 | 1;
            restart();
            for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
                double loss = pass(random);
                progress.accept(String.format(
                        Locale.ROOT,
                        "run %d of %d, epoch %d of %d, loss %.4f",
                        run + 1,
                        recipe.runs(),
                        epoch + 1,
                        recipe.epochs(),
                        loss));
                if (epoch >= recipe.epochs() / 2) {
                    add(polarity, sum.polarity());
                    add(neutrality, sum.neutrality());
                    added++;
                }
            }
        }
        divide(sum.polarity(), added);
        divide(sum.neutrality(), added);
        return sum;
    }

    private void restart() {
        for (float[] values : new float[][] {polarity, neutrality, polaritySquares, neutralitySquares}) {
            Arrays.fill(values, 0);
        }
        Arrays.sort(order);
    }

    private double pass(Random random) {
        shuffle(order, random);
        double loss = 0;
        for (int message : order) {
            loss += learn(message);
        }
        return loss / order.length;
    }

    private static void add(float[] values, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
    }

    private static void divide(float[] sum, int by) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= by;
        }
    }

    private double learn(int message) {
        keep(data.buckets.get(message));
        float share = (float) (data.share(message) / (1 - recipe.dropped()));
        double a = 0;
        double b = 0;
        for (int i = 0; i < keptSize; i++) {
            a += polarity[kept[i]];
            b += neutrality[kept[i]];
        }
        double[] p = {-a * share / 2, data.threeClasses.get(message) ? b * share : -1e9, a * share / 2};
        Calibration.softmax(p);
        int label = data.labels.get(message).ordinal();
        double weight = data.weights[message];
        double loss = -StrictMath.log(Math.max(1e-12, p[label])) * weight;
        subtractTarget(p, label, data.threeClasses.get(message));
        float polarityGradient = (float) ((p[2] - p[0]) / 2 * share * weight);
        step(polarity, polaritySquares, polaritySpeeds, polarityGradient);
        if (data.threeClasses.get(message)) {
            float neutralityGradient = (float) (p[1] * share * weight);
            step(neutrality, neutralitySquares, neutralitySpeeds, neutralityGradient);
        }
        return loss;
    }

    /** Labels are wrong now and then: a little of each is given to the other classes that the corpus knows. */
    private static void subtractTarget(double[] p, int label, boolean threeClasses) {
        for (int i = 0; i < 3; i++) {
            boolean open = threeClasses || i != Polarity.NEUTRAL.ordinal();
            p[i] -= i == label ? 1 - DOUBT : open ? DOUBT / (threeClasses ? 2 : 1) : 0;
        }
    }

    /** Leaves a share of the buckets out, by a generator that costs less than {@link Random} (xorshift, Marsaglia 2003). */
    private void keep(int[] buckets) {
        if (kept.length < buckets.length) {
            kept = new int[buckets.length];
        }
        keptSize = 0;
        int threshold = (int) (recipe.dropped() * 1024);
        for (int bucket : buckets) {
            drawn ^= drawn << 13;
            drawn ^= drawn >>> 7;
            drawn ^= drawn << 17;
            if ((drawn & 1023) >= threshold) {
                kept[keptSize++] = bucket;
            }
        }
    }

    private void step(float[] weights, float[] squares, float[] speeds, float gradient) {
        float step = (float) recipe.rate() * gradient;
        float square = gradient * gradient;
        for (int i = 0; i < keptSize; i++) {
            int bucket = kept[i];
            squares[bucket] += square;
            weights[bucket] -= speeds[bucket] * step / ((float) Math.sqrt(squares[bucket]) + MIN_ROOT);
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
