package io.bellwether.cases;

import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Series;
import io.bellwether.queue.Contact;
import io.bellwether.queue.ContactListener;
import io.bellwether.queue.OnContact;
import io.bellwether.queue.Turn;
import java.util.List;

/** Files a contact's observations under the dimensions of its enqueueing. Pointed at one case after another. */
final class ContactEmitter implements ContactListener {

    private static final List<String> NO_TAGS = List.of();

    private final SeriesSets sets;
    private final CaseCoaching coaching;
    private SourceId caseId;
    private CaseCore core;
    private CaseOutput out;
    /** The dimensions that were looked up last, and what was found. */
    private List<String> known;
    /** What becomes of the stay; null where no event says so. */
    private Turn turn;

    private SeriesSet ofKnown;

    ContactEmitter(SeriesSets sets, CaseCoaching coaching) {
        this.sets = sets;
        this.coaching = coaching;
    }

    void pointAt(SourceId caseId, CaseCore core, CaseOutput out) {
        this.caseId = caseId;
        this.core = core;
        this.out = out;
        this.turn = null;
    }

    /** What follows comes of that turn. */
    void turn(Turn next) {
        turn = next;
    }

    /**
     * Whoever the event names has done the work after a stay, or else the agent who had it, or who has the case.
     *
     * @param stay null for none
     */
    void wrappedUp(ServiceEvent event, Contact stay) {
        long time = event.time();
        SourceId had = stay == null || stay.agent() == null ? core.attributes.agent() : stay.agent();
        SourceId agent = event.agentId() == null ? had : EventKeys.agentOf(event);
        if (agent != null) {
            SourceId of = agent.source().isEmpty() ? new SourceId(caseId.source(), agent.id()) : agent;
            out.onContact(new OnContact(of, caseId, time, OnContact.Step.WRAPPED_UP, 1));
        }
    }

    /** Freezes the present dimensions for the contact that begins. */
    void begin() {
        core.contactDimensions = sets.of(core.attributes).dimensions();
    }

    /** The channel under which a case's contact counts; null where it is no dimension. */
    String channel(CaseCore of) {
        return sets.channel(of.contactDimensions);
    }

    @Override
    public String channel() {
        return channel(core);
    }

    @Override
    public void count(Measure measure, long time, long n) {
        emit(measure, time, n, 0, 1);
    }

    @Override
    public void timing(Measure measure, long time, long millis, int weight) {
        emit(measure, time, millis, 0, weight);
    }

    @Override
    public void level(Measure measure, long time, long delta, long since) {
        emit(measure, time, delta, since, 1);
    }

    private void emit(Measure measure, long time, long value, long since, int weight) {
        if (known != core.contactDimensions) {
            known = core.contactDimensions;
            ofKnown = sets.of(known);
        }
        out.observe(measure, ofKnown.of(measure.measurement(), NO_TAGS), time, value, since, weight);
    }

    /** So that the agents' contacts add up to those in service at every moment, whatever else is known of agents. */
    @Override
    public void onContact(SourceId agent, long time, int delta, long since) {
        String name = agent == null ? Series.NONE : agent.id();
        out.observe(Measure.AGENTS_SLOTS_USED, sets.ofAgent(name), time, delta, since, 1);
        String queue = core.contact.queue() == null ? Series.NONE : core.contact.queue();
        out.observe(Measure.AGENTS_SLOTS_USED, sets.ofAgentsOf(queue), time, delta, since, 1);
        coaching.contact(agent == null ? null : name, time, delta, since);
        if (agent != null) {
            OnContact.Step step = delta < 0 && endsHere() ? OnContact.Step.ENDED : OnContact.Step.HAS;
            out.onContact(new OnContact(agent, caseId, time, step, delta));
        }
    }

    private boolean endsHere() {
        return turn != null
                && turn.left() != null
                && turn.after() != null
                && !turn.after().isOpen();
    }
}
