package io.bellwether.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/events.md, "A contact's stay", cell by cell. A chat of queue q, which ann has where one does. */
class ContactsTest {

    private static final Contact WAITING = Contact.enqueued("q", 1_000);
    private static final Contact SERVED = WAITING.assigned(new SourceId("test", "ann"), 2_000);
    private static final Contact OVER = SERVED.ended(3_000);

    private static Contact contact(String state) {
        return switch (state) {
            case "waits" -> WAITING;
            case "ann" -> SERVED;
            case "over" -> OVER;
            case "somebody" -> WAITING.assigned(null, 2_000);
            default -> null;
        };
    }

    /** How the stay before was left, what becomes of it, and where the chat is: {@code waits q}, {@code bob q}, {@code -}. */
    private static String told(Turn turn, Contact now) {
        if (turn == Turn.NONE) {
            return "nothing";
        }
        StringBuilder told = new StringBuilder();
        told.append(turn.left() == null ? "" : turn.left() + " ");
        told.append(turn.missed() ? "missed " : turn.offered() ? "offered " : turn.given() ? "given " : "");
        told.append(turn.answered() ? "answered " : "");
        Contact after = turn.after();
        if (after == null || !after.isOpen()) {
            return told.append('-').toString();
        }
        assertThat(turn.begun()).isEqualTo(after.enqueuedAt() != WAITING.enqueuedAt() || now == null);
        String who = after.agent() == null ? "somebody" : after.agent().id();
        return told.append(after.waiting() ? "waits " : who + " ")
                .append(after.queue())
                .toString();
    }

    @ParameterizedTest(name = "{0}: {1} queue {2} agent {3}, {4}")
    @CsvSource({
        "waits, CHAT_TRANSFERRED, x, , overflow, OVERFLOW offered waits x, moved",
        "waits, CHAT_TRANSFERRED, x, bob, timeout, TIMED_OUT given bob x, moved",
        "waits, CHAT_TRANSFERRED, x, , Overflow, TRANSFERRED offered waits x, moved",
        "waits, CHAT_TRANSFERRED, q, , overflow, nothing, stays",
        "waits, CHAT_TRANSFERRED, , bob, overflow, answered bob q, stays",
        "ann, CHAT_TRANSFERRED, x, , overflow, FINISHED offered waits x, moved",
        "ann, CHAT_TRANSFERRED, q, , overflow, FINISHED offered waits q, stays",
        "waits, CHAT_QUEUED, x, , overflow, TRANSFERRED offered waits x, moved",
        "over, CHAT_QUEUED, x, , , offered waits x, stays",
        "waits, CHAT_ENDED, , , timeout, TIMED_OUT -, stays",
        "waits, CHAT_ENDED, , , overflow, OVERFLOW -, stays",
        "waits, CHAT_ENDED, , , resolved, ABANDONED -, stays",
        "ann, CHAT_ENDED, , , timeout, FINISHED -, stays",
        "waits, CHAT_ABANDONED, , , timeout, ABANDONED -, stays",
        "waits, CHAT_TRANSFERRED, , , external, TRANSFERRED -, outside",
        "waits, CHAT_TRANSFERRED, x, bob, external, TRANSFERRED -, outside",
        "ann, CHAT_TRANSFERRED, , , external, FINISHED -, outside",
        "over, CHAT_TRANSFERRED, , , external, nothing, stays",
        "none, CHAT_TRANSFERRED, , , external, nothing, stays",
        "ann, CHAT_TRANSFERRED, , bob, , bob q, handed over",
        "ann, CHAT_ASSIGNED, , bob, , bob q, handed over",
        "somebody, CHAT_ASSIGNED, , bob, , bob q, stays"
    })
    void whereAndWhyItLeaves(
            String state, EventType type, String queue, String agent, String why, String expected, String how) {
        boolean external = "external".equals(why);
        ServiceEvent event = ServiceEvent.of(type, "1", 9_000, "test")
                .caseId("c")
                .queue(queue)
                .agentId(agent)
                .reason(external ? null : why)
                .with(EventField.EXTERNAL, external ? true : null)
                .build();
        Contact now = contact(state);
        Turn turn = Contacts.turn(now, event, "case", false);
        assertThat(told(turn, now)).isEqualTo(expected);
        assertThat(turn.moved() ? "moved" : turn.external() ? "outside" : turn.handedOver() ? "handed over" : "stays")
                .isEqualTo(how);
    }

