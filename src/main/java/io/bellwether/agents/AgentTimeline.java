package io.bellwether.agents;

import io.bellwether.event.EventCodec;
import io.bellwether.event.SeenIds;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.queue.OnContact;
import io.bellwether.queue.OnContactCodec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one agent did lately, in time order: what was told up to some time, and as much of the past as something late may
 * still change. What comes late is put in its place, and what it proves wrong is taken back where it was told. Mutable.
 */
final class AgentTimeline {

    /** A change of a level: {@code n} times. */
    record Change(Measure measure, long time, long delta, long since) {}

    /** Before what is kept below. */
    private AgentPresence base = new AgentPresence();
    /** After what was told. */
    private AgentPresence now = new AgentPresence();

    private final List<ServiceEvent> states = new ArrayList<>(2);
    private final TreeMap<Long, TreeMap<SourceId, OnContact>> contacts = new TreeMap<>();
    private long baseUntil = Long.MIN_VALUE;
    private long toldUntil = Long.MIN_VALUE;
    private SeenIds seen = new SeenIds();

    /** Of an agent of whom nothing is known: nothing is put before that time. */
    static AgentTimeline after(long time) {
        AgentTimeline timeline = new AgentTimeline();
        timeline.baseUntil = time;
        timeline.toldUntil = time;
        return timeline;
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

    /** Takes the agent's presence. */
    void take(ServiceEvent state, AgentPresence.Levels out) {
        ServiceEvent placed = state;
        if (isOver(state.time())) {
            return;
        }
        if (isSettled(state.time())) {
            placed = state.toBuilder().time(baseUntil + 1).build();
        }
        ServiceEvent event = placed;
        change(event.time(), () -> insert(event), out);
    }

    /** Takes a change of the agent's contacts. */
    void take(OnContact change, AgentPresence.Levels out) {
        long time = Math.max(change.time(), baseUntil == Long.MIN_VALUE ? Long.MIN_VALUE : baseUntil + 1);
        change(time, () -> insert(change, time), out);
    }

    private void change(long time, Runnable insertion, AgentPresence.Levels out) {
        if (time > toldUntil) {
            insertion.run();
            return;
        }
        Map<Change, Integer> difference = new LinkedHashMap<>();
        tell(base.copy(), baseUntil, toldUntil, into(difference, -1));
        insertion.run();
        now = base.copy();
        tell(now, baseUntil, toldUntil, into(difference, 1));
        difference.forEach((of, n) -> {
            if (n != 0) {
                out.level(of.measure(), of.time(), n * of.delta(), of.since());
            }
        });
    }

    private static AgentPresence.Levels into(Map<Change, Integer> difference, int sign) {
        // a change and its opposite are one, so that they make up for each other
        return (measure, time, delta, since) -> difference.merge(
                new Change(measure, time, Math.abs(delta), since), delta > 0 ? sign : -sign, Integer::sum);
    }

    private void insert(ServiceEvent event) {
        int at = Collections.binarySearch(states, event, ServiceEvent.FOLD_ORDER);
        states.add(at < 0 ? -at - 1 : at, event);
    }

    private void insert(OnContact change, long time) {
        TreeMap<SourceId, OnContact> atThatTime = contacts.computeIfAbsent(time, t -> new TreeMap<>());
        OnContact before = atThatTime.remove(change.caseId());
        int net = change.delta() + (before == null ? 0 : before.delta());
        if (net != 0) {
            atThatTime.put(change.caseId(), new OnContact(change.agent(), change.caseId(), time, net));
        } else if (atThatTime.isEmpty()) {
            contacts.remove(time);
        }
    }

    /** Tells what happened up to and at a time. */
    void tellUntil(long time, AgentPresence.Levels out) {
        if (time > toldUntil) {
            tell(now, toldUntil, time, out);
            toldUntil = time;
        }
    }

    /** Lets go of what happened up to and at a time: nothing late is put before it any more. */
    void settleUntil(long time) {
        long until = Math.min(time, toldUntil);
        if (until <= baseUntil) {
            return;
        }
        tell(base, baseUntil, until, (measure, at, delta, since) -> {});
        states.removeIf(event -> event.time() <= until);
        contacts.headMap(until, true).clear();
        baseUntil = until;
    }

    private void tell(AgentPresence presence, long after, long until, AgentPresence.Levels out) {
        TreeSet<Long> times = new TreeSet<>(
                contacts.subMap(after, false, Math.max(after, until), true).keySet());
        for (ServiceEvent event : states) {
            if (event.time() > after && event.time() <= until) {
                times.add(event.time());
            }
        }
        for (long time : times) {
            List<ServiceEvent> then =
                    states.stream().filter(event -> event.time() == time).toList();
            TreeMap<SourceId, OnContact> changes = contacts.get(time);
            Collection<OnContact> onContact = changes == null ? List.of() : changes.values();
            presence.take(time, then, onContact, out);
        }
    }

    /** Counts in nothing, and nothing is under way or can be corrected: there is nothing to remember. */
    boolean isNothing() {
        return now.isNothing() && base.isNothing() && states.isEmpty() && contacts.isEmpty();
    }

    void write(DataOutput out) throws IOException {
        base.write(out);
        now.write(out);
        out.writeLong(baseUntil);
        out.writeLong(toldUntil);
        seen.write(0, out);
        Varint.writeUnsigned(states.size(), out);
        for (ServiceEvent event : states) {
            EventCodec.ofThread().write(event, out);
        }
        Varint.writeUnsigned(contacts.values().stream().mapToInt(Map::size).sum(), out);
        for (Map<SourceId, OnContact> atOneTime : contacts.values()) {
            for (OnContact change : atOneTime.values()) {
                OnContactCodec.INSTANCE.write(change, out);
            }
        }
    }

    static AgentTimeline read(DataInput in, Versions stored) throws IOException {
        AgentTimeline timeline = new AgentTimeline();
        timeline.base = AgentPresence.read(in, stored);
        timeline.now = AgentPresence.read(in, stored);
        timeline.baseUntil = in.readLong();
        timeline.toldUntil = in.readLong();
        timeline.seen = SeenIds.read(0, in);
        for (int i = Texts.readCount(in); i > 0; i--) {
            timeline.states.add(EventCodec.ofThread().read(in, stored));
        }
        for (int i = Texts.readCount(in); i > 0; i--) {
            OnContact change = OnContactCodec.INSTANCE.read(in, stored);
            timeline.insert(change, change.time());
        }
        return timeline;
    }
}
