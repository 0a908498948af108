package io.bellwether.cases;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.queue.Contact;
import io.bellwether.queue.Contacts;
import io.bellwether.queue.PresentContact;
import io.bellwether.queue.QueueFold;
import io.bellwether.queue.Turn;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.RunningClock;
import io.bellwether.sla.SlaEngine;
import java.util.List;

/**
 * Folds one event after another into a case and says what that means: the one place where the parts of a case (status,
 * queue, SLA, quality, mood) meet. Pure; events come in {@link ServiceEvent#FOLD_ORDER}. Not thread-safe.
 */
final class CaseFold {

    private final CaseEmitter emitter;
    private final ContactEmitter contacts;
    private final FoldedFacts facts;
    private final CaseCoaching coaching;
    private final QueueFold queue;
    private final PresentContacts present;
    private final CaseCallbacks callbacks;
    private final CaseLife life;
    private final CaseVoice voice;
    private final CaseSurveys surveys;
    private final CaseTalk talk;
    private final CaseTopics topics;
    private final CaseCourse course;
    private final CaseCustomer customer;
    private final CaseBot bot;
    private SlaEngine sla;
    private int policies;
    private boolean folded;
    private boolean chatFolded;

    CaseFold(CaseSettings settings, PolicyBook policies) {
        SeriesSets sets = new SeriesSets(settings.dimensions());
        this.coaching = new CaseCoaching(sets, settings.coaching());
        this.emitter = new CaseEmitter(sets, coaching);
        this.contacts = new ContactEmitter(sets, coaching);
        this.facts = new FoldedFacts(sets);
        this.queue = new QueueFold(settings.serviceLevel());
        this.present = new PresentContacts(settings.serviceLevel(), contacts);
        this.callbacks = new CaseCallbacks(emitter);
        this.customer = new CaseCustomer(sets, settings.resolution().topic());
        this.topics = new CaseTopics(emitter, settings.topicsOfCategories());
        this.voice = new CaseVoice(emitter, facts, topics, coaching);
        this.surveys = new CaseSurveys(emitter, customer, coaching);
        this.talk = new CaseTalk(emitter);
        this.course = new CaseCourse(emitter, settings.escalation());
        this.bot = new CaseBot(emitter, customer, settings.bots());
        this.life = new CaseLife(emitter, voice, course, customer, coaching, bot);
        policies(policies);
    }

    /** Judges by other policies from now on; a case notices at its next event, or when {@link #judge} visits it. */
    void policies(PolicyBook book) {
        this.sla = new SlaEngine(book);
        this.policies = book.id();
    }

    private void pointAt(SourceId caseId, CaseCore core, CaseOutput out) {
        emitter.pointAt(core, out);
        contacts.pointAt(caseId, core, out);
        facts.pointAt(caseId, core);
        coaching.pointAt(core, out);
        customer.pointAt(caseId, core, out);
    }

    /** Folds one event that the case has not seen. Deadlines before the event's time have been advanced over. */
    void fold(SourceId caseId, CaseCore core, ServiceEvent event, CaseOutput out) {
        pointAt(caseId, core, out);
        folded = true;
        boolean first = core.lastEventAt == CaseCore.NOT_YET;
        core.lastEventAt = Math.max(core.lastEventAt, event.time());
        core.backfill = event.backfill();
        core.chat |= event.type().ofChat();
        chatFolded |= core.chat;
        core.policies = policies;
        boolean counts = !core.removed && !isPastOver(core, event);
        Turn turn = turn(core, event);
        facts.turn(turn);
        Attributes before = core.attributes;
        if (!removes(event) || first) {
            attributes(caseId, core, event, turn, first);
        }
        talk.fold(core, event);
        coaching.event(event, before, core.attributes);
        customer.hear(event);
        life.fold(core, event);
        contact(core, event, turn);
        bot.fold(core, event, before);
        callbacks.fold(core, event);
        if (counts) {
            sla.apply(core.sla, event, facts, emitter);
        }
        core.ends = core.ends.after(event);
        voice.fold(core, event);
        surveys.fold(core, event);
        life.levels(core, event.time());
    }

    /** Lets time pass: fires at-risk points, deadlines and ends of patience up to and at {@code time}. */
    void advance(SourceId caseId, CaseCore core, long time, CaseOutput out) {
        if (overThresholdAt(core) <= time) {
            contacts.pointAt(caseId, core, out);
            core.contact = queue.passThreshold(core.contact, contacts);
        }
        if (sla.nextWake(core.sla) > time) {
            return;
        }
        pointAt(caseId, core, out);
        folded = true;
        core.policies = policies;
        sla.advance(core.sla, time, facts, emitter);
    }

    /** Whether a case was last judged by other policies, and the present ones reach it at once. */
    boolean reaches(SourceId caseId, CaseCore core) {
        if (!judgesAnew(core)) {
            return false;
        }
        pointAt(caseId, core, Discard.OUTPUT);
        return sla.reachesAtOnce(core.sla, facts);
    }

    /** Judges a case that the present policies reach. */
    void judge(SourceId caseId, CaseCore core, long time, CaseOutput out) {
        pointAt(caseId, core, out);
        folded = true;
        core.policies = policies;
        sla.reselect(core.sla, time, facts, emitter);
    }

