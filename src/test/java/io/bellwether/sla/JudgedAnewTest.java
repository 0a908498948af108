package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A case is judged again only where something has changed; that must not show. */
class JudgedAnewTest {

    private static final int HISTORIES = 4000;
    private static final int EVENTS = 25;
    private static final EventType[] TYPES = {
        EventType.TICKET_CREATED,
        EventType.TICKET_UPDATED,
        EventType.TICKET_MESSAGE,
        EventType.TICKET_MESSAGE,
        EventType.TICKET_STATUS_CHANGED,
        EventType.TICKET_ASSIGNED,
        EventType.CHAT_STARTED,
        EventType.CHAT_QUEUED,
        EventType.CHAT_HANDOFF,
        EventType.CHAT_ASSIGNED,
        EventType.CHAT_MESSAGE,
        EventType.CHAT_MESSAGE,
        EventType.CHAT_ENDED,
        EventType.REFUND_OPENED,
    };

    private static final String BOOK = """
            calendars:
              office: {zone: UTC, hours: {mon-sun: "00:30-02:00"}}
            policies:
              - name: vip
                match: {tier: vip, agent_id: "!bob"}
                calendar: office
                targets:
                  first_reply: {target: 20m, calendar: 24x7, started_within: office}
                  next_reply: 10m
                  group_ownership: {queue: {q1: 30m}}
                  assignee_response: 5m
                timed: [requester_wait]
              - name: chats
                match: {kind: chat}
                targets: {first_reply: {target: 5m, started_within: office}, next_reply: 3m, queue_wait: 2m, refund: 1h}
              - name: rest
                targets:
                  first_reply: {priority: {high: 10m, "*": 30m}}
                  resolution: {priority: {high: 1h}}
                  round_response: 15m
                timed: [periodic_update, pausable_update]
            """;

    @Test
    void whatIsKeptOfTheLastJudgementDoesNotShow() {
        Random random = new Random(20_260_302);
        PolicyBook book = Desk.parse(BOOK);
        PolicyBook other =
                Desk.parse(BOOK.replace("10m", "11m").replace("policies:", "apply_to_open: true\npolicies:"));
        for (int i = 0; i < HISTORIES; i++) {
            Desk keeps = new Desk(book);
            Desk judgesAnew = new Desk(book).forgetful();
            double minute = 0;
            for (int j = 0; j < EVENTS; j++) {
                minute += random.nextInt(6);
                ServiceEvent event = event(random, keeps.ms(minute), i * EVENTS + j);
                keeps.fold(event);
                judgesAnew.fold(event);
                if (random.nextInt(50) == 0) {
                    keeps.book(minute, other);
                    judgesAnew.book(minute, other);
                }
            }
            assertThat(keeps.until(minute + 60).transcript())
                    .as("history %d", i)
                    .isEqualTo(judgesAnew.until(minute + 60).transcript());
        }
    }

    private static ServiceEvent event(Random random, long time, int number) {
        EventType type = TYPES[random.nextInt(TYPES.length)];
        EventBuilder event = ServiceEvent.of(type, "e" + number, time, "test").caseId("1");
        if (type == EventType.TICKET_MESSAGE || type == EventType.CHAT_MESSAGE) {
            event.actor(Actor.values()[random.nextInt(Actor.values().length)])
                    .visibility(random.nextInt(5) == 0 ? Visibility.PRIVATE : Visibility.PUBLIC)
                    .messageId("m" + random.nextInt(4));
        }
        if (type == EventType.TICKET_STATUS_CHANGED) {
            event.status(Status.values()[random.nextInt(Status.values().length)]);
        }
        if (type == EventType.TICKET_ASSIGNED || type == EventType.CHAT_ASSIGNED) {
            event.agentId(random.nextBoolean() ? "ann" : "bob");
        }
        switch (random.nextInt(12)) {
            case 0 -> event.priority(random.nextBoolean() ? "high" : "low");
            case 1 -> event.tier(random.nextBoolean() ? "vip" : "plain");
            case 2 -> event.queue(random.nextBoolean() ? "q1" : "q2");
            case 3 -> event.dueAt(time + random.nextInt(40) * Desk.MINUTE);
            case 4 -> event.firstReplyDueAt(time + random.nextInt(20) * Desk.MINUTE);
            default -> {}
        }
        return event.build();
    }
}
