package io.bellwether.cases;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.quality.Bots;
import io.bellwether.quality.CustomerFact;
import java.util.List;

/**
 * The sessions of bots in chats. One begins when a bot says something before anybody asked for people, and ends in one of
 * three ways: handed off to people, left by the customer, or contained, which is any other end of the chat. Once people were
 * asked for, nothing that a bot says in this chat begins another.
 */
final class CaseBot {

    private static final List<String> NO_TAGS = List.of();

    private final CaseEmitter emitter;
    private final CaseCustomer customer;
    private final Bots bots;

    CaseBot(CaseEmitter emitter, CaseCustomer customer, Bots bots) {
        this.emitter = emitter;
        this.customer = customer;
        this.bots = bots;
    }

    /**
     * Takes an event of which the case knows what it means for its status and its contact.
     *
     * @param before what was known of the case before it: a bot that hands it off had it as that
     */
    void fold(CaseCore core, ServiceEvent event, Attributes before) {
        if (!core.chat) {
            return;
        }
        boolean over = core.removed || core.status == null || core.status.isDone();
        boolean people = asksForPeople(core, event);
        LevelLedger.Held session = core.levels.find(Measure.BOT_RUNNING);
        if (session != null && (over || people)) {
            emitter.level(Measure.BOT_RUNNING, NO_TAGS, event.time(), -session.n(), session.since());
            if (!core.removed) {
                ended(outcome(event, people), people ? before : core.attributes, event.time());
            }
        } else if (session == null
                && !over
                && !people
                && !CaseBits.has(core, CaseBits.PEOPLE_ASKED)
                && isOfBot(event)) {
            emitter.count(Measure.BOT_SESSIONS, NO_TAGS, event.time(), 1);
            emitter.level(Measure.BOT_RUNNING, NO_TAGS, event.time(), 1, event.time());
            customer.bot(CustomerFact.Kind.BOT_BEGAN, core.attributes);
        }
        if (over || people) {
            CaseBits.note(core, CaseBits.PEOPLE_ASKED, !over);
        }
    }

    private void ended(Measure outcome, Attributes as, long time) {
        emitter.countAs(as, outcome, time);
        customer.bot(
                switch (outcome) {
                    case BOT_HANDED_OFF -> CustomerFact.Kind.BOT_HANDED_OFF;
                    case BOT_LEFT -> CustomerFact.Kind.BOT_LEFT;
                    default -> CustomerFact.Kind.BOT_CONTAINED;
                },
                as);
    }

    /** Whether a bot has the chat that this event ends, and its customer has not left it. */
    boolean contains(CaseCore core, ServiceEvent event) {
        return core.levels.find(Measure.BOT_RUNNING) != null && outcome(event, false) == Measure.BOT_CONTAINED;
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
