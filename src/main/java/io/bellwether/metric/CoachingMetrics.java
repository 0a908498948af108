package io.bellwether.metric;

/** The fields of single agents, for coaching. */
public final class CoachingMetrics {

    static final Family FAMILY = new Family(Measurement.COACHING);

    public static final Metric CONTACTS = FAMILY.count(
            "contacts",
            Measure.COACHING_CONTACTS,
            "contacts that the agent took, was given or was handed by another agent in the window");

    public static final Metric MISSED = FAMILY.count(
            "missed", Measure.COACHING_MISSED, "offers of a contact that the agent did not take in the window");

    public static final Metric FIRST_REPLY_MEAN = FAMILY.mean(
            "first_reply_mean_s",
            Measure.COACHING_FIRST_REPLY,
            "mean time on the clock first_reply of the cases whose first reply the agent gave in the window; of a chat only since the agent had it");

    public static final Metric FIRST_REPLY_P90 = FAMILY.percentile(
            "first_reply_",
            90,
            Measure.COACHING_FIRST_REPLY,
            "the time on the clock first_reply of the cases whose first reply the agent gave in the window");

    public static final Metric RESPONSES = FAMILY.values(
            "responses",
            Measure.COACHING_RESPONSE,
            "replies of the agent in the window for which a customer waited: as many as stand behind response_mean_s and response_p90_s");

    public static final Metric RESPONSE_MEAN = FAMILY.mean(
            "response_mean_s",
            Measure.COACHING_RESPONSE,
            "mean time on the clocks first_reply and next_reply that replies of the agent stopped in the window; of a chat only since the agent had it");

    public static final Metric RESPONSE_P90 = FAMILY.percentile(
            "response_",
            90,
            Measure.COACHING_RESPONSE,
            "the time on the clocks first_reply and next_reply that replies of the agent stopped in the window");

    public static final Metric HANDLED = FAMILY.values(
            "handled",
            Measure.COACHING_TALK,
            "contacts that the agent ceased to have in the window, ended or handed on, and wrote in (all where nobody writes, as in calls): as many as stand behind handle_mean_s");

    public static final Metric HANDLE_MEAN = FAMILY.meanTime(
            "handle_mean_s",
            Quantity.sum(Measure.COACHING_TALK).plus(Quantity.count(Measure.COACHING_WRAP_UP_TIME)),
            Quantity.values(Measure.COACHING_TALK),
            "average handle time (AHT) of the agent: mean time of having a handled contact, by the window in which that ceased, and of wrap-up where it is told");

    public static final Metric RATED = FAMILY.count(
            "rated",
            Measure.COACHING_RATED,
            "first answers to CSAT surveys that came in the window about cases of the agent");

    public static final Metric SATISFIED = FAMILY.count(
            "satisfied",
            Measure.COACHING_SATISFIED,
            "first answers to CSAT surveys about cases of the agent that came in the window and are satisfied (top two fifths of the scale)");

    public static final Metric CSAT = FAMILY.share(
            "csat",
            Quantity.count(Measure.COACHING_SATISFIED),
            Quantity.count(Measure.COACHING_RATED),
            "satisfied answers, as a share of all first answers to CSAT surveys about cases of the agent in the window; few a day, so look at weeks");

    public static final Metric MESSAGES = FAMILY.values(
            "messages",
            Measure.COACHING_MANNER,
            "public messages of the agent in the window that were written by hand and scored");

    public static final Metric MANNER = FAMILY.score(
            "manner_mean",
            Measure.COACHING_MANNER,
            -1,
            1,
            "mean sentiment score, −1 to 1, of the public messages that the agent wrote in the window; a model's guess, no verdict");

    public static final Metric NEGATIVE = FAMILY.count(
            "negative",
            Measure.COACHING_NEGATIVE,
            "public messages of the agent in the window with a sentiment score of −0.3 or less");

    public static final Metric SOLVED = FAMILY.count(
            "solved", Measure.COACHING_SOLVED, "cases that became solved in the window while they were with the agent");

    public static final Metric REOPENED = FAMILY.count(
            "reopened",
            Measure.COACHING_REOPENED,
            "solved cases that were opened again in the window and had been with the agent until then");

    private CoachingMetrics() {}
}
