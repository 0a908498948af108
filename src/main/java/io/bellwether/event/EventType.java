package io.bellwether.event;

import java.util.HashMap;
import java.util.Map;

/**
 * The kinds of event of the canonical schema. The order of the constants is the type rank: events of one case with the
 * same time are folded in this order (create, enter, assign, message, status, close), so that a case which is created
 * and answered in the same second is not answered before it exists.
 */
public enum EventType {
    TICKET_CREATED("ticket.created"),
    CHAT_STARTED("chat.started"),
    CHAT_HANDOFF("chat.handoff"),
    CHAT_QUEUED("chat.queued"),
    CHAT_TRANSFERRED("chat.transferred"),
    TICKET_UPDATED("ticket.updated"),
    TICKET_ASSIGNED("ticket.assigned"),
    CHAT_MISSED("chat.missed"),
    CHAT_ASSIGNED("chat.assigned"),
    TICKET_MESSAGE("ticket.message"),
    CHAT_MESSAGE("chat.message"),
    CHAT_HELD("chat.held"),
    CHAT_RESUMED("chat.resumed"),
    REFUND_OPENED("refund.opened"),
    DISPUTE_OPENED("dispute.opened"),
    REFUND_COMPLETED("refund.completed"),
    DISPUTE_DECIDED("dispute.decided"),
    TICKET_STATUS_CHANGED("ticket.status_changed"),
    CHAT_ABANDONED("chat.abandoned"),
    CHAT_ENDED("chat.ended"),
    CHAT_WRAPPED_UP("chat.wrapped_up"),
    SURVEY_REQUESTED("survey.requested"),
    SURVEY_ANSWERED("survey.answered"),
    TICKET_MERGED("ticket.merged"),
    TICKET_DELETED("ticket.deleted"),
    AGENT_STATE("agent.state"),
    CLOCK_HEARTBEAT("clock.heartbeat");

    private static final Map<String, EventType> BY_NAME = new HashMap<>();

    static {
        for (EventType type : values()) {
            BY_NAME.put(type.wireName, type);
        }
    }

    private final String wireName;
    private final boolean ofChat;

    EventType(String wireName) {
        this.wireName = wireName;
        this.ofChat = wireName.startsWith("chat.");
    }

    /** The name in JSON, as in {@code chat.queued}. */
    public String wireName() {
        return wireName;
    }

    /** Whether events of this type belong to a case and so carry a {@code case_id}. */
    public boolean ofCase() {
        return this != AGENT_STATE && this != CLOCK_HEARTBEAT;
    }

    /** Whether only live chats have events of this type. */
    public boolean ofChat() {
        return ofChat;
    }

    /** The type of that wire name, or null where the schema has none. */
    public static EventType byWireName(String name) {
        return BY_NAME.get(name);
    }
}
