package io.bellwether.event;

/** The codes of the vocabularies in stored events. Append only: a code that moves makes old state say another thing. */
final class StoredCodes {
    static final CodeTable<EventType> TYPES = new CodeTable<>(
            EventType.TICKET_CREATED,
            EventType.TICKET_UPDATED,
            EventType.TICKET_STATUS_CHANGED,
            EventType.TICKET_ASSIGNED,
            EventType.TICKET_MESSAGE,
            EventType.TICKET_MERGED,
            EventType.TICKET_DELETED,
            EventType.CHAT_STARTED,
            EventType.CHAT_HANDOFF,
            EventType.CHAT_QUEUED,
            EventType.CHAT_ASSIGNED,
            EventType.CHAT_MISSED,
            EventType.CHAT_TRANSFERRED,
            EventType.CHAT_MESSAGE,
            EventType.CHAT_HELD,
            EventType.CHAT_RESUMED,
            EventType.CHAT_ABANDONED,
            EventType.CHAT_ENDED,
            EventType.CHAT_WRAPPED_UP,
            EventType.AGENT_STATE,
            EventType.SURVEY_REQUESTED,
            EventType.SURVEY_ANSWERED,
            EventType.CLOCK_HEARTBEAT,
            EventType.REFUND_OPENED,
            EventType.REFUND_COMPLETED,
            EventType.DISPUTE_OPENED,
            EventType.DISPUTE_DECIDED);
    static final CodeTable<Status> STATUSES = new CodeTable<>(
            Status.NEW, Status.OPEN, Status.WAITING_CUSTOMER, Status.WAITING_THIRD_PARTY, Status.SOLVED, Status.CLOSED);
    static final CodeTable<Actor> ACTORS =
            new CodeTable<>(Actor.CUSTOMER, Actor.AGENT, Actor.LIGHT_AGENT, Actor.BOT, Actor.SYSTEM);
    static final CodeTable<Visibility> VISIBILITIES = new CodeTable<>(Visibility.PUBLIC, Visibility.PRIVATE);
    static final CodeTable<AgentState> STATES =
            new CodeTable<>(AgentState.AVAILABLE, AgentState.AWAY, AgentState.OFFLINE);
    static final CodeTable<SurveyKind> KINDS = new CodeTable<>(SurveyKind.CSAT, SurveyKind.NPS, SurveyKind.CES);

    private StoredCodes() {}
}
