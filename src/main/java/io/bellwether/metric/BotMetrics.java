package io.bellwether.metric;

/** The fields of the sessions of bots, each when it begins and when it ends. */
public final class BotMetrics {

    static final Family FAMILY = new Family(Measurement.BOTS);

    private static final Quantity ENDED =
            Quantity.counts(Measure.BOT_CONTAINED, Measure.BOT_HANDED_OFF, Measure.BOT_LEFT);

    public static final Metric SESSIONS = FAMILY.count(
            "sessions",
            Measure.BOT_SESSIONS,
            "bot sessions that began in the window: chats in which a bot spoke before people were asked for");

    public static final Metric RUNNING = FAMILY.level(
            "running",
            Measure.BOT_RUNNING,
            "bot sessions that have begun and not ended at the window's end: chats that a bot has");

    public static final Metric CONTAINED = FAMILY.count(
            "contained",
            Measure.BOT_CONTAINED,
            "bot sessions that ended in the window without people being asked for, and not because the customer left");

    public static final Metric HANDED_OFF = FAMILY.count(
            "handed_off",
            Measure.BOT_HANDED_OFF,
            "bot sessions that went to people in the window (handoff, queue, agent or a reply of a person), once for each chat");

    public static final Metric LEFT = FAMILY.count(
            "abandoned_in_bot",
            Measure.BOT_LEFT,
            "bot sessions that ended in the window because the customer left (chat.abandoned, or a reason of setting bots)");

    public static final Metric CONTAINMENT =
            share("containment", Measure.BOT_CONTAINED, "were contained (neither people nor a customer who left)");

    public static final Metric HANDOFF_RATE = share("handoff_rate", Measure.BOT_HANDED_OFF, "went to people");

    public static final Metric ABANDON_RATE = share("abandoned_in_bot_rate", Measure.BOT_LEFT, "the customer left");

    public static final Metric JUDGED = FAMILY.count(
            "judged",
            Measure.BOT_JUDGED,
            "bot sessions of known customers whose 24 hours after the end (setting bots) were over in the window, so that it is known whether they came to people");

    public static final Metric CONTAINED_STRICTLY = FAMILY.count(
            "contained_strictly",
            Measure.BOT_CONTAINED_STRICTLY,
            "bot sessions contained without a contact of the customer with people in the 24 hours after (setting bots), in the window in which the 24 hours were over");

    public static final Metric STRICT_CONTAINMENT = FAMILY.share(
            "strict_containment",
            Measure.BOT_CONTAINED_STRICTLY,
            Measure.BOT_JUDGED,
            "bot sessions contained without a contact of the customer with people in the 24 hours after (setting bots), as a share of all sessions of known customers whose 24 hours were over in the window");

    private BotMetrics() {}

    private static Metric share(String field, Measure part, String what) {
        return FAMILY.share(
                field,
                Quantity.count(part),
                ENDED,
                "bot sessions that " + what + ", as a share of all that ended in the window");
    }
}
