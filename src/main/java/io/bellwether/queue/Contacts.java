package io.bellwether.queue;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.queue.Turn.Left;

/**
 * The one place that decides what an event does to the stay of its chat: when one begins, who has it, how it ends. The
 * table is in docs/events.md, "A contact's stay".
 */
public final class Contacts {

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
            case CHAT_TRANSFERRED ->
                over ? Turn.NONE : event.agentId() != null ? toAgent(now, event, caseQueue) : moved(now, event);
            case CHAT_ASSIGNED -> over ? Turn.NONE : assigned(now, event, caseQueue);
            case CHAT_MISSED -> open ? new Turn(now, now, null, false, true) : Turn.NONE;
            case CHAT_ABANDONED, CHAT_ENDED -> open ? ended(now, event.time()) : Turn.NONE;
            case TICKET_STATUS_CHANGED, TICKET_UPDATED -> {
                boolean done = event.status() != null && event.status().isDone();
                yield open && done ? ended(now, event.time()) : Turn.NONE;
            }
            case CHAT_WRAPPED_UP -> wrappedUp(now, event.time());
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
        return Turn.begins(now, leaving(now), Contact.enqueued(queue, event.time()));
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
                ? Turn.begins(now, leaving(now), Contact.given(event.queue(), agent(event), event.time()))
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
        return now.waiting()
                ? new Turn(now, null, Left.ABANDONED, false, false)
                : new Turn(now, now.ended(time, time - now.assignedAt()), Left.FINISHED, false, false);
    }

    /** Work after the conversation belongs to its handle time; where the end was not told, this is it. */
    private static Turn wrappedUp(Contact now, long time) {
        if (now == null || now.waiting()) {
            return Turn.NONE;
        }
        if (now.isOpen()) {
            return ended(now, time);
        }
        return time <= now.endedAt() ? Turn.NONE : Turn.goesOn(now, now.ended(now.endedAt(), time - now.assignedAt()));
    }

    /** The case goes away, and with it the stay. */
    private static Turn removed(Contact now, long time) {
        return now.waiting() ? new Turn(now, null, Left.TRANSFERRED, false, false) : ended(now, time);
    }

    private static Left leaving(Contact now) {
        if (now == null || !now.isOpen()) {
            return null;
        }
        return now.waiting() ? Left.TRANSFERRED : Left.FINISHED;
    }

    private static SourceId agent(ServiceEvent event) {
        return event.agentId() == null ? null : event.agentKey();
    }
}
