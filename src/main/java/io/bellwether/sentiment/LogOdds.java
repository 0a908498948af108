package io.bellwether.sentiment;

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

    private LogOdds(TrainingData data) {
        this.data = data;
        with = new float[data.documents.length];
        without = new float[data.documents.length];
    }

    /** Speeds of polarity: positive against negative messages. */
    static float[] polarity(TrainingData data, IntPredicate use) {
        IntPredicate polar = i -> use.test(i) && data.labels.get(i) != Polarity.NEUTRAL;
        return new LogOdds(data).speeds(polar, Polarity.POSITIVE);
    }

    /** Speeds of neutrality: neutral messages against the others of corpora with three classes. */
    static float[] neutrality(TrainingData data, IntPredicate use) {
        return new LogOdds(data).speeds(i -> use.test(i) && data.threeClasses.get(i), Polarity.NEUTRAL);
    }

    private float[] speeds(IntPredicate use, Polarity label) {
        double all = 0;
        double labelled = 0;
        for (int i = 0; i < data.size(); i++) {
            if (use.test(i)) {
                boolean hit = data.labels.get(i) == label;
                int[] buckets = data.buckets.get(i);
                all += buckets.length;
                labelled += hit ? buckets.length : 0;
                count(buckets, hit ? with : without);
            }
        }
        double prior = all == 0 ? 0.5 : Math.max(1e-6, Math.min(1 - 1e-6, labelled / all));
        float[] speeds = new float[with.length];
        for (int i = 0; i < speeds.length; i++) {
            double odds = (with[i] + SMOOTHING * prior) / (without[i] + SMOOTHING * (1 - prior)) * (1 - prior) / prior;
            speeds[i] = (float) Math.min(CEILING, FLOOR + SLOPE * Math.abs(StrictMath.log(odds)));
        }
        return speeds;
    }

    private static void count(int[] buckets, float[] into) {
        for (int bucket : buckets) {
            into[bucket]++;
        }
    }
}
