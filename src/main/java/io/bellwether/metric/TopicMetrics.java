package io.bellwether.metric;

/** The fields of what customers write and come about. A message with several topics counts in each. */
public final class TopicMetrics {

    static final Family FAMILY = new Family(Measurement.TOPICS);

    public static final Metric MESSAGES = FAMILY.count(
            "messages",
            Measure.TOPICS_MESSAGES,
            "public messages of customers in the window that are about the topic; one with several topics counts in each");

    public static final Metric NEGATIVE = FAMILY.count(
            "negative",
            Measure.TOPICS_NEGATIVE,
            "messages of customers in the window about the topic with a sentiment score of −0.3 or less");

    public static final Metric NEGATIVE_SHARE = FAMILY.share(
            "negative_share",
            Quantity.count(Measure.TOPICS_NEGATIVE),
            Quantity.count(Measure.TOPICS_SCORED),
            "messages with a sentiment score of −0.3 or less, as a share of the scored messages of customers in the window about the topic");

    public static final Metric CASES = FAMILY.count(
            "cases", Measure.TOPICS_CASES, "cases that came to have a category of the topic in the window");

    private TopicMetrics() {}
}
