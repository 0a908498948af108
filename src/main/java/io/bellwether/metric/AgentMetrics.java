package io.bellwether.metric;

/** The fields of agents. */
public final class AgentMetrics {

    static final Family FAMILY = new Family(Measurement.AGENTS);

    public static final Metric ONLINE = FAMILY.level("online", Measure.AGENTS_ONLINE, "agents who are not offline");

    public static final Metric AVAILABLE =
            FAMILY.level("available", Measure.AGENTS_AVAILABLE, "agents whose state is available");

    public static final Metric AWAY = FAMILY.level("away", Measure.AGENTS_AWAY, "agents whose state is away");

    public static final Metric ON_CONTACT = FAMILY.level(
            "on_contact",
            Measure.AGENTS_ON_CONTACT,
            "agents with at least one contact that they took since they were last offline");

    public static final Metric SLOTS =
            FAMILY.level("slots", Measure.AGENTS_SLOTS, "contacts that online agents could take at once");

    public static final Metric SLOTS_USED = FAMILY.level(
            "slots_used", Measure.AGENTS_SLOTS_USED, "contacts with an agent, the same as queue.in_service, by agent");

    public static final Metric OCCUPANCY = FAMILY.add(FAMILY.ratio(
                    "occupancy",
                    Metric.Unit.SHARE,
                    1,
                    Quantity.integral(Measure.AGENTS_ON_CONTACT),
                    Quantity.integral(Measure.AGENTS_ON_CONTACT).plus(Quantity.integral(Measure.AGENTS_IDLE)),
                    "time on contact / (time on contact + time available and idle); two contacts at once count once")
            .by(Quantity.atEnd(Measure.AGENTS_ONLINE))
            .range(0, 1));

    private AgentMetrics() {}
}
