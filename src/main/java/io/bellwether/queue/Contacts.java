package io.bellwether.queue;

import io.bellwether.event.EventField;
import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.queue.Turn.Left;

/**
 * The one place that decides what an event does to the stay of its chat: when one begins, who has it, how it ends. The
 * table is in docs/events.md, "A contact's stay".
 */
public final class Contacts {

    /** Why a queue's own rules give up who waits: words of {@code reason}. */
    private static final String OVERFLOW = "overflow";

    private static final String TIMEOUT = "timeout";

    private Contacts() {}

    /**
     * What the event does.
     *
     * @param now the stay so far; null for none
     * @param caseQueue the queue of the case before the event; null where it is not known
     * @param over whether the case was solved or closed before the event: only one that begins it again begins a stay
     */
    public static Turn turn(Contact now, ServiceEvent event, String caseQueue, boolean over) {
        boolean open = now != null && now.isOpen();
        return switch (event.type()) {
            case CHAT_QUEUED -> queued(now, event, caseQueue);
            case CHAT_TRANSFERRED -> over ? Turn.NONE : transferred(now, event, caseQueue);
            case CHAT_ASSIGNED -> over ? Turn.NONE : assigned(now, event, caseQueue);
            case CHAT_MISSED -> open ? new Turn(now, now, null, false, true, false) : Turn.NONE;
            case CHAT_ABANDONED -> open ? ended(now, event.time()) : Turn.NONE;
            case CHAT_ENDED -> open ? ended(now, event) : Turn.NONE;
            case TICKET_STATUS_CHANGED, TICKET_UPDATED -> {
                boolean done = event.status() != null && event.status().isDone();
                yield open && done ? ended(now, event.time()) : Turn.NONE;
            }
            case CHAT_CALLBACK_REQUESTED -> open && now.waiting() ? Turn.ends(now, Left.CALLBACK, null) : Turn.NONE;
            case CHAT_HELD, CHAT_RESUMED -> open && now.inService() ? hold(now, event) : Turn.NONE;
            case CHAT_WRAPPED_UP -> wrappedUp(now, event);
            case TICKET_MERGED, TICKET_DELETED -> open ? removed(now, event.time()) : Turn.NONE;
            default -> Turn.NONE;
        };
    }

    /** Who waits and is queued where they are waits on; whoever else is queued begins to wait. */
    private static Turn queued(Contact now, ServiceEvent event, String caseQueue) {
        if (now != null
                && now.waiting()
                && (event.queue() == null || event.queue().equals(now.queue()))) {
            return Turn.NONE;
        }
        String queue = event.queue() == null ? caseQueue : event.queue();
        return Turn.begins(now, leaving(now, event), Contact.enqueued(queue, event.time()));
    }

    private static Turn transferred(Contact now, ServiceEvent event, String caseQueue) {
        if (event.get(EventField.EXTERNAL) != null) {
            return now == null || !now.isOpen() ? Turn.NONE : outside(now, event);
        }
        return event.agentId() != null ? toAgent(now, event, caseQueue) : moved(now, event);
    }

    /** To somebody outside: with us the stay is over. */
    private static Turn outside(Contact now, ServiceEvent event) {
        Turn ends = now.waiting() ? Turn.ends(now, leaving(now, event), null) : ended(now, event.time());
        return new Turn(now, ends.after(), ends.left(), false, false, true);
    }

    /** To a queue, without an agent: the same as being queued there, but that the source must name the queue. */
    private static Turn moved(Contact now, ServiceEvent event) {
        return event.queue() == null ? Turn.NONE : queued(now, event, null);
    }

    /** To an agent: who then has the chat, so nothing is queued; in another queue it is another stay. */
    private static Turn toAgent(Contact now, ServiceEvent event, String caseQueue) {
        boolean elsewhere = event.queue() != null
                && now != null
                && now.isOpen()
                && !event.queue().equals(now.queue());
        return elsewhere
                ? Turn.begins(now, leaving(now, event), Contact.given(event.queue(), agent(event), event.time()))
                : assigned(now, event, caseQueue);
    }

