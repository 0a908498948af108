package io.bellwether.agents;

import io.bellwether.event.EventCodec;
import io.bellwether.event.SeenIds;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Series;
import io.bellwether.queue.OnContact;
import io.bellwether.queue.OnContactCodec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one agent did lately, in time order: what they do now, and as much of the past as something late may still change.
 * What comes late is put in its place, and what it proves wrong is taken back where it was told. Mutable.
 */
final class AgentTimeline {

    /** In which changes of contacts are taken; those of one contact at one time stand together, for their sum counts. */
    static final Comparator<OnContact> CONTACT_ORDER =
            Comparator.comparingLong(OnContact::time).thenComparing(OnContact::caseId);

    /** Stands for no timer: later than every one. */
    static final long NO_TIMER = Long.MAX_VALUE;

    /** When the agent is to be looked at at the latest, by whoever keeps the timer. */
    long timer = NO_TIMER;

    /** Before what is kept below. */
    private AgentPresence base = new AgentPresence();
    /** After it. */
    private AgentPresence now = new AgentPresence();

    private final List<ServiceEvent> states = new ArrayList<>(2);
    private final List<OnContact> contacts = new ArrayList<>();
    private long baseUntil = Long.MIN_VALUE;
    /** Up to when what follows from silence has been told. */
    private long until = Long.MIN_VALUE;

    /** By which what follows from silence was told. */
    private AgentSettings toldBy;

    private SeenIds seen = new SeenIds();
    /** Not stored: made anew where it is asked for. */
    private Series series;

    /** Of an agent of whom nothing is known. */
    AgentTimeline(AgentSettings settings) {
        toldBy = settings;
    }

    /** The same: nothing is put before that time. */
    static AgentTimeline after(long time, AgentSettings settings) {
        AgentTimeline timeline = new AgentTimeline(settings);
        timeline.baseUntil = time;
        timeline.until = time;
        return timeline;
    }

    /** Whether what follows from silence was told by other settings: see {@link #goOnBy}. */
    boolean isOf(AgentSettings settings) {
        return toldBy.equals(settings);
    }

    /**
     * Other settings than before hold from a time on: what was told stays, and nothing is put before it any more, as it would
     * be told anew by settings that did not hold then.
     *
     * @param time how far time has come
     */
    void goOnBy(AgentSettings settings, long time, AgentPresence.Levels out) {
        long from = Math.max(toldUntil(), time);
        now.goOnBy(settings, from, out);
        base = now.copy();
        states.clear();
        contacts.clear();
        baseUntil = from;
        until = from;
        toldBy = settings;
    }

    /** Where the agent's levels belong. The same object each time, by which those who add them up know it at a glance. */
    Series series(SourceId agent) {
        if (series == null) {
            series = Series.ofAgent(agent.id());
        }
        return series;
    }

    /** What is so of the agent now. */
    AgentNow now(SourceId agent) {
        return new AgentNow(agent, now.present(agent));
    }

    /** The events that were taken. */
    SeenIds seen() {
        return seen;
    }

    /** Whether nothing is put in its place any more at that time. */
    boolean isSettled(long time) {
        return time <= baseUntil;
    }

    /** Whether a state of that time was over before what is known, and so changes nothing. */
    boolean isOver(long time) {
        return isSettled(time) && base.isAfter(time);
    }

    /**
     * Takes what has come due.
     *
     * @param events the agent's presence, in fold order
     * @param changes of contacts, in {@link #CONTACT_ORDER}
     * @param time how far time has come
     */
    void take(
            List<ServiceEvent> events,
            List<OnContact> changes,
            long time,
            AgentSettings settings,
            AgentPresence.Levels out) {
        long first = Math.min(
                events.isEmpty() ? Long.MAX_VALUE : events.get(0).time(),
                changes.isEmpty() ? Long.MAX_VALUE : changes.get(0).time());
        if (first > toldUntil()) {
            until = Math.max(until, time);
            now.takeAll(events, changes, until, settings, out);
            states.addAll(events);
            contacts.addAll(changes);
        } else {
            // after another parallelism, what waited may be older than what came late meanwhile
            events.forEach(event -> takeLate(event, time, settings, out));
            changes.forEach(change -> takeLate(change, time, settings, out));
        }
    }

    /** Lets time pass: what follows from silence follows. */
    void pass(long time, AgentSettings settings, AgentPresence.Levels out) {
        if (time > until) {
            until = time;
            now.takeAll(List.of(), List.of(), time, settings, out);
        }
    }

    /** Takes the agent's presence of a time that has passed. */
    void takeLate(ServiceEvent state, long time, AgentSettings settings, AgentPresence.Levels out) {
        if (isOver(state.time())) {
            return;
        }
        if (isSettled(state.time())) {
            correct(again -> base.takeTooLate(state, baseUntil + 1, settings, again), time, settings, out);
        } else if (state.time() > toldUntil()) {
            take(List.of(state), List.of(), time, settings, out);
        } else {
            correct(again -> insert(states, state, ServiceEvent.FOLD_ORDER), time, settings, out);
        }
    }

