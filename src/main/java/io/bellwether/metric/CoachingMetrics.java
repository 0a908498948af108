package io.bellwether.metric;

/** The fields of single agents, for coaching. */
public final class CoachingMetrics {

    static final Family FAMILY = new Family(Measurement.COACHING);

    public static final Metric CONTACTS = FAMILY.count(
            "contacts", Measure.COACHING_CONTACTS, "contacts that the agent took, was given or was handed");

    public static final Metric MISSED =
            FAMILY.count("missed", Measure.COACHING_MISSED, "offers that the agent did not take, each of them");

    public static final Metric FIRST_REPLY_MEAN = FAMILY.mean(
            "first_reply_mean_s",
            Measure.COACHING_FIRST_REPLY,
            "mean of the clock first_reply of cases that the agent answered first, of chats since they had it");

    public static final Metric FIRST_REPLY_P90 =
            FAMILY.percentile("first_reply_", 90, Measure.COACHING_FIRST_REPLY, "the same");

    public static final Metric RESPONSES =
            FAMILY.values("responses", Measure.COACHING_RESPONSE, "replies of the agent for which a customer waited");

    public static final Metric RESPONSE_MEAN = FAMILY.mean(
            "response_mean_s",
            Measure.COACHING_RESPONSE,
            "mean of the clocks first_reply and next_reply that the agent's replies stopped, of chats since they had it");

    public static final Metric RESPONSE_P90 = FAMILY.percentile("response_", 90, Measure.COACHING_RESPONSE, "the same");

    public static final Metric HANDLED = FAMILY.values(
            "handled",
            Measure.COACHING_TALK,
            "contacts that the agent had and wrote in; all that they had where nobody writes, as in calls");

    public static final Metric HANDLE_MEAN = FAMILY.meanTime(
            "handle_mean_s",
            Quantity.sum(Measure.COACHING_TALK).plus(Quantity.count(Measure.COACHING_WRAP_UP_TIME)),
            Quantity.values(Measure.COACHING_TALK),
            "mean time that the agent had a handled contact, and wrap-up where it is told (AHT), by time of end");

    public static final Metric RATED =
            FAMILY.count("rated", Measure.COACHING_RATED, "first answers to CSAT surveys about cases of the agent");

    public static final Metric SATISFIED = FAMILY.count("satisfied", Measure.COACHING_SATISFIED, "of these, satisfied");

    public static final Metric CSAT = FAMILY.share(
            "csat",
            Quantity.count(Measure.COACHING_SATISFIED),
            Quantity.count(Measure.COACHING_RATED),
            "satisfied of the rated; few a day, so look at weeks");

    public static final Metric MESSAGES =
            FAMILY.values("messages", Measure.COACHING_MANNER, "public messages of the agent's own that were scored");

    public static final Metric MANNER = FAMILY.score(
            "manner_mean", Measure.COACHING_MANNER, -1, 1, "mean score of these, −1 to 1; a model's guess, no verdict");

    public static final Metric NEGATIVE =
            FAMILY.count("negative", Measure.COACHING_NEGATIVE, "of these, with a score of −0.3 or less");

    public static final Metric SOLVED = FAMILY.count("solved", Measure.COACHING_SOLVED, "cases solved with the agent");

    public static final Metric REOPENED = FAMILY.count(
            "reopened", Measure.COACHING_REOPENED, "cases that were open again and were with the agent before that");

    private CoachingMetrics() {}
}