    /** The next at-risk point, deadline or moment from which it waits too long; {@link Long#MAX_VALUE} if there is none. */
    long nextDeadline(CaseCore core) {
        return Math.min(sla.nextWake(core.sla), overThresholdAt(core));
    }

    private long overThresholdAt(CaseCore core) {
        return queue.overThresholdAt(core.contact, contacts.channel(core));
    }

    /** What the case's SLA clocks show at a time. */
    List<ClockView> clocks(CaseCore core, long at) {
        return sla.views(core.sla, at);
    }

    /** Whether anything that clocks may hang on was folded since this was asked last. */
    boolean takeFolded() {
        boolean was = folded;
        folded = false;
        return was;
    }

    /** Whether anything of a chat was folded since this was asked last: its contact may be another. */
    boolean takeChatFolded() {
        boolean was = chatFolded;
        chatFolded = false;
        return was;
    }

    /** The case's contact and callback that are not over. */
    List<PresentContact> contacts(SourceId caseId, CaseCore core) {
        return present.of(caseId, core);
    }

    /** What the case's clocks that have not ended promise. */
    List<RunningClock> running(SourceId caseId, CaseCore core) {
        facts.pointAt(caseId, core);
        return sla.running(core.sla, facts);
    }

    /** Gives back whatever the case still counts in; it is forgotten now. */
    void release(SourceId caseId, CaseCore core, long time, CaseOutput out) {
        pointAt(caseId, core, out);
        folded = true;
        chatFolded |= core.chat;
        if (core.contact != null) {
            queue.forget(core.contact, time, contacts);
        }
        emitter.releaseLevels(time);
    }

    /** Whether the case was last judged by other policies than the present ones. */
    boolean judgesAnew(CaseCore core) {
        return core.policies != 0 && core.policies != policies;
    }

    private static Turn turn(CaseCore core, ServiceEvent event) {
        Status status = core.statusOrOver();
        boolean over = status != null && status.isDone();
        return core.removed ? Turn.NONE : Contacts.turn(core.contact, event, core.attributes.queue(), over);
    }

    /** Whether the event would go on with a chat that was over before it was forgotten. */
    private static boolean isPastOver(CaseCore core, ServiceEvent event) {
        return core.over
                && switch (event.type()) {
                    case CHAT_HANDOFF, CHAT_ASSIGNED, CHAT_TRANSFERRED -> true;
                    default -> false;
                };
    }

    private void attributes(SourceId caseId, CaseCore core, ServiceEvent event, Turn turn, boolean first) {
        Attributes before = core.attributes;
        Attributes after = before.with(event, caseId.source());
        Contact contact = turn.isNone() ? core.contact : turn.after();
        if (contact != null && contact.isOpen()) {
            after = after.withAgent(contact.agent(), caseId.source());
        } else if (event.isMessage() || event.type() == EventType.CHAT_MISSED) {
            after = after.withAgentOf(before);
        } else if (event.type() == EventType.TICKET_ASSIGNED && event.agentId() == null) {
            after = after.withoutAgent();
        }
        if (after != before) {
            // before the case has another owner: what ends with the move is of whoever had it
            sla.handOver(core.sla, event, after.queue(), after.agent(), facts, emitter);
            emitter.attributes(after, event.time(), first);
            topics.moved(before, after, event.time());
            course.moved(core, before, event.time());
        }
    }

    /** What a removal says beside is of the case into which this one goes. */
    private static boolean removes(ServiceEvent event) {
        return event.type() == EventType.TICKET_MERGED || event.type() == EventType.TICKET_DELETED;
    }

    private void contact(CaseCore core, ServiceEvent event, Turn turn) {
        if (event.type() == EventType.CHAT_WRAPPED_UP) {
            wrappedUp(core, event, turn);
        }
        if (turn.isNone()) {
            return;
        }
        contacts.turn(turn);
        if (turn.missed()) {
            coaching.missed(event.time());
        } else if (event.type() == EventType.CHAT_WRAPPED_UP && !turn.before().isOpen()) {
            coaching.wrappedUp(turn, event.time());
        }
        Contact served = turn.served(event.time());
        if (served != null) {
            core.served = new ServedStay(served, core.contactDimensions);
            CaseBits.note(core, CaseBits.SERVED, true);
        }
        queue.leave(turn, event.time(), contacts);
        if (turn.begun()) {
            contacts.begin();
        }
        core.contact = turn.after();
        if (turn.after() != null && turn.after().inService()) {
            CaseLife.heard(core);
        }
        queue.enter(turn, event.time(), contacts);
    }

    /** Of the present stay, or of the one before it: that may be told while the chat waits again or another agent has it. */
    private void wrappedUp(CaseCore core, ServiceEvent event, Turn turn) {
        boolean ofPresent = !turn.isNone() || core.served == null || core.contact != null && !core.contact.isOpen();
        contacts.wrappedUp(event, ofPresent ? core.contact : core.served.contact());
        if (ofPresent || core.removed) {
            return;
        }
        Turn before = Contacts.wrappedUpBefore(core.served.contact(), event);
        if (!before.isNone()) {
            coaching.wrappedUp(before, event.time());
            List<String> present = core.contactDimensions;
            core.contactDimensions = core.served.dimensions();
            queue.enter(before, event.time(), contacts);
            core.contactDimensions = present;
            core.served = new ServedStay(before.after(), core.served.dimensions());
        }
    }
}
