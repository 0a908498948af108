package io.bellwether.agents;

import io.bellwether.event.AgentState;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.SourceIdCodec;
import io.bellwether.metric.Measure;
import io.bellwether.queue.OnContact;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What one agent is doing at a moment: presence and contacts, which are orthogonal (an agent can be away and on a
 * contact). Which contacts is told by the fold of their cases; presence is told by {@code agent.state}. Mutable.
 */
final class AgentPresence {

    /** One level that the agent counts in. */
    private record Held(long n, long since) {}

    /** Where changes of levels go. */
    interface Levels {
        void level(Measure measure, long time, long delta, long since);
    }

    private static final long NEVER = Long.MIN_VALUE;

    private AgentState state = AgentState.OFFLINE;
    private long slots;
    private long stateAt = NEVER;
    private final TreeSet<SourceId> contacts = new TreeSet<>();
    private final Map<Measure, Held> held = new EnumMap<>(Measure.class);

    /** Takes all that happened at one time. */
    void take(long time, List<ServiceEvent> states, Collection<OnContact> changes, Levels out) {
        for (ServiceEvent event : states) {
            state = event.agentState();
            stateAt = time;
            slots = event.slots() == null ? Math.max(slots, 1) : event.slots();
        }
        // whoever is gone is on nothing, also if nobody says of a contact that it is over
        if (!states.isEmpty() && state == AgentState.OFFLINE) {
            contacts.clear();
        }
        for (OnContact change : changes) {
            if (change.delta() > 0) {
                contacts.add(change.caseId());
            } else {
                contacts.remove(change.caseId());
            }
        }
        boolean online = state != AgentState.OFFLINE;
        hold(Measure.AGENTS_ONLINE, online ? 1 : 0, time, out);
        hold(Measure.AGENTS_AVAILABLE, state == AgentState.AVAILABLE ? 1 : 0, time, out);
        hold(Measure.AGENTS_AWAY, state == AgentState.AWAY ? 1 : 0, time, out);
        hold(Measure.AGENTS_ON_CONTACT, contacts.isEmpty() ? 0 : 1, time, out);
        boolean idle = state == AgentState.AVAILABLE && contacts.isEmpty();
        hold(Measure.AGENTS_IDLE, idle ? 1 : 0, time, out);
        hold(Measure.AGENTS_SLOTS, online ? slots : 0, time, out);
    }

    private void hold(Measure measure, long n, long time, Levels out) {
        Held before = held.get(measure);
        if (before == null ? n == 0 : before.n == n) {
            return;
        }
        if (before != null) {
            out.level(measure, time, -before.n, before.since);
            held.remove(measure);
        }
        if (n != 0) {
            out.level(measure, time, n, time);
            held.put(measure, new Held(n, time));
        }
    }

    /** Whether a state of that time was over before what is known now. */
    boolean isAfter(long time) {
        return stateAt > time;
    }

    /** Counts in nothing: there is nothing to remember. */
    boolean isNothing() {
        return held.isEmpty();
    }

    AgentPresence copy() {
        AgentPresence copy = new AgentPresence();
        copy.state = state;
        copy.slots = slots;
        copy.stateAt = stateAt;
        copy.contacts.addAll(contacts);
        copy.held.putAll(held);
        return copy;
    }

    void write(DataOutput out) throws IOException {
        AgentState.CODES.write(state, out);
        Varint.writeSigned(slots, out);
        out.writeLong(stateAt);
        Varint.writeUnsigned(contacts.size(), out);
        for (SourceId contact : contacts) {
            SourceIdCodec.INSTANCE.write(contact, out);
        }
        Varint.writeUnsigned(held.size(), out);
        for (Map.Entry<Measure, Held> entry : held.entrySet()) {
            Measure.CODES.write(entry.getKey(), out);
            Varint.writeSigned(entry.getValue().n, out);
            out.writeLong(entry.getValue().since);
        }
    }

    static AgentPresence read(DataInput in, Versions stored) throws IOException {
        AgentPresence presence = new AgentPresence();
        presence.state = AgentState.CODES.read(in);
        presence.slots = Varint.readSigned(in);
        presence.stateAt = in.readLong();
        for (int i = Texts.readCount(in); i > 0; i--) {
            presence.contacts.add(SourceIdCodec.INSTANCE.read(in, stored));
        }
        for (int i = Texts.readCount(in); i > 0; i--) {
            presence.held.put(Measure.CODES.read(in), new Held(Varint.readSigned(in), in.readLong()));
        }
        return presence;
    }
}
