package io.bellwether.agents;

import io.bellwether.event.AgentState;
import io.bellwether.event.EventCodec;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What one agent is doing: presence and contacts, which are orthogonal (an agent can be away and on a contact).
 *
 * <p>Mutable; folded in {@link ServiceEvent#FOLD_ORDER}.
 */
final class AgentPresence {

    /** One level that the agent counts in. */
    record Held(long n, long since) {}

    /** Where changes of levels go. */
    interface Levels {
        void level(Measure measure, long time, long delta, long since);
    }

    AgentState state = AgentState.OFFLINE;
    private long slots;
    private long stateAt = Long.MIN_VALUE;
    private long foldedUntil = Long.MIN_VALUE;
    private final TreeSet<SourceId> contacts = new TreeSet<>();
    private final Map<Measure, Held> held = new EnumMap<>(Measure.class);
    final List<ServiceEvent> pending = new ArrayList<>(2);

    /**
     * Whether an event says something about the agent that it names. A chat.transferred names whom the chat goes to; the
     * fold of the case, which knows who had it, sends one more with their name.
     */
    static boolean concerns(ServiceEvent event) {
        return event.agentId() != null
                && switch (event.type()) {
                    case AGENT_STATE, CHAT_ASSIGNED, CHAT_ENDED, CHAT_ABANDONED -> true;
                    default -> false;
                };
    }

    /**
     * Folds one event. One that comes behind those folded before it counts from the last of them on: levels are not
     * rewritten, and a state that was over when it came changes nothing.
     */
    void fold(ServiceEvent event, Levels out) {
        long time = Math.max(event.time(), foldedUntil);
        foldedUntil = time;
        switch (event.type()) {
            case AGENT_STATE -> {
                if (event.time() < stateAt) {
                    return;
                }
                stateAt = event.time();
                state = event.agentState();
                slots = event.slots() == null ? Math.max(slots, 1) : event.slots();
                if (state == AgentState.OFFLINE) {
                    contacts.clear();
                }
            }
            case CHAT_ASSIGNED -> contacts.add(event.caseKey());
            default -> contacts.remove(event.caseKey());
        }
        boolean online = state != AgentState.OFFLINE;
        hold(Measure.AGENTS_ONLINE, online ? 1 : 0, time, out);
        hold(Measure.AGENTS_AVAILABLE, state == AgentState.AVAILABLE ? 1 : 0, time, out);
        hold(Measure.AGENTS_AWAY, state == AgentState.AWAY ? 1 : 0, time, out);
        hold(Measure.AGENTS_ON_CONTACT, contacts.isEmpty() ? 0 : 1, time, out);
        boolean idle = state == AgentState.AVAILABLE && contacts.isEmpty();
        hold(Measure.AGENTS_IDLE, idle ? 1 : 0, time, out);
        hold(Measure.AGENTS_SLOTS, online ? slots : 0, time, out);
        hold(Measure.AGENTS_SLOTS_USED, contacts.size(), time, out);
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

    /** Offline, on no contact and with nothing to come: there is nothing to remember. */
    boolean isNothing() {
        return held.isEmpty() && pending.isEmpty();
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(state.ordinal());
        out.writeLong(slots);
        out.writeLong(stateAt);
        out.writeLong(foldedUntil);
        out.writeInt(contacts.size());
        for (SourceId contact : contacts) {
            out.writeUTF(contact.source());
            out.writeUTF(contact.id());
        }
        out.writeByte(held.size());
        for (Map.Entry<Measure, Held> entry : held.entrySet()) {
            out.writeShort(entry.getKey().ordinal());
            out.writeLong(entry.getValue().n);
            out.writeLong(entry.getValue().since);
        }
        out.writeInt(pending.size());
        for (ServiceEvent event : pending) {
            EventCodec.ofThread().write(event, out);
        }
    }

    static AgentPresence read(DataInput in) throws IOException {
        AgentPresence presence = new AgentPresence();
        presence.state = AgentState.values()[in.readUnsignedByte()];
        presence.slots = in.readLong();
        presence.stateAt = in.readLong();
        presence.foldedUntil = in.readLong();
        for (int i = in.readInt(); i > 0; i--) {
            presence.contacts.add(new SourceId(in.readUTF(), in.readUTF()));
        }
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            presence.held.put(Measure.values()[in.readUnsignedShort()], new Held(in.readLong(), in.readLong()));
        }
        for (int i = in.readInt(); i > 0; i--) {
            presence.pending.add(EventCodec.ofThread().read(in));
        }
        return presence;
    }
}
