package io.bellwether.metric;

/** The fields of the sessions of bots, each when it begins and when it ends. */
public final class BotMetrics {

    static final Family FAMILY = new Family(Measurement.BOTS);

    private static final Quantity ENDED =
            Quantity.counts(Measure.BOT_CONTAINED, Measure.BOT_HANDED_OFF, Measure.BOT_LEFT);

    public static final Metric SESSIONS =
            FAMILY.count("sessions", Measure.BOT_SESSIONS, "chats in which a bot began to talk before people did");

    public static final Metric RUNNING =
            FAMILY.level("running", Measure.BOT_RUNNING, "chats that a bot has at the window's end");

    public static final Metric CONTAINED = FAMILY.count(
            "contained",
            Measure.BOT_CONTAINED,
            "bot sessions that ended without people, and not because the customer left");

    public static final Metric HANDED_OFF =
            FAMILY.count("handed_off", Measure.BOT_HANDED_OFF, "bot sessions that went to people, once for each chat");

    public static final Metric LEFT =
            FAMILY.count("abandoned_in_bot", Measure.BOT_LEFT, "bot sessions that the customer left (setting bots)");

    public static final Metric CONTAINMENT = share("containment", Measure.BOT_CONTAINED, "were contained");

    public static final Metric HANDOFF_RATE = share("handoff_rate", Measure.BOT_HANDED_OFF, "went to people");

    public static final Metric ABANDON_RATE = share("abandoned_in_bot_rate", Measure.BOT_LEFT, "the customer left");

    public static final Metric JUDGED = FAMILY.count(
            "judged",
            Measure.BOT_JUDGED,
            "ended bot sessions of known customers, a day after their end (setting bots): whether they came to people is known");

    public static final Metric CONTAINED_STRICTLY = FAMILY.count(
            "contained_strictly",
            Measure.BOT_CONTAINED_STRICTLY,
            "of these, contained, and the customer had no contact with people since");

    public static final Metric STRICT_CONTAINMENT = FAMILY.share(
            "strict_containment",
            Measure.BOT_CONTAINED_STRICTLY,
            Measure.BOT_JUDGED,
            "share of the ended bot sessions of known customers that were contained without a contact with people soon after");

    private BotMetrics() {}

    private static Metric share(String field, Measure part, String what) {
        return FAMILY.share(field, Quantity.count(part), ENDED, "share of the ended bot sessions that " + what);
    }
}
