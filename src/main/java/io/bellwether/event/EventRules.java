package io.bellwether.event;

import static io.bellwether.event.EventField.*;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What each type of event must say and which fields are checked on it. A field that is not checked on a type may hold
 * anything there: it is carried where it is valid and left out where not.
 *
 * @param required fields without which the event is rejected
 * @param oneOf fields of which at least one must be there; empty for none
 * @param checked bits of the fields whose values must be valid
 */
record EventRules(List<EventField> required, List<EventField> oneOf, long checked) {
    private static final long COMMON =
            bits(EventField.DIMENSIONS) | bits(List.of(AGENT_SOURCE, CUSTOMER_ID, CUSTOMER_SOURCE, BACKFILL, SEQ));
    private static final long OF_CASE = COMMON | bits(List.of(CASE_ID, CASE_SOURCE, STATUS, NATIVE_STATUS));

    private static final Map<EventType, EventRules> BY_TYPE = new EnumMap<>(EventType.class);

    static {
        for (EventType type : EventType.values()) {
            BY_TYPE.put(type, make(type));
        }
    }

    static EventRules of(EventType type) {
        return BY_TYPE.get(type);
    }

    private static EventRules make(EventType type) {
        return switch (type) {
            case TICKET_CREATED, CHAT_STARTED -> optional(ACTOR, DUE_AT, FIRST_REPLY_DUE_AT);
            case TICKET_UPDATED -> optional(DUE_AT, FIRST_REPLY_DUE_AT);
            case TICKET_STATUS_CHANGED -> required(STATUS);
            case TICKET_ASSIGNED -> new EventRules(List.of(), List.of(AGENT_ID, QUEUE), OF_CASE);
            case CHAT_TRANSFERRED ->
                new EventRules(List.of(), List.of(AGENT_ID, QUEUE, EXTERNAL), OF_CASE).and(REASON, EXTERNAL);
            case CHAT_ENDED -> optional(REASON);
            case TICKET_MESSAGE, CHAT_MESSAGE ->
                required(ACTOR).and(VISIBILITY, AUTOMATED, ASSIST, MESSAGE_ID, TEXT, SENTIMENT, TOPICS);
            case TICKET_MERGED -> required(INTO_CASE_ID);
            case TICKET_DELETED -> optional(INTO_CASE_ID);
            case SURVEY_REQUESTED -> required(KIND).and(SCALE);
            case SURVEY_ANSWERED -> required(KIND, SCORE).and(SCALE);
            case REFUND_OPENED, DISPUTE_OPENED -> optional(AMOUNT);
            case REFUND_COMPLETED, DISPUTE_DECIDED -> optional(AMOUNT, BY);
            case CHAT_HANDOFF,
                    CHAT_QUEUED,
                    CHAT_MISSED,
                    CHAT_ASSIGNED,
                    CHAT_HELD,
                    CHAT_RESUMED,
                    CHAT_ABANDONED,
                    CHAT_WRAPPED_UP,
                    CHAT_CALLBACK_REQUESTED,
                    CHAT_CALLBACK_SCHEDULED,
                    CHAT_CALLBACK_COMPLETED,
                    CHAT_CALLBACK_FAILED -> optional();
            case AGENT_STATE -> new EventRules(List.of(STATE), List.of(), COMMON).and(STATE, REASON, QUEUES, SLOTS);
            case HELP_VIEWED, HELP_SOLVED -> new EventRules(List.of(CUSTOMER_ID), List.of(), COMMON);
            case ORDER_PLACED -> new EventRules(List.of(CUSTOMER_ID), List.of(), COMMON).and(AMOUNT);
            case PLAN_STAFFED ->
                new EventRules(List.of(QUEUE, INTERVAL_START, AGENTS), List.of(), COMMON).and(INTERVAL_START, AGENTS);
            case CLOCK_HEARTBEAT -> new EventRules(List.of(), List.of(), 0);
        };
    }

    private static EventRules optional(EventField... fields) {
        return new EventRules(List.of(), List.of(), OF_CASE | bits(List.of(fields)));
    }

    private static EventRules required(EventField... fields) {
        return new EventRules(List.of(fields), List.of(), OF_CASE | bits(List.of(fields)));
    }

    private EventRules and(EventField... fields) {
        return new EventRules(required, oneOf, checked | bits(List.of(fields)));
    }

    private static long bits(List<EventField> fields) {
        long bits = 0;
        for (EventField field : fields) {
            bits |= field.bit;
        }
        return bits;
    }
}
