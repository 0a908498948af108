package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlaStateTest {
    private static final String POLICY = """
            timed: [agent_wait, periodic_update, group_ownership]
            ignore_reopen_solved_within: 10m
            targets:
              first_reply: {priority: {urgent: 20m, "*": 4h}}
              next_reply: 1h
              pausable_update: 3h
              agent_work: {priority: {urgent: 2h}}
              resolution: 10h
              assignee_response: 30m
              queue_wait: 5m
              refund: 8h
            """;

    private static byte[] bytes(SlaState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(Known.NOTHING, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static SlaState read(byte[] bytes) throws IOException {
        return SlaState.read(Known.NOTHING, new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void survivesWritingReadingAndCopyingAtAnyPointOfAnyHistory() throws IOException {
        PolicyBook book = Desk.book(POLICY);
        Random random = new Random(7);
        for (int history = 0; history < 2000; history++) {
            long seed = random.nextLong();
            Desk whole = live(new Desk(book), new Random(seed), false);
            Desk torn = live(new Desk(book), new Random(seed), true);
            assertThat(torn.transcript()).isEqualTo(whole.transcript());
            assertThat(bytes(torn.state)).isEqualTo(bytes(whole.state));
            torn.event(10_000, EventType.TICKET_DELETED);
            assertThat(torn.hasLevels())
                    .as("a case that is gone counts nowhere")
                    .isFalse();
            assertThat(torn.nextWake()).isEqualTo(Long.MAX_VALUE);
        }
    }

    private static Desk live(Desk desk, Random random, boolean torn) throws IOException {
        boolean chat = random.nextBoolean();
        int minute = 0;
        desk.event(0, chat ? EventType.CHAT_STARTED : EventType.TICKET_CREATED, e -> e.actor(actor(random)));
        for (int i = random.nextInt(25); i > 0; i--) {
            minute += random.nextInt(40);
            event(desk, random, minute, chat);
            if (torn) {
                byte[] before = bytes(desk.state);
                desk.state = i % 2 == 0 ? desk.state.copy() : read(before);
                assertThat(bytes(desk.state)).isEqualTo(before);
            }
        }
        return desk.until(minute + 600);
    }

    private static Actor actor(Random random) {
        return Actor.values()[random.nextInt(Actor.values().length)];
    }

    private static void event(Desk desk, Random random, int minute, boolean chat) {
        EventType[] tickets = {
            EventType.TICKET_UPDATED,
            EventType.TICKET_ASSIGNED,
            EventType.TICKET_MESSAGE,
            EventType.TICKET_MESSAGE,
            EventType.TICKET_STATUS_CHANGED,
            EventType.REFUND_OPENED,
            EventType.REFUND_COMPLETED,
            EventType.TICKET_MERGED
        };
        EventType[] chats = {
            EventType.CHAT_QUEUED,
            EventType.CHAT_ASSIGNED,
            EventType.CHAT_MESSAGE,
            EventType.CHAT_MESSAGE,
            EventType.CHAT_HANDOFF,
            EventType.CHAT_TRANSFERRED,
            EventType.CHAT_ENDED,
            EventType.CHAT_ABANDONED
        };
        EventType type = (chat ? chats : tickets)[random.nextInt(8)];
        String agent = random.nextInt(3) == 0 ? null : "a" + random.nextInt(3);
        Status status = Status.values()[random.nextInt(6)];
        Visibility visibility = random.nextInt(4) == 0 ? Visibility.PRIVATE : Visibility.PUBLIC;
        long due = desk.ms(minute + random.nextInt(600));
        boolean dueKnown = random.nextInt(8) == 0;
        String priority = new String[] {null, "urgent", "low"}[random.nextInt(3)];
        String message = "m" + random.nextInt(4);
        Actor actor = actor(random);
        desk.event(minute, type, e -> e.actor(actor)
                .priority(priority)
                .queue(agent == null ? "q" + minute % 3 : null)
                .agentId(agent)
                .visibility(visibility)
                .messageId(message)
                .status(type == EventType.TICKET_STATUS_CHANGED ? status : null)
                .dueAt(dueKnown ? due : null));
    }

    @Test
    void aTypicalOpenTicketIsSmall() throws IOException {
        Desk desk = Desk.with("targets: {first_reply: 1h, next_reply: 4h, resolution: 24h}");
        desk.event(0, EventType.TICKET_CREATED, e -> e.queue("billing").dueAt(desk.ms(2000)))
                .event(5, EventType.TICKET_ASSIGNED, e -> e.agentId("ann"))
                .message(30, Actor.AGENT, Visibility.PUBLIC, "m1")
                .customer(90);
        assertThat(desk.isRunning("next_reply")).isTrue();
        assertThat(bytes(desk.state).length).isLessThan(130);
    }

    @Test
    void nothingHappenedIsEmpty() throws IOException {
        SlaState state = new SlaState();
        assertThat(state.isEmpty()).isTrue();
        assertThat(state.hasOpenClocks()).isFalse();
        assertThat(read(bytes(state)).isEmpty()).isTrue();
        assertThat(bytes(state).length).isLessThan(20);
    }
}
