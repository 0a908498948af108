package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Series;
import io.bellwether.metric.Signal;
import io.bellwether.queue.ContactListener;
import io.bellwether.queue.OnContact;
import io.bellwether.queue.Turn;
import io.bellwether.sla.CaseFacts;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.SlaListener;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stands between the pure parts and the output while one case is folded: knows the case's dimensions, keeps the ledger of
 * its levels and answers what the SLA clocks ask. One per operator, pointed at one case after another.
 */
final class CaseEmitter implements SlaListener, CaseFacts {

    private static final int MOST_SETS = 10_000;

    private final List<String> dimensions;
    private final Map<List<String>, SeriesSet> sets = new HashMap<>();
    private final ContactOutput contacts = new ContactOutput();

    private SourceId caseId;
    private CaseCore core;
    private CaseOutput out;
    private SeriesSet current;
    private Turn turn = Turn.NONE;

    CaseEmitter(List<String> dimensions) {
        this.dimensions = dimensions;
    }

    void pointAt(SourceId caseId, CaseCore core, CaseOutput out) {
        this.caseId = caseId;
        this.core = core;
        this.out = out;
        this.current = set(core.attributes);
        this.turn = Turn.NONE;
    }

    private SeriesSet set(Attributes attributes) {
        SeriesSet known = attributes.series();
        if (known == null) {
            known = set(attributes.values(dimensions));
            attributes.remember(known);
        }
        return known;
    }

    private SeriesSet set(List<String> values) {
        if (sets.size() >= MOST_SETS) {
            sets.clear();
        }
        return sets.computeIfAbsent(values, SeriesSet::new);
    }

    /**
     * Takes new attributes, and every level that the case counts in along with it to the new dimensions.
     *
     * @param first whether nothing has been said of the case yet
     */
    void attributes(Attributes attributes, long time, boolean first) {
        core.attributes = attributes;
        SeriesSet next = set(attributes);
        if (next.dimensions().equals(current.dimensions())) {
            return;
        }
        if (!first) {
            core.past.leave(current.dimensions(), time);
        }
        for (LevelLedger.Held held : core.levels.held()) {
            emit(current, held.measure(), held.tags(), time, -held.n(), held.since(), 1);
            emit(next, held.measure(), held.tags(), time, held.n(), held.since(), 1);
        }
        current = next;
    }

    /** Gives back every level that the case counts in. */
    void releaseLevels(long time) {
        for (LevelLedger.Held held : core.levels.held()) {
            emit(current, held.measure(), held.tags(), time, -held.n(), held.since(), 1);
        }
        core.levels.clear();
    }

    /** What the event at hand does to the case's stay. */
    void turn(Turn next) {
        turn = next;
    }

    /** Freezes the present dimensions for the contact that begins. */
    void beginContact() {
        core.contactDimensions = current.dimensions();
    }

    ContactListener contact() {
        return contacts;
    }

    @Override
    public void count(Measure measure, List<String> tags, long time, long n) {
        SeriesSet of = current;
        if (n < 0) {
            of = then(measure, tags, time);
        } else {
            core.past.count(measure, tags, time, current.dimensions());
        }
        emit(of, measure, tags, time, n, 0, 1);
    }

    @Override
    public void timing(Measure measure, List<String> tags, long time, long value) {
        core.past.count(measure, tags, time, current.dimensions());
        emit(current, measure, tags, time, value, 0, 1);
    }

    @Override
    public void retractTiming(Measure measure, List<String> tags, long time, long value) {
        emit(then(measure, tags, time), measure, tags, time, value, 0, -1);
    }

    /** What is taken back is taken back where it was counted. */
    private SeriesSet then(Measure measure, List<String> tags, long time) {
        List<String> values = core.past.takeBack(measure, tags, time);
        return values == null ? current : set(values);
    }

    @Override
    public void level(Measure measure, List<String> tags, long time, long delta, long since) {
        core.levels.change(measure, tags, delta, since);
        emit(current, measure, tags, time, delta, since, 1);
    }

    @Override
    public void signal(Signal signal) {
        out.signal(signal);
    }

    @Override
    public boolean hearsOfEveryEnd() {
        return out.hearsOfEveryEnd();
    }

    @Override
    public void replaced(ClockView last) {
        out.replaced(last);
    }

    private void emit(
            SeriesSet set, Measure measure, List<String> tags, long time, long value, long since, int weight) {
        out.observe(measure, set.of(measure.measurement(), tags), time, value, since, weight);
    }

    @Override
    public SourceId caseId() {
        return caseId;
    }

    @Override
    public Object attributes() {
        return core.attributes;
    }

    @Override
    public String dimension(String name) {
        return core.attributes.dimension(name);
    }

    @Override
    public Status status() {
        Status known = core.statusOrOver();
        return known == null ? Status.OPEN : known;
    }

    @Override
    public SourceId agent() {
        return core.attributes.agent(caseId);
    }

    @Override
    public Turn turn() {
        return turn;
    }

    @Override
    public Map<String, String> dimensions() {
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < dimensions.size(); i++) {
            byName.put(dimensions.get(i), current.dimensions().get(i));
        }
        return byName;
    }

    @Override
    public boolean backfill() {
        return core.backfill;
    }

    /** Files a contact's observations under the dimensions of its enqueueing. */
    private final class ContactOutput implements ContactListener {

        @Override
        public void count(Measure measure, long time, long n) {
            emit(set(core.contactDimensions), measure, List.of(), time, n, 0, 1);
        }

        @Override
        public void timing(Measure measure, long time, long millis, int weight) {
            emit(set(core.contactDimensions), measure, List.of(), time, millis, 0, weight);
        }

        @Override
        public void level(Measure measure, long time, long delta, long since) {
            emit(set(core.contactDimensions), measure, List.of(), time, delta, since, 1);
        }

        /** So that the agents' contacts add up to those in service at every moment, whatever else is known of agents. */
        @Override
        public void onContact(SourceId agent, long time, int delta, long since) {
            String name = agent == null ? Series.NONE : agent.id();
            Series series = new Series(Measurement.AGENTS, List.of(name), List.of());
            out.observe(Measure.AGENTS_SLOTS_USED, series, time, delta, since, 1);
            if (agent != null) {
                out.onContact(new OnContact(agent, caseId, time, delta));
            }
        }
    }
}
