package io.bellwether.metric;

/** The fields of the sessions of bots, each when it begins and when it ends. */
public final class BotMetrics {

    static final Family FAMILY = new Family(Measurement.BOTS);

    private static final Quantity ENDED = Quantity.count(Measure.BOT_CONTAINED)
            .plus(Quantity.count(Measure.BOT_HANDED_OFF))
            .plus(Quantity.count(Measure.BOT_LEFT));

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

    private BotMetrics() {}

    private static Metric share(String field, Measure part, String what) {
        return FAMILY.share(field, Quantity.count(part), ENDED, "share of the ended bot sessions that " + what);
    }
}
