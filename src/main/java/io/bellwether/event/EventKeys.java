package io.bellwether.event;

/** By what an event is kept together with others: whose it is, and whose ids it speaks of. */
public final class EventKeys {

    private EventKeys() {}

    /** The case that an event is of; of no meaning where there is none. A merge names one of the same system. */
    public static SourceId caseOf(ServiceEvent event) {
        return new SourceId(event.caseSource() == null ? event.source() : event.caseSource(), event.caseId());
    }

    /**
     * The agent that an event names; of no meaning where it names none. Who tells of another system's case, a bot or a
     * survey tool, names the agents of that system, unless it says otherwise.
     */
    public static SourceId agentOf(ServiceEvent event) {
        String named = event.agentSource() != null ? event.agentSource() : event.caseSource();
        return new SourceId(named != null ? named : event.source(), event.agentId());
    }

    /**
     * What stands for the customer that an event names: {@link IdHash} of the system whose id it is and the id. Who tells
     * of another system's case names the customers of that system, unless it says otherwise. 0 where it names none.
     */
    public static long customerOf(ServiceEvent event) {
        String id = (String) event.get(EventField.CUSTOMER_ID);
        Object own = event.get(EventField.CUSTOMER_SOURCE);
        String named = own != null ? (String) own : event.caseSource();
        return id == null ? 0 : IdHash.of(named != null ? named : event.source(), id);
    }

    /** The key of an event's record in Kafka, by which its order among others is kept. */
    public static String recordOf(ServiceEvent event) {
        return switch (event.type()) {
            case HELP_VIEWED, HELP_SOLVED, ORDER_PLACED -> (String) event.get(EventField.CUSTOMER_ID);
            case AGENT_STATE -> event.agentId();
            case PLAN_STAFFED -> event.queue();
            default -> event.caseId();
        };
    }
}
