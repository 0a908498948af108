package io.bellwether.metric;

/** The fields of what customers write and come about. A message with several topics counts in each. */
public final class TopicMetrics {

    static final Family FAMILY = new Family(Measurement.TOPICS);

    public static final Metric MESSAGES =
            FAMILY.count("messages", Measure.TOPICS_MESSAGES, "messages of customers that are about the topic");

    public static final Metric NEGATIVE = FAMILY.count(
            "negative", Measure.TOPICS_NEGATIVE, "of these, messages with a score of −0.3 or less: what drives a dip");

    public static final Metric NEGATIVE_SHARE = FAMILY.share(
            "negative_share",
            Quantity.count(Measure.TOPICS_NEGATIVE),
            Quantity.count(Measure.TOPICS_SCORED),
            "messages with a score of −0.3 or less, as a share of the scored that are about the topic");

    public static final Metric CASES =
            FAMILY.count("cases", Measure.TOPICS_CASES, "cases that came to be of a category of the topic");

    private TopicMetrics() {}
}
