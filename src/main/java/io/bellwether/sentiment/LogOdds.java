package io.bellwether.sentiment;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * How fast each bucket learns: faster where its messages lean to one class. These are the log-count ratios of NB-SVM
 * (Wang and Manning 2012), smoothed and bounded; a feature seen twice stays near the floor and cannot shout.
 */
final class LogOdds {
    private static final double SMOOTHING = 2;
    private static final double FLOOR = 0.2;
    private static final double SLOPE = 0.7;
    private static final double CEILING = 2;

    private final TrainingData data;
    private final float[] with;
    private final float[] without;

    /** How many of the messages with a feature would have the label if it said nothing beyond its source. */
    private final float[] expected;

    private LogOdds(TrainingData data, int buckets) {
        this.data = data;
        with = new float[buckets];
        without = new float[buckets];
        expected = new float[buckets];
    }

    /** Speeds of polarity: positive against negative messages. */
    static float[] polarity(TrainingData data, int buckets, IntPredicate use) {
        IntPredicate polar = i -> use.test(i) && data.labels.get(i) != Polarity.NEUTRAL;
        return new LogOdds(data, buckets).speeds(polar, Polarity.POSITIVE);
    }

    /** Speeds of neutrality: neutral messages against the others of corpora with three classes. */
    static float[] neutrality(TrainingData data, int buckets, IntPredicate use) {
        return new LogOdds(data, buckets).speeds(i -> use.test(i) && data.threeClasses.get(i), Polarity.NEUTRAL);
    }

    private float[] speeds(IntPredicate use, Polarity label) {
        Map<String, Float> shares = shares(use, label);
        for (int i = 0; i < data.size(); i++) {
            if (use.test(i)) {
                float[] counts = data.labels.get(i) == label ? with : without;
                float share = shares.get(data.sources.get(i));
                for (int bucket : data.buckets.get(i)) {
                    counts[bucket]++;
                    expected[bucket] += share;
                }
            }
        }
        float[] speeds = new float[with.length];
        for (int i = 0; i < speeds.length; i++) {
            speeds[i] = speed(i);
        }
        return speeds;
    }

    private float speed(int bucket) {
        double all = with[bucket] + without[bucket];
        double prior = all == 0 ? 0.5 : Math.max(0.02, Math.min(0.98, expected[bucket] / all));
        double odds = (with[bucket] + SMOOTHING * prior) / (without[bucket] + SMOOTHING * (1 - prior));
        return (float) Math.min(CEILING, FLOOR + SLOPE * Math.abs(StrictMath.log(odds * (1 - prior) / prior)));
    }

    /** Share of the label in each source: a Chinese word is not "seldom neutral" because Chinese sources are. */
    private Map<String, Float> shares(IntPredicate use, Polarity label) {
        Map<String, int[]> counts = new HashMap<>();
        for (int i = 0; i < data.size(); i++) {
            if (use.test(i)) {
                counts.computeIfAbsent(data.sources.get(i), s -> new int[2])[data.labels.get(i) == label ? 1 : 0]++;
            }
        }
        Map<String, Float> shares = new HashMap<>();
        counts.forEach((source, count) -> shares.put(source, (count[1] + 1f) / (count[0] + count[1] + 2f)));
        return shares;
    }
}
