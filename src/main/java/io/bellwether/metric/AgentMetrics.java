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

    public static final Metric SLOTS_TAKEN = FAMILY.level(
            "slots_taken",
            Measure.AGENTS_SLOTS_TAKEN,
            "contacts that agents took since they were last offline, and have or wrap up");

    public static final Metric SLOTS_FREE = FAMILY.level(
            "slots_free", Measure.AGENTS_SLOTS_FREE, "contacts that available agents could take beside these");

    public static final Metric WRAP_UP = FAMILY.level(
            "wrap_up", Measure.AGENTS_WRAP_UP, "agents at work after a contact and on no other, whatever their state");

    public static final Metric IDLE = FAMILY.level(
            "idle", Measure.AGENTS_IDLE, "agents whose state is available, on no contact and at no wrap-up");

    public static final Metric LOST = FAMILY.level(
            "lost",
            Measure.AGENTS_LOST,
            "agents whose heartbeats ceased: taken for offline, and missed until they are heard of, for a day at most");

    /** On a contact, or at work after one: never both. */
    private static final Quantity BUSY =
            Quantity.integral(Measure.AGENTS_ON_CONTACT).plus(Quantity.integral(Measure.AGENTS_WRAP_UP));

    public static final Metric OCCUPANCY = FAMILY.add(FAMILY.ratio(
                    "occupancy",
                    Metric.Unit.SHARE,
                    1,
                    BUSY,
                    BUSY.plus(Quantity.integral(Measure.AGENTS_IDLE)),
                    "time on contact or at wrap-up / (the same + time available and idle); two contacts at once count once")
            .by(Quantity.atEnd(Measure.AGENTS_ONLINE))
            .onlyWith(Quantity.integral(Measure.AGENTS_ONLINE))
            .range(0, 1));

    public static final Metric SLOT_OCCUPANCY = FAMILY.add(FAMILY.ratio(
                    "slot_occupancy",
                    Metric.Unit.SHARE,
                    1,
                    Quantity.integral(Measure.AGENTS_SLOTS_TAKEN),
                    Quantity.integral(Measure.AGENTS_SLOTS_TAKEN).plus(Quantity.integral(Measure.AGENTS_SLOTS_FREE)),
                    "slots taken × time / (slots taken × time + free slots of available agents × time)")
            .by(Quantity.atEnd(Measure.AGENTS_ONLINE))
            .onlyWith(Quantity.integral(Measure.AGENTS_ONLINE))
            .range(0, 1));

    private AgentMetrics() {}
}