    /** Takes a change of the agent's contacts of a time that has passed. */
    void takeLate(OnContact change, long time, AgentSettings settings, AgentPresence.Levels out) {
        OnContact placed = isSettled(change.time()) ? change.at(baseUntil + 1) : change;
        if (placed.time() > toldUntil()) {
            take(List.of(), List.of(placed), time, settings, out);
        } else {
            correct(again -> insert(contacts, placed, CONTACT_ORDER), time, settings, out);
        }
    }

    /** @param insertion of what came late; is given where it may tell what it changes itself */
    private void correct(
            Consumer<AgentPresence.Levels> insertion, long time, AgentSettings settings, AgentPresence.Levels out) {
        LevelDifference difference = new LevelDifference();
        base.copy().takeAll(states, contacts, until, settings, difference.without());
        insertion.accept(difference.with());
        until = Math.max(until, time);
        now = base.copy();
        now.takeAll(states, contacts, until, settings, difference.with());
        difference.tell(out);
    }

    /** What comes for a time after this changes nothing that was told. */
    private long toldUntil() {
        return Math.max(lastTime(), until);
    }

    private static <E> void insert(List<E> sorted, E one, Comparator<? super E> order) {
        int at = Collections.binarySearch(sorted, one, order);
        sorted.add(at < 0 ? -at - 1 : at, one);
    }

    /** Lets go of what happened up to and at a time: nothing late is put before it any more. */
    void settleUntil(long time, AgentSettings settings) {
        if (time <= baseUntil) {
            return;
        }
        int ofStates = 0;
        while (ofStates < states.size() && states.get(ofStates).time() <= time) {
            ofStates++;
        }
        int ofContacts = 0;
        while (ofContacts < contacts.size() && contacts.get(ofContacts).time() <= time) {
            ofContacts++;
        }
        if (ofStates + ofContacts > 0 || base.nextWake(settings) <= time) {
            List<ServiceEvent> events = states.subList(0, ofStates);
            List<OnContact> changes = contacts.subList(0, ofContacts);
            base.takeAll(events, changes, time, settings, (measure, among, at, delta, since) -> {});
            events.clear();
            changes.clear();
        }
        baseUntil = time;
    }

    /** Counts in nothing, and nothing can be corrected. */
    private boolean isNothing() {
        return now.isNothing() && base.isNothing() && states.isEmpty() && contacts.isEmpty();
    }

    /** Whether there is nothing to remember any more, not even what may be sent again. */
    boolean isForgettable(long time, long redeliveryMillis) {
        return isNothing() && (seen.isEmpty() || time > seen.lastAt() + redeliveryMillis);
    }

    /** When it is to be looked at again although nothing comes, epoch ms; {@link #NO_TIMER} for never. */
    long nextWake(long latenessMillis, long redeliveryMillis, AgentSettings settings) {
        return Math.min(now.nextWake(settings), nextLettingGo(latenessMillis, redeliveryMillis));
    }

    /** When something of it may be let go. */
    private long nextLettingGo(long latenessMillis, long redeliveryMillis) {
        if (!states.isEmpty() || !contacts.isEmpty()) {
            return lastTime() + latenessMillis + 1;
        }
        if (now.isNothing() && !base.isNothing()) {
            return until + latenessMillis + 1;
        }
        return isNothing() && !seen.isEmpty() ? seen.lastAt() + redeliveryMillis + 1 : NO_TIMER;
    }

    /** Of what may be corrected. */
    private long lastTime() {
        long state =
                states.isEmpty() ? baseUntil : states.get(states.size() - 1).time();
        return contacts.isEmpty()
                ? state
                : Math.max(state, contacts.get(contacts.size() - 1).time());
    }

    void write(DataOutput out) throws IOException {
        base.write(out);
        now.write(out);
        out.writeLong(baseUntil);
        out.writeLong(until);
        out.writeLong(timer);
        Varint.writeUnsigned(toldBy.lostAfterMillis(), out);
        Varint.writeUnsigned(toldBy.wrapUpMillis(), out);
        seen.write(0, out);
        Varint.writeUnsigned(states.size(), out);
        for (ServiceEvent event : states) {
            EventCodec.ofThread().write(event, out);
        }
        Varint.writeUnsigned(contacts.size(), out);
        for (OnContact change : contacts) {
            OnContactCodec.INSTANCE.write(change, out);
        }
    }

    static AgentTimeline read(DataInput in, Versions stored) throws IOException {
        AgentTimeline timeline = new AgentTimeline(null);
        timeline.base = AgentPresence.read(in, stored);
        timeline.now = AgentPresence.read(in, stored);
        timeline.baseUntil = in.readLong();
        timeline.until = in.readLong();
        timeline.timer = in.readLong();
        timeline.toldBy = new AgentSettings(Varint.readUnsigned(in), Varint.readUnsigned(in));
        timeline.seen = SeenIds.read(0, in);
        for (int i = Texts.readCount(in); i > 0; i--) {
            timeline.states.add(EventCodec.ofThread().read(in, stored));
        }
        for (int i = Texts.readCount(in); i > 0; i--) {
            timeline.contacts.add(OnContactCodec.INSTANCE.read(in, stored));
        }
        return timeline;
    }
}
