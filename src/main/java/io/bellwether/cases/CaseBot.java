package io.bellwether.cases;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.quality.Bots;
import java.util.List;

/**
 * The sessions of bots in chats. One begins when a bot says something before anybody asked for people, and ends in one of
 * three ways: handed off to people, left by the customer, or contained, which is any other end of the chat. Once people were
 * asked for, nothing that a bot says in this chat begins another.
 */
final class CaseBot {

    /** Bit of {@link CaseCore#course}: people were asked for since the chat began. */
    private static final int PEOPLE = 1 << 8;

    private static final List<String> NO_TAGS = List.of();

    private final CaseEmitter emitter;
    private final Bots bots;

    CaseBot(CaseEmitter emitter, Bots bots) {
        this.emitter = emitter;
        this.bots = bots;
    }

    /** Takes an event of which the case knows what it means for its status and its contact. */
    void fold(CaseCore core, ServiceEvent event) {
        if (!core.chat) {
            return;
        }
        boolean over = core.removed || core.status == null || core.status.isDone();
        boolean people = asksForPeople(core, event);
        LevelLedger.Held session = core.levels.find(Measure.BOT_RUNNING);
        if (session != null && (over || people)) {
            emitter.level(Measure.BOT_RUNNING, NO_TAGS, event.time(), -session.n(), session.since());
            if (!core.removed) {
                emitter.count(outcome(event, people), NO_TAGS, event.time(), 1);
            }
        } else if (session == null && !over && !people && (core.course & PEOPLE) == 0 && isOfBot(event)) {
            emitter.count(Measure.BOT_SESSIONS, NO_TAGS, event.time(), 1);
            emitter.level(Measure.BOT_RUNNING, NO_TAGS, event.time(), 1, event.time());
        }
        core.course = over ? core.course & ~PEOPLE : people ? core.course | PEOPLE : core.course;
    }

    private static boolean asksForPeople(CaseCore core, ServiceEvent event) {
        return switch (event.type()) {
            case CHAT_HANDOFF, CHAT_QUEUED, CHAT_ASSIGNED, CHAT_TRANSFERRED -> true;
            default ->
                core.contact != null && core.contact.isOpen()
                        || isPublic(event) && event.actor() == Actor.AGENT && !event.automated();
        };
    }

    private static boolean isOfBot(ServiceEvent event) {
        boolean speaks = event.type() == EventType.CHAT_STARTED || isPublic(event);
        return speaks && event.actor() == Actor.BOT;
    }

    private static boolean isPublic(ServiceEvent event) {
        return event.isMessage() && event.visibility() != Visibility.PRIVATE;
    }

    private Measure outcome(ServiceEvent event, boolean people) {
        if (people) {
            return Measure.BOT_HANDED_OFF;
        }
        boolean left = event.type() == EventType.CHAT_ABANDONED
                || event.reason() != null && bots.leftReasons().contains(event.reason());
        return left ? Measure.BOT_LEFT : Measure.BOT_CONTAINED;
    }
}