    private static Turn assigned(Contact now, ServiceEvent event, String caseQueue) {
        long time = event.time();
        SourceId agent = agent(event);
        if (now == null || !now.isOpen()) {
            String queue = event.queue() == null ? caseQueue : event.queue();
            return Turn.begins(now, null, Contact.given(queue, agent, time));
        }
        if (now.waiting()) {
            return Turn.goesOn(now, now.assigned(agent, time));
        }
        return agent == null || agent.equals(now.agent()) ? Turn.NONE : Turn.goesOn(now, now.handed(agent, time));
    }

    private static Turn ended(Contact now, long time) {
        return now.waiting() ? Turn.ends(now, Left.ABANDONED, null) : Turn.ends(now, Left.FINISHED, now.ended(time));
    }

    private static Turn hold(Contact now, ServiceEvent event) {
        boolean held = event.type() == EventType.CHAT_HELD;
        return held == now.hold().isOn()
                ? Turn.NONE
                : Turn.goesOn(now, held ? now.held(event.time()) : now.resumed(event.time()));
    }

    /** A chat that ends while it waits was abandoned, unless the queue itself ended it. */
    private static Turn ended(Contact now, ServiceEvent event) {
        Left givenUp = now.waiting() ? givenUp(event) : null;
        return givenUp == null ? ended(now, event.time()) : Turn.ends(now, givenUp, null);
    }

    /**
     * Work after the conversation belongs to its handle time; where the end was not told, this is it, and how much of the time
     * was work after it nobody knows. It ends nothing where another agent wraps up who had it before.
     */
    private static Turn wrappedUp(Contact now, ServiceEvent event) {
        if (now == null || now.waiting()) {
            return Turn.NONE;
        }
        long time = event.time();
        if (now.isOpen()) {
            boolean another = event.agentId() != null
                    && now.agent() != null
                    && !EventKeys.agentOf(event).equals(now.agent());
            return another ? Turn.NONE : Turn.ends(now, Left.FINISHED, now.ended(time));
        }
        boolean known = now.wrappedUp() && time <= now.assignedAt() + now.handleMillis();
        return time < now.endedAt() || known ? Turn.NONE : Turn.goesOn(now, now.wrappedUp(time));
    }

    /**
     * What work after a stay does that is over while the chat waits again, or another agent has it.
     *
     * @param served the last stay that an agent had
     */
    public static Turn wrappedUpBefore(Contact served, ServiceEvent event) {
        boolean theirs = event.agentId() == null
                || served.agent() == null
                || EventKeys.agentOf(event).equals(served.agent());
        return theirs ? wrappedUp(served, event) : Turn.NONE;
    }

    /** The case goes away, and with it the stay. */
    private static Turn removed(Contact now, long time) {
        return now.waiting() ? Turn.ends(now, Left.TRANSFERRED, null) : ended(now, time);
    }

    private static Left leaving(Contact now, ServiceEvent event) {
        if (now == null || !now.isOpen()) {
            return null;
        }
        if (!now.waiting()) {
            return Left.FINISHED;
        }
        Left givenUp = givenUp(event);
        return givenUp == null ? Left.TRANSFERRED : givenUp;
    }

    /** By which of its rules a queue gives up who waits there; null where it does not. */
    private static Left givenUp(ServiceEvent event) {
        String reason = event.reason();
        if (reason == null || event.type() != EventType.CHAT_TRANSFERRED && event.type() != EventType.CHAT_ENDED) {
            return null;
        }
        return switch (reason) {
            case OVERFLOW -> Left.OVERFLOW;
            case TIMEOUT -> Left.TIMED_OUT;
            default -> null;
        };
    }

    private static SourceId agent(ServiceEvent event) {
        return event.agentId() == null ? null : EventKeys.agentOf(event);
    }
}
