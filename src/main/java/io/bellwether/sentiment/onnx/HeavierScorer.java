package io.bellwether.sentiment.onnx;

import io.bellwether.sentiment.QuotedText;
import io.bellwether.sentiment.Sentiment;
import io.bellwether.sentiment.SentimentScorer;
import java.util.List;

/**
 * A heavier model by the interface of the linear one. The linear model reads every message first: it finds the language,
 * refuses what is unscored, and its score stands wherever the heavier model gives none. So the heavier
 * model can make a score better, and never makes one where there is nothing to score.
 */
public final class HeavierScorer implements SentimentScorer {

    /** What is read of a message, as the linear model does; also bounds the work on a pasted log. */
    private static final int MAX_UNITS = 4_000;

    /** Emoji alone, which word pieces do not know. */
    private static final String NO_LANGUAGE = "und";

    private final SentimentScorer linear;
    private final TextClassifier classifier;
    private final List<String> languages;
    private boolean answered;
    private int failures;
    private ClassifierException lastFailure;

    /** @param languages that the heavier model is asked about; empty for all that the linear one knows */
    public HeavierScorer(SentimentScorer linear, TextClassifier classifier, List<String> languages) {
        this.linear = linear;
        this.classifier = classifier;
        this.languages = languages;
    }

    /** Whether a heavier model is asked about a message of which the linear one says this. */
    public static boolean asks(Sentiment linear, List<String> languages) {
        return linear.scored()
                && !linear.language().equals(NO_LANGUAGE)
                && (languages.isEmpty() || languages.contains(linear.language()));
    }

    /** What a heavier model reads of a message: its beginning, without what the writer only quotes. */
    public static String ownText(String text) {
        return QuotedText.strip(text.length() > MAX_UNITS ? text.substring(0, MAX_UNITS) : text);
    }

    /** −1 to 1, as {@link Sentiment#score()}. */
    public static double score(double[] classes) {
        return classes[2] - classes[0];
    }

    @Override
    public Sentiment score(String text, String languageHint) {
        answered = false;
        Sentiment light = linear.score(text, languageHint);
        if (!asks(light, languages)) {
            return light;
        }
        try {
            double[] classes = classifier.classify(List.of(ownText(text)))[0];
            answered = classes != null;
            return answered ? with(light, classes) : light;
        } catch (ClassifierException e) {
            failures++;
            lastFailure = e;
            return light;
        }
    }

    private static Sentiment with(Sentiment light, double[] classes) {
        return new Sentiment(true, score(classes), classes[0], classes[1], classes[2], light.language());
    }

    /** Whether the last score is the heavier model's. */
    public boolean answered() {
        return answered;
    }

    /** How many messages have the linear model's score because the heavier one failed on them. */
    public int failures() {
        return failures;
    }

    /** Why it failed last; null where it never did. */
    public ClassifierException lastFailure() {
        return lastFailure;
    }
}
