package io.bellwether.queue;

import io.bellwether.event.Actor;
import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;

/**
 * What is counted of the talk in chats: how long customers wait for the first answer and for each, and who never gets one.
 * An answer is a public message that an agent wrote; what a bot or an automation writes is none.
 */
public final class TalkFold {

    private TalkFold() {}

    /** Where what is found goes. */
    public interface Listener {

        void timing(Measure measure, long millis);

        void count(Measure measure);
    }

    /**
     * The talk after an event.
     *
     * @param now so far; null where nothing of it is known
     * @param over whether the chat was over before the event
     * @param awaited whether the customer is to be called back, and so does not go unanswered
     */
    public static ChatTalk fold(ChatTalk now, ServiceEvent event, boolean over, boolean awaited, Listener out) {
        ChatTalk talk = now == null || over && begins(event.type()) ? ChatTalk.SILENT : now;
        if (over && !begins(event.type())) {
            return now;
        }
        return switch (event.type()) {
            case CHAT_MESSAGE -> message(talk, event, out);
            case CHAT_HANDOFF, CHAT_QUEUED, CHAT_ASSIGNED -> talk.peopleTakeOver(event.time());
            // whoever is handed on to the outside waits for nobody here
            case CHAT_TRANSFERRED ->
                event.get(EventField.EXTERNAL) == null ? talk.peopleTakeOver(event.time()) : talk.over();
            case CHAT_STARTED -> event.actor() == Actor.BOT ? talk.ofBot() : talk;
            case CHAT_ENDED, CHAT_ABANDONED -> ended(talk, awaited, out);
            case TICKET_STATUS_CHANGED, TICKET_UPDATED -> {
                boolean done = event.status() != null && event.status().isDone();
                yield done ? ended(talk, awaited, out) : talk;
            }
            case TICKET_MERGED, TICKET_DELETED -> talk.over();
            default -> talk;
        };
    }

    private static boolean begins(EventType type) {
        return type == EventType.CHAT_STARTED || type == EventType.CHAT_QUEUED;
    }

    private static ChatTalk message(ChatTalk talk, ServiceEvent event, Listener out) {
        if (event.isQuestion()) {
            return talk.customerWrites(event.time());
        }
        if (event.visibility() == Visibility.PRIVATE) {
            return talk;
        }
        if (event.actor() == Actor.BOT) {
            return talk.botWrites();
        }
        if (event.actor() != Actor.AGENT || event.automated()) {
            return talk;
        }
        if (talk.waits()) {
            long millis = event.time() - talk.askedAt();
            out.timing(Measure.QUEUE_CHAT_RESPONSE, millis);
            if (!talk.answered()) {
                out.timing(Measure.QUEUE_CHAT_WAIT, millis);
            }
        }
        return talk.agentWrites();
    }

    /** Who wrote to a bot alone was not left to people. */
    private static ChatTalk ended(ChatTalk talk, boolean awaited, Listener out) {
        if (talk.waits() && !talk.answered() && !awaited && talk.isForPeople()) {
            out.count(Measure.QUEUE_MISSED_CHATS);
        }
        return talk.over();
    }
}
