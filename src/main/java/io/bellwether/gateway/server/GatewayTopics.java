package io.bellwether.gateway.server;

import io.bellwether.event.EventType;
import java.util.List;

/**
 * Where the gateway writes to.
 *
 * @param rejected dead letters: deliveries of which an event should have come and did not
 * @param state what is known of cases that are told whole
 */
public record GatewayTopics(String tickets, String chats, String agents, String rejected, String state) {

    /** Where events go, and what is refused. */
    public List<String> ofEvents() {
        return List.of(tickets, chats, agents, rejected);
    }

    /** The same with that of cases. */
    List<String> all() {
        return List.of(tickets, chats, agents, rejected, state);
    }

    /**
     * The topic of events of a type.
     *
     * @param ofChats whether its source tells of chats alone: then its surveys are about chats
     */
    public String of(EventType type, boolean ofChats) {
        if (type == EventType.AGENT_STATE || type == EventType.PLAN_STAFFED) {
            return agents;
        }
        boolean survey = type == EventType.SURVEY_REQUESTED || type == EventType.SURVEY_ANSWERED;
        return type.ofChat() || survey && ofChats ? chats : tickets;
    }
}
