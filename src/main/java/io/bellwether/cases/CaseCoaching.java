package io.bellwether.cases;

import io.bellwether.event.Actor;
import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.SurveyKind;
import io.bellwether.metric.Measure;
import io.bellwether.quality.Mood;
import io.bellwether.quality.Rating;
import io.bellwether.queue.Contact;
import io.bellwether.queue.Turn;
import io.bellwether.sla.ClockKind;
import java.util.List;

/**
 * What each agent did, for coaching; silent where the settings do not ask for it. Who is meant is the agent whom the event
 * names, or else whoever has the case. Pointed at one case after another.
 *
 * <p>An agent handled a contact who wrote to the customer while they had it; also one in which nobody writes: there the
 * source tells no messages, or it was a talk. Who only held it did nothing that times of work could be made of.
 */
final class CaseCoaching {

    private static final String AGENT = "agent_id";

    private final SeriesSets sets;
    private final boolean asked;
    private CaseCore core;
    private CaseOutput out;
    private ServiceEvent event;
    /** What the case was before the event, and is with it. */
    private Attributes before;

    private Attributes now;

    CaseCoaching(SeriesSets sets, boolean asked) {
        this.sets = sets;
        this.asked = asked;
    }

    void pointAt(CaseCore at, CaseOutput to) {
        core = at;
        out = to;
        event = null;
        before = null;
        now = null;
    }

    /** What follows comes of that event. */
    void event(ServiceEvent next, Attributes beforeIt, Attributes withIt) {
        event = next;
        before = beforeIt;
        now = withIt;
    }

    /**
     * An agent begins (1) or ceases (−1) to have a contact; what they had it for is theirs, whoever has it next.
     *
     * @param who null where nobody says
     */
    void contact(String who, long time, int delta, long since) {
        if (delta > 0) {
            CaseBits.note(core, CaseBits.WROTE, false);
            observe(Measure.COACHING_CONTACTS, who, time, 1);
            return;
        }
        CaseBits.note(core, CaseBits.HANDLED, isHandled());
        if (CaseBits.has(core, CaseBits.HANDLED)) {
            observe(Measure.COACHING_TALK, who, time, time - since);
        }
    }

    private boolean isHandled() {
        boolean written = core.talk != null && (core.talk.asked() || core.talk.answered());
        return CaseBits.has(core, CaseBits.WROTE) || !written;
    }

    /** An agent wrote to the customer themselves. */
    void wrote() {
        if (hasContact()) {
            CaseBits.note(core, CaseBits.WROTE, true);
        }
    }

    /** Whether the contact is with whom the event is about. */
    private boolean hasContact() {
        Contact contact = core.contact;
        if (contact == null || !contact.inService()) {
            return false;
        }
        return event.agentId() == null
                || contact.agent() == null
                || EventKeys.agentOf(event).equals(contact.agent());
    }

    /** Work after the contact that was over last is done. */
    void wrappedUp(Turn turn, long time) {
        long millis = turn.after().handleMillis() - turn.before().handleMillis();
        if (millis != 0 && CaseBits.has(core, CaseBits.HANDLED)) {
            SourceId agent = turn.before().agent();
            String had = agent == null ? now.dimension(AGENT) : agent.id();
            observe(Measure.COACHING_WRAP_UP_TIME, event.agentId() == null ? had : event.agentId(), time, millis);
        }
    }

    void missed(long time) {
        observe(Measure.COACHING_MISSED, event.agentId(), time, 1);
    }

    /**
     * A clock was stopped.
     *
     * @param tags of the clock
     * @param millis what it had counted
     */
    void stopped(List<String> tags, long time, long millis) {
        if (!asked || event == null || event.time() != time || !event.isMessage() || event.actor() != Actor.AGENT) {
            return;
        }
        boolean first = tags.equals(ClockKind.FIRST_REPLY.tags());
        if (!first && !tags.equals(ClockKind.NEXT_REPLY.tags())) {
            return;
        }
        // for what was waited before, in line or on somebody else, this agent is not to be asked
        long own = hasContact() ? Math.min(millis, time - core.contact.agentSince()) : millis;
        if (first) {
            observe(Measure.COACHING_FIRST_REPLY, time, own);
        }
        observe(Measure.COACHING_RESPONSE, time, own);
    }

    /** The agent wrote; nobody is judged by what a template wrote in their name. */
    void wrote(double score, long time) {
        if (event.automated()) {
            return;
        }
        observe(Measure.COACHING_MANNER, time, Math.round(score * 1e6));
        if (score <= Mood.NEGATIVE) {
            observe(Measure.COACHING_NEGATIVE, time, 1);
        }
    }

    /** A customer answers a survey for the first time in the case. */
    void rated(Rating rating) {
        if (rating.kind() == SurveyKind.CSAT) {
            observe(Measure.COACHING_RATED, rating.time(), 1);
            if (rating.satisfied()) {
                observe(Measure.COACHING_SATISFIED, rating.time(), 1);
            }
        }
    }

    /** The case is solved. */
    void solved(long time) {
        core.solver = who();
        observe(Measure.COACHING_SOLVED, core.solver, time, 1);
    }

    /** A removal in the same instant takes that back, whoever removed it. */
    void notSolved(long time) {
        observe(Measure.COACHING_SOLVED, core.solver, time, -1);
    }

    /** What an agent had solved is open again. */
    void reopened(long time) {
        if (asked) {
            observe(Measure.COACHING_REOPENED, before.dimension(AGENT), time, 1);
        }
    }

    /** Of whom the event is about. */
    private void observe(Measure measure, long time, long value) {
        if (asked) {
            observe(measure, who(), time, value);
        }
    }

    private String who() {
        return event.agentId() == null ? now.dimension(AGENT) : event.agentId();
    }

    private void observe(Measure measure, String who, long time, long value) {
        if (asked && who != null) {
            out.observe(measure, sets.ofCoached(who), time, value, 0, 1);
        }
    }
}
