package io.bellwether.metric;

/** The fields of agents. */
public final class AgentMetrics {

    static final Family FAMILY = new Family(Measurement.AGENTS);

    public static final Metric ONLINE =
            FAMILY.level("online", Measure.AGENTS_ONLINE, "agents whose state is not OFFLINE at the window's end");

    public static final Metric AVAILABLE = FAMILY.level(
            "available",
            Measure.AGENTS_AVAILABLE,
            "agents whose state is AVAILABLE at the window's end, on a contact or not");

    public static final Metric AWAY =
            FAMILY.level("away", Measure.AGENTS_AWAY, "agents whose state is AWAY at the window's end");

    public static final Metric ON_CONTACT = FAMILY.level(
            "on_contact",
            Measure.AGENTS_ON_CONTACT,
            "agents who at the window's end have at least one contact that they took since they were last offline, each once");

    public static final Metric SLOTS = FAMILY.level(
            "slots",
            Measure.AGENTS_SLOTS,
            "contacts that the agents who are not OFFLINE at the window's end could have at once, by the slots that agent.state tells");

    public static final Metric SLOTS_USED = FAMILY.level(
            "slots_used",
            Measure.AGENTS_SLOTS_USED,
            "contacts that agents have at the window's end, whatever the agents' state; over all agents as many as queue.in_service with an agent's id");

    public static final Metric SLOTS_TAKEN = FAMILY.level(
            "slots_taken",
            Measure.AGENTS_SLOTS_TAKEN,
            "contacts that agents have or wrap up at the window's end, of those that they took since they were last offline");

    public static final Metric SLOTS_FREE = FAMILY.level(
            "slots_free",
            Measure.AGENTS_SLOTS_FREE,
            "contacts that agents in state AVAILABLE could take at the window's end beside those that they have or wrap up");

    public static final Metric WRAP_UP = FAMILY.level(
            "wrap_up",
            Measure.AGENTS_WRAP_UP,
            "agents who at the window's end are at work after a contact and have no other, whatever their state");

    public static final Metric IDLE = FAMILY.level(
            "idle",
            Measure.AGENTS_IDLE,
            "agents in state AVAILABLE who at the window's end have no contact and are at no wrap-up");

    public static final Metric LOST = FAMILY.level(
            "lost",
            Measure.AGENTS_LOST,
            "agents whose heartbeats ceased and who were taken for offline, by the window's end: missed until they are heard of again, for a day at most");

    /** On a contact, or at work after one: never both. */
    private static final Quantity BUSY =
            Quantity.integral(Measure.AGENTS_ON_CONTACT).plus(Quantity.integral(Measure.AGENTS_WRAP_UP));

    public static final Metric OCCUPANCY = FAMILY.add(FAMILY.ratio(
                    "occupancy",
                    Metric.Unit.SHARE,
                    1,
                    BUSY,
                    BUSY.plus(Quantity.integral(Measure.AGENTS_IDLE)),
                    "time of the window that agents are on a contact or at wrap-up, as a share of that and the time that they are available and idle; two contacts at once count once")
            .by(Quantity.atEnd(Measure.AGENTS_ONLINE))
            .onlyWith(Quantity.integral(Measure.AGENTS_ONLINE))
            .range(0, 1));

    public static final Metric SLOT_OCCUPANCY = FAMILY.add(FAMILY.ratio(
                    "slot_occupancy",
                    Metric.Unit.SHARE,
                    1,
                    Quantity.integral(Measure.AGENTS_SLOTS_TAKEN),
                    Quantity.integral(Measure.AGENTS_SLOTS_TAKEN).plus(Quantity.integral(Measure.AGENTS_SLOTS_FREE)),
                    "time of the window by slots that are on a contact or at wrap-up, as a share of that and of the free slots of agents who are AVAILABLE")
            .by(Quantity.atEnd(Measure.AGENTS_ONLINE))
            .onlyWith(Quantity.integral(Measure.AGENTS_ONLINE))
            .range(0, 1));

    private AgentMetrics() {}
}
