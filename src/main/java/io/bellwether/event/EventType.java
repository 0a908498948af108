package io.bellwether.event;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.HashMap;
import java.util.Map;

/**
 * The kinds of event of the canonical schema. The order of the constants is the type rank: events of one case with the
 * same time are folded in this order (create, enter, assign, message, status, close), so that a case which is created
 * and answered in the same second is not answered before it exists.
 */
public enum EventType implements Coded {
    TICKET_CREATED(0, "ticket.created"),
    CHAT_STARTED(7, "chat.started"),
    CHAT_HANDOFF(8, "chat.handoff"),
    CHAT_QUEUED(9, "chat.queued"),
    CHAT_TRANSFERRED(12, "chat.transferred"),
    TICKET_UPDATED(1, "ticket.updated"),
    TICKET_ASSIGNED(3, "ticket.assigned"),
    CHAT_MISSED(11, "chat.missed"),
    CHAT_CALLBACK_REQUESTED(40, "chat.callback_requested"),
    CHAT_CALLBACK_SCHEDULED(41, "chat.callback_scheduled"),
    CHAT_ASSIGNED(10, "chat.assigned"),
    TICKET_MESSAGE(4, "ticket.message"),
    CHAT_MESSAGE(13, "chat.message"),
    CHAT_HELD(14, "chat.held"),
    CHAT_RESUMED(15, "chat.resumed"),
    REFUND_OPENED(23, "refund.opened"),
    DISPUTE_OPENED(25, "dispute.opened"),
    REFUND_COMPLETED(24, "refund.completed"),
    DISPUTE_DECIDED(26, "dispute.decided"),
    TICKET_STATUS_CHANGED(2, "ticket.status_changed"),
    CHAT_ABANDONED(16, "chat.abandoned"),
    CHAT_ENDED(17, "chat.ended"),
    CHAT_WRAPPED_UP(18, "chat.wrapped_up"),
    CHAT_CALLBACK_COMPLETED(42, "chat.callback_completed"),
    CHAT_CALLBACK_FAILED(43, "chat.callback_failed"),
    SURVEY_REQUESTED(20, "survey.requested"),
    SURVEY_ANSWERED(21, "survey.answered"),
    TICKET_MERGED(5, "ticket.merged"),
    TICKET_DELETED(6, "ticket.deleted"),
    AGENT_STATE(19, "agent.state"),
    HELP_VIEWED(50, "help.viewed"),
    HELP_SOLVED(51, "help.solved"),
    ORDER_PLACED(52, "order.placed"),
    PLAN_STAFFED(53, "plan.staffed"),
    CLOCK_HEARTBEAT(22, "clock.heartbeat");

    /** By their codes in state. */
    public static final CodeTable<EventType> CODES = new CodeTable<>(EventType.class);

    private final int code;

    private static final Map<String, EventType> BY_NAME = new HashMap<>();

    static {
        for (EventType type : values()) {
            BY_NAME.put(type.wireName, type);
        }
    }

    private final String wireName;
    private final boolean ofChat;

    EventType(int code, String wireName) {
        this.code = code;
        this.wireName = wireName;
        this.ofChat = wireName.startsWith("chat.");
    }

    @Override
    public int code() {
        return code;
    }

    /** The name in JSON, as in {@code chat.queued}. */
    public String wireName() {
        return wireName;
    }

    /** Whether events of this type belong to a case and so carry a {@code case_id}. */
    public boolean ofCase() {
        return this != AGENT_STATE && this != PLAN_STAFFED && this != CLOCK_HEARTBEAT && !ofCustomer();
    }

    /** Whether events of this type tell of a customer who has no case in it, and so carry a {@code customer_id}. */
    public boolean ofCustomer() {
        return this == HELP_VIEWED || this == HELP_SOLVED || this == ORDER_PLACED;
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