    @ParameterizedTest(name = "{0}: {1} queue {2} agent {3}")
    @CsvSource({
        "none, CHAT_QUEUED, x, , offered waits x",
        "none, CHAT_QUEUED, , , offered waits case",
        "over, CHAT_QUEUED, q, , offered waits q",
        "waits, CHAT_QUEUED, q, , nothing",
        "waits, CHAT_QUEUED, , , nothing",
        "waits, CHAT_QUEUED, x, , TRANSFERRED offered waits x",
        "ann, CHAT_QUEUED, q, , FINISHED offered waits q",
        "none, CHAT_TRANSFERRED, x, , offered waits x",
        "waits, CHAT_TRANSFERRED, q, , nothing",
        "waits, CHAT_TRANSFERRED, x, , TRANSFERRED offered waits x",
        "ann, CHAT_TRANSFERRED, q, , FINISHED offered waits q",
        "ann, CHAT_TRANSFERRED, x, , FINISHED offered waits x",
        "none, CHAT_TRANSFERRED, x, bob, given bob x",
        "waits, CHAT_TRANSFERRED, , bob, answered bob q",
        "waits, CHAT_TRANSFERRED, q, bob, answered bob q",
        "waits, CHAT_TRANSFERRED, x, bob, TRANSFERRED given bob x",
        "ann, CHAT_TRANSFERRED, , bob, bob q",
        "ann, CHAT_TRANSFERRED, q, bob, bob q",
        "ann, CHAT_TRANSFERRED, x, bob, FINISHED given bob x",
        "none, CHAT_ASSIGNED, , bob, given bob case",
        "waits, CHAT_ASSIGNED, , bob, answered bob q",
        "waits, CHAT_ASSIGNED, x, , answered somebody q",
        "ann, CHAT_ASSIGNED, , bob, bob q",
        "ann, CHAT_ASSIGNED, , ann, nothing",
        "ann, CHAT_ASSIGNED, , , nothing",
        "none, CHAT_MISSED, , bob, nothing",
        "waits, CHAT_MISSED, , bob, missed waits q",
        "ann, CHAT_MISSED, , bob, missed ann q",
        "over, CHAT_MISSED, , bob, nothing",
        "none, CHAT_ENDED, , , nothing",
        "waits, CHAT_ENDED, , , ABANDONED -",
        "waits, CHAT_ABANDONED, , , ABANDONED -",
        "ann, CHAT_ENDED, , , FINISHED -",
        "ann, CHAT_ABANDONED, , , FINISHED -",
        "over, CHAT_ENDED, , , nothing",
        "waits, TICKET_STATUS_CHANGED, , , ABANDONED -",
        "ann, TICKET_UPDATED, , , FINISHED -",
        "waits, CHAT_WRAPPED_UP, , , nothing",
        "ann, CHAT_WRAPPED_UP, , , FINISHED -",
        "ann, CHAT_WRAPPED_UP, , ann, FINISHED -",
        "ann, CHAT_WRAPPED_UP, , bob, nothing",
        "over, CHAT_WRAPPED_UP, , , -",
        "waits, TICKET_MERGED, , , TRANSFERRED -",
        "ann, TICKET_DELETED, , , FINISHED -",
        "waits, CHAT_CALLBACK_REQUESTED, , , CALLBACK -",
        "waits, CHAT_CALLBACK_REQUESTED, x, , CALLBACK -",
        "ann, CHAT_CALLBACK_REQUESTED, , , nothing",
        "over, CHAT_CALLBACK_REQUESTED, , , nothing",
        "none, CHAT_CALLBACK_REQUESTED, , , nothing",
        "waits, CHAT_CALLBACK_SCHEDULED, , , nothing",
        "waits, CHAT_CALLBACK_COMPLETED, , , nothing",
        "ann, CHAT_CALLBACK_FAILED, , , nothing",
        "waits, CHAT_MESSAGE, x, bob, nothing",
        "ann, CHAT_HELD, , , ann q",
        "ann, CHAT_RESUMED, , , nothing",
        "waits, CHAT_HELD, , , nothing",
        "over, CHAT_HELD, , , nothing",
        "ann, CHAT_STARTED, , , nothing"
    })
    void everyCellOfTheTable(String state, EventType type, String queue, String agent, String expected) {
        ServiceEvent event = ServiceEvent.of(type, "1", 9_000, "test")
                .caseId("c")
                .queue(queue)
                .agentId(agent)
                .status(type.ofChat() ? null : Status.SOLVED)
                .build();
        Contact now = contact(state);
        assertThat(told(Contacts.turn(now, event, "case", false), now)).isEqualTo(expected);
        if (now == null || now == OVER) {
            boolean begins = type == EventType.CHAT_QUEUED;
            Turn whenOver = Contacts.turn(now, event, "case", true);
            assertThat(whenOver.begun()).as("when the case is over").isEqualTo(begins);
        }
    }
}
