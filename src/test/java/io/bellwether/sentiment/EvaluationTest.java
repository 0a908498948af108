package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    @Test
    void agreesWithTheDefinitionsOnThreeClasses() {
        agrees(new Polarity[] {Polarity.NEGATIVE, Polarity.NEUTRAL, Polarity.POSITIVE});
    }

    @Test
    void leavesNeutralOutWhereNobodyIsNeutral() {
        agrees(new Polarity[] {Polarity.NEGATIVE, Polarity.POSITIVE});
    }

    @Test
    void unscoredCountsAsWrong() {
        List<Corpus.Message> messages = List.of(
                new Corpus.Message("en", Polarity.NEUTRAL, "s", "a"),
                new Corpus.Message("en", Polarity.NEGATIVE, "s", "b"));
        Evaluation evaluation = Evaluation.of((text, hint) -> Sentiment.UNSCORED, messages);
        assertThat(evaluation.accuracy()).isZero();
        assertThat(evaluation.macroF1()).isZero();
        assertThat(evaluation.unscored()).isEqualTo(2);
        assertThat(evaluation.support(Polarity.NEUTRAL)).isEqualTo(1);
    }

    @Test
    void calibrationErrorIsTheGapBetweenStatedAndTrue() {
        List<Corpus.Message> messages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            messages.add(new Corpus.Message("en", i < 6 ? Polarity.POSITIVE : Polarity.NEGATIVE, "s", "x"));
        }
        Evaluation evaluation = Evaluation.of((text, hint) -> new Sentiment(true, 0.8, 0.1, 0, 0.9, "en"), messages);
        assertThat(evaluation.binCount(9)).isEqualTo(10);
        assertThat(evaluation.binConfidence(9)).isCloseTo(0.9, within(1e-9));
        assertThat(evaluation.binAccuracy(9)).isCloseTo(0.6, within(1e-9));
        assertThat(evaluation.calibrationError()).isCloseTo(0.3, within(1e-9));
    }

    private static void agrees(Polarity[] labels) {
        Random random = new Random(17);
        List<Corpus.Message> messages = new ArrayList<>();
        List<double[]> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            messages.add(new Corpus.Message("en", labels[random.nextInt(labels.length)], "s", String.valueOf(i)));
            double a = random.nextDouble();
            double b = random.nextDouble();
            double c = random.nextDouble();
            answers.add(new double[] {a / (a + b + c), b / (a + b + c), c / (a + b + c)});
        }
        Evaluation evaluation = Evaluation.of(
                (text, hint) -> {
                    double[] p = answers.get(Integer.parseInt(text));
                    return new Sentiment(true, p[2] - p[0], p[0], p[1], p[2], "en");
                },
                messages);
        compare(evaluation, messages, answers, labels);
    }

    private static void compare(
            Evaluation evaluation, List<Corpus.Message> messages, List<double[]> answers, Polarity[] labels) {
        double right = 0;
        double f1 = 0;
        double recall = 0;
        for (Polarity judged : labels) {
            double hit = 0;
            double claimed = 0;
            double real = 0;
            for (int i = 0; i < messages.size(); i++) {
                Polarity chosen = labels[0];
                for (Polarity candidate : labels) {
                    chosen =
                            answers.get(i)[candidate.ordinal()] > answers.get(i)[chosen.ordinal()] ? candidate : chosen;
                }
                hit += chosen == judged && messages.get(i).label() == judged ? 1 : 0;
                claimed += chosen == judged ? 1 : 0;
                real += messages.get(i).label() == judged ? 1 : 0;
            }
            right += hit;
            f1 += 2 * hit / (claimed + real) / labels.length;
            recall += hit / real / labels.length;
        }
        assertThat(evaluation.accuracy()).isCloseTo(right / messages.size(), within(1e-12));
        assertThat(evaluation.macroF1()).isCloseTo(f1, within(1e-12));
        assertThat(evaluation.macroRecall()).isCloseTo(recall, within(1e-12));
    }
}
