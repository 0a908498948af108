package io.bellwether.sentiment;

import java.util.List;

/**
 * Compares a scorer with labels. Where no message is labelled neutral, neutral is left out of the choice and of the
 * averages. A message that is left unscored counts as wrong and is reported beside.
 */
public final class Evaluation {
    public static final int BINS = 10;

    private final int[][] confusion = new int[3][3];
    private final int[] unscoredByLabel = new int[3];
    private final int[] binCount = new int[BINS];
    private final double[] binConfidence = new double[BINS];
    private final int[] binCorrect = new int[BINS];
    private final boolean neutral;
    private int messages;

    private Evaluation(boolean neutral) {
        this.neutral = neutral;
    }

    public static Evaluation of(SentimentScorer scorer, List<Corpus.Message> messages) {
        boolean neutral = messages.stream().anyMatch(m -> m.label() == Polarity.NEUTRAL);
        Evaluation evaluation = new Evaluation(neutral);
        for (Corpus.Message message : messages) {
            evaluation.add(message.label(), scorer.score(message.text(), message.language()));
        }
        return evaluation;
    }

    private void add(Polarity label, Sentiment sentiment) {
        messages++;
        if (!sentiment.scored()) {
            unscoredByLabel[label.ordinal()]++;
            return;
        }
        double sure = neutral ? 1 : sentiment.negative() + sentiment.positive();
        double[] classes = {sentiment.negative() / sure, neutral ? sentiment.neutral() : 0, sentiment.positive() / sure
        };
        int chosen = classes[2] > classes[0] ? 2 : 0;
        chosen = classes[1] > classes[chosen] ? 1 : chosen;
        confusion[label.ordinal()][chosen]++;
        int bin = Math.min(BINS - 1, (int) (classes[chosen] * BINS));
        binCount[bin]++;
        binConfidence[bin] += classes[chosen];
        binCorrect[bin] += chosen == label.ordinal() ? 1 : 0;
    }

    public int messages() {
        return messages;
    }

    public int unscored() {
        return unscoredByLabel[0] + unscoredByLabel[1] + unscoredByLabel[2];
    }

    public boolean judges(Polarity polarity) {
        return neutral || polarity != Polarity.NEUTRAL;
    }

    public double accuracy() {
        return (double) (confusion[0][0] + confusion[1][1] + confusion[2][2]) / messages;
    }

    public int support(Polarity polarity) {
        int[] row = confusion[polarity.ordinal()];
        return row[0] + row[1] + row[2] + unscoredByLabel[polarity.ordinal()];
    }

    public double precision(Polarity polarity) {
        int i = polarity.ordinal();
        return ratio(confusion[i][i], confusion[0][i] + confusion[1][i] + confusion[2][i]);
    }

    public double recall(Polarity polarity) {
        return ratio(confusion[polarity.ordinal()][polarity.ordinal()], support(polarity));
    }

    public double f1(Polarity polarity) {
        double precision = precision(polarity);
        double recall = recall(polarity);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    public double macroF1() {
        double sum = f1(Polarity.NEGATIVE) + f1(Polarity.POSITIVE);
        return neutral ? (sum + f1(Polarity.NEUTRAL)) / 3 : sum / 2;
    }

    public double macroRecall() {
        double sum = recall(Polarity.NEGATIVE) + recall(Polarity.POSITIVE);
        return neutral ? (sum + recall(Polarity.NEUTRAL)) / 3 : sum / 2;
    }

    public int binCount(int bin) {
        return binCount[bin];
    }

    /** Mean stated probability of the chosen class in a bin. */
    public double binConfidence(int bin) {
        return ratio(binConfidence[bin], binCount[bin]);
    }

    /** Share of the messages in a bin whose chosen class is right: equal to the confidence where calibrated. */
    public double binAccuracy(int bin) {
        return ratio(binCorrect[bin], binCount[bin]);
    }

    /** Mean distance of confidence and accuracy over the bins, weighted by messages (expected calibration error). */
    public double calibrationError() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(binConfidence[bin] - binCorrect[bin]);
        }
        return ratio(sum, messages - unscored());
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
