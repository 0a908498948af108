package io.bellwether.job;

import io.bellwether.event.Actor;
import io.bellwether.event.AgentState;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.event.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Some hours of tickets, chats and agents, always the same, in the order of their times. */
final class ScriptedDay {

    static final long START = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();

    private static final long MINUTE = 60_000;
    private static final String[] QUEUES = {"billing", "returns", "vip"};
    private static final String[] PRIORITIES = {"urgent", "normal"};
    private static final String[] AGENTS = {"ann", "bob", "cem", "dan"};

    private final List<ServiceEvent> events = new ArrayList<>();

    private ScriptedDay() {}

    /** @param cases of each kind, one a minute */
    static List<ServiceEvent> of(int cases) {
        ScriptedDay day = new ScriptedDay();
        for (int i = 0; i < AGENTS.length; i++) {
            day.agent(i, 0, AgentState.AVAILABLE);
            day.agent(i, 37 + i, i % 2 == 0 ? AgentState.AWAY : AgentState.OFFLINE);
            day.agent(i, 61 + i, AgentState.AVAILABLE);
        }
        for (int i = 0; i < cases; i++) {
            day.ticket(i);
            day.chat(i);
        }
        day.events.sort(Comparator.comparingLong(ServiceEvent::time).thenComparing(ServiceEvent::id));
        return day.events;
    }

    private void agent(int i, int minute, AgentState state) {
        events.add(event(EventType.AGENT_STATE, "agent-" + i, minute, i)
                .agentId(AGENTS[i])
                .agentState(state)
                .slots(2)
                .build());
    }

    private void ticket(int i) {
        String id = "ticket-" + i;
        add(event(EventType.TICKET_CREATED, id, i, 1)
                .status(Status.NEW)
                .actor(Actor.CUSTOMER)
                .queue(QUEUES[i % 3])
                .priority(PRIORITIES[i % 2]));
        add(message(EventType.TICKET_MESSAGE, id, i + 2 + i % 9, Actor.AGENT, 0.3)
                .agentId(AGENTS[i % 4]));
        add(message(EventType.TICKET_MESSAGE, id, i + 14, Actor.CUSTOMER, i % 3 == 0 ? -0.8 : 0.1));
        if (i % 4 == 0) {
            add(event(EventType.TICKET_UPDATED, id, i + 16, 5).queue(QUEUES[(i + 1) % 3]));
        }
        if (i % 5 != 0) {
            add(event(EventType.TICKET_STATUS_CHANGED, id, i + 25, 6).status(Status.SOLVED));
            add(event(EventType.SURVEY_ANSWERED, id, i + 31, 7)
                    .surveyKind(SurveyKind.CSAT)
                    .score(1.0 + i % 5));
        }
        if (i % 7 == 0) {
            add(event(EventType.TICKET_STATUS_CHANGED, id, i + 40, 8).status(Status.OPEN));
        }
    }

    private void chat(int i) {
        String id = "chat-" + i;
        add(event(EventType.CHAT_QUEUED, id, i, 11).queue(QUEUES[i % 3]));
        if (i % 6 == 5) {
            add(event(EventType.CHAT_ABANDONED, id, i + 2, 12));
            return;
        }
        add(event(EventType.CHAT_ASSIGNED, id, i + 1 + i % 3, 13).agentId(AGENTS[i % 4]));
        add(message(EventType.CHAT_MESSAGE, id, i + 4, Actor.CUSTOMER, i % 2 == 0 ? -0.9 : 0.4));
        add(message(EventType.CHAT_MESSAGE, id, i + 5, Actor.CUSTOMER, -0.7));
        add(message(EventType.CHAT_MESSAGE, id, i + 6, Actor.CUSTOMER, -0.9));
        add(event(EventType.CHAT_ENDED, id, i + 11 + i % 13, 14));
    }

    private void add(EventBuilder event) {
        events.add(event.build());
    }

    private EventBuilder message(EventType type, String caseId, int minute, Actor actor, double sentiment) {
        return event(type, caseId, minute, 20)
                .actor(actor)
                .visibility(Visibility.PUBLIC)
                .sentiment(sentiment);
    }

    /** At a second of its own, so that none hangs on the order of arrival. */
    private EventBuilder event(EventType type, String caseId, int minute, int second) {
        return ServiceEvent.of(
                        type, caseId + '@' + minute + '.' + second, START + minute * MINUTE + second * 1_000L, "test")
                .caseId(type.ofCase() ? caseId : null);
    }
}
