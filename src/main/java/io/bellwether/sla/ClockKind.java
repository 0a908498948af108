package io.bellwether.sla;

import io.bellwether.event.Status;
import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.Arrays;
import java.util.List;

/**
 * The SLA clocks. Start, pause and stop of each: docs/sla.md. The order of the constants is the order in which clocks
 * of one case act at the same instant.
 */
public enum ClockKind implements Coded {
    FIRST_REPLY(0, "first_reply"),
    NEXT_REPLY(1, "next_reply"),
    PERIODIC_UPDATE(2, "periodic_update"),
    PAUSABLE_UPDATE(3, "pausable_update"),
    REQUESTER_WAIT(4, "requester_wait"),
    AGENT_WORK(5, "agent_work"),
    AGENT_WAIT(6, "agent_wait"),
    RESOLUTION(7, "resolution"),
    FIRST_RESOLUTION(8, "first_resolution"),
    GROUP_OWNERSHIP(9, "group_ownership"),
    ASSIGNEE_RESPONSE(10, "assignee_response"),
    QUEUE_WAIT(11, "queue_wait"),
    REFUND(12, "refund"),
    DISPUTE(13, "dispute"),
    ROUND_RESPONSE(14, "round_response");

    /** By their codes in state. */
    public static final CodeTable<ClockKind> CODES = new CodeTable<>(ClockKind.class);

    private final int code;

    private static final ClockKind[] KINDS = values();

    private final String wireName;
    private final List<String> tags;

    ClockKind(int code, String wireName) {
        this.code = code;
        this.wireName = wireName;
        this.tags = List.of(wireName);
    }

    /** The name in policy files and the value of the {@code clock} tag. */
    public String wireName() {
        return wireName;
    }

    @Override
    public int code() {
        return code;
    }

    /** The names of all clocks. */
    public static List<String> wireNames() {
        return Arrays.stream(KINDS).map(ClockKind::wireName).toList();
    }

    /** The clock of that name, or null. */
    public static ClockKind byWireName(String name) {
        for (ClockKind kind : KINDS) {
            if (kind.wireName.equals(name)) {
                return kind;
            }
        }
        return null;
    }

    /** The clock of that ordinal. */
    public static ClockKind of(int ordinal) {
        return KINDS[ordinal];
    }

    static int count() {
        return KINDS.length;
    }

    /** Tag values of its observations. */
    public List<String> tags() {
        return tags;
    }

    /** Whether it is timed for every case, with or without a policy. */
    boolean alwaysTimed() {
        return this == FIRST_REPLY || this == NEXT_REPLY || this == RESOLUTION;
    }

    /** Whether it starts with the case and stops when the case is solved. */
    boolean ofStatus() {
        return this == REQUESTER_WAIT
                || this == AGENT_WORK
                || this == AGENT_WAIT
                || this == RESOLUTION
                || this == FIRST_RESOLUTION;
    }

    /** Whether only chats have it. */
    boolean ofChat() {
        return this == QUEUE_WAIT;
    }

    /** Whether it runs from a customer's question to the reply. */
    boolean ofQuestion() {
        return this == FIRST_REPLY || this == NEXT_REPLY || this == ROUND_RESPONSE;
    }

    /** Whether its verdict may be taken back: a reply was none, or a solution came from the removal of the case. */
    public boolean mayBeTakenBack() {
        return ofQuestion() || ofStatus();
    }

    /** Whether an agent's reply stops it. */
    boolean ofReply() {
        return this == FIRST_REPLY
                || this == NEXT_REPLY
                || this == PERIODIC_UPDATE
                || this == PAUSABLE_UPDATE
                || this == ASSIGNEE_RESPONSE
                || this == ROUND_RESPONSE;
    }

    /** Whether time counts in a status that is not done; null (unknown) counts as open. */
    boolean countsIn(Status status) {
        boolean waitingCustomer = status == Status.WAITING_CUSTOMER;
        boolean waitingOther = status == Status.WAITING_THIRD_PARTY;
        return switch (this) {
            case PAUSABLE_UPDATE, REQUESTER_WAIT -> !waitingCustomer;
            case AGENT_WORK, GROUP_OWNERSHIP -> !waitingCustomer && !waitingOther;
            case AGENT_WAIT -> waitingCustomer;
            case FIRST_REPLY,
                    NEXT_REPLY,
                    PERIODIC_UPDATE,
                    RESOLUTION,
                    FIRST_RESOLUTION,
                    ASSIGNEE_RESPONSE,
                    QUEUE_WAIT,
                    REFUND,
                    DISPUTE,
                    ROUND_RESPONSE -> true;
        };
    }
}
