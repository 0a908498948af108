package io.bellwether.metric;

/** The fields of the mood of messages. */
public final class SentimentMetrics {

    static final Family FAMILY = new Family(Measurement.SENTIMENT);

    public static final Metric COUNT = FAMILY.values(
            "count", Measure.SENTIMENT_SCORE, "public messages of the side that were scored in the window");

    public static final Metric MEAN = FAMILY.score(
            "mean",
            Measure.SENTIMENT_SCORE,
            -1,
            1,
            "mean sentiment score, −1 to 1, of the messages of the side in the window");

    public static final Metric NEGATIVE = FAMILY.count(
            "negative",
            Measure.SENTIMENT_NEGATIVE,
            "messages of the side in the window with a sentiment score of −0.3 or less");

    public static final Metric NEGATIVE_SHARE = FAMILY.share(
            "negative_share",
            Quantity.count(Measure.SENTIMENT_NEGATIVE),
            Quantity.values(Measure.SENTIMENT_SCORE),
            "messages with a sentiment score of −0.3 or less, as a share of the scored messages of the side in the window");

    public static final Metric POSITIVE = FAMILY.count(
            "positive",
            Measure.SENTIMENT_POSITIVE,
            "messages of the side in the window with a sentiment score of 0.3 or more");

    private SentimentMetrics() {}
}
