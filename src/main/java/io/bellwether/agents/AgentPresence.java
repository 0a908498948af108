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
import java.util.List;
import java.util.TreeSet;

/**
 * What one agent is doing at a moment: presence and contacts, which are orthogonal (an agent can be away and on a
 * contact). Which contacts is told by the fold of their cases; presence is told by {@code agent.state}. Mutable.
 */
final class AgentPresence {

    /** Where changes of levels go. */
    interface Levels {
        void level(Measure measure, long time, long delta, long since);

        /** The agent begins (1) or ceases (−1) to be staff of a queue. */
        void staffed(String queue, long time, long delta, long since);
    }

    private static final long NEVER = Long.MIN_VALUE;

    /** The levels that an agent counts in, in the order in which they are told and written. */
    private static final Measure[] LEVELS = {
        Measure.AGENTS_ONLINE,
        Measure.AGENTS_AVAILABLE,
        Measure.AGENTS_AWAY,
        Measure.AGENTS_ON_CONTACT,
        Measure.AGENTS_IDLE,
        Measure.AGENTS_SLOTS
    };

    private AgentState state = AgentState.OFFLINE;
    private long slots;
    private long stateAt = NEVER;
    private final TreeSet<SourceId> contacts = new TreeSet<>();
    private ServedQueues queues = new ServedQueues();
    /** How often the agent counts in each level. */
    private final long[] held = new long[LEVELS.length];
    /** And since when; of no meaning where that is 0. */
    private final long[] since = new long[LEVELS.length];

    /**
     * Takes all that happened between two moments.
     *
     * @param events the agent's presence, in fold order
     * @param changes of contacts, in {@link AgentTimeline#CONTACT_ORDER}
     */
    void takeAll(List<ServiceEvent> events, List<OnContact> changes, Levels out) {
        int event = 0;
        int change = 0;
        while (event < events.size() || change < changes.size()) {
            long time = Math.min(
                    event < events.size() ? events.get(event).time() : Long.MAX_VALUE,
                    change < changes.size() ? changes.get(change).time() : Long.MAX_VALUE);
            event = takeStates(events, event, time);
            change = takeContacts(changes, change, time);
            tell(time, out);
        }
    }

    private int takeStates(List<ServiceEvent> events, int from, long time) {
        int next = from;
        for (; next < events.size() && events.get(next).time() == time; next++) {
            ServiceEvent event = events.get(next);
            state = event.agentState();
            queues.take(event);
            stateAt = time;
            slots = event.slots() == null ? Math.max(slots, 1) : event.slots();
        }
        // whoever is gone is on nothing, also if nobody says of a contact that it is over
        if (next > from && state == AgentState.OFFLINE) {
            contacts.clear();
        }
        return next;
    }

    /** What was said of one contact at one time counts as its sum. */
    private int takeContacts(List<OnContact> changes, int from, long time) {
        int next = from;
        while (next < changes.size() && changes.get(next).time() == time) {
            SourceId contact = changes.get(next).caseId();
            int sum = 0;
            for (; next < changes.size() && isOf(changes.get(next), contact, time); next++) {
                sum += changes.get(next).delta();
            }
            if (sum > 0) {
                contacts.add(contact);
            } else if (sum < 0) {
                contacts.remove(contact);
            }
        }
        return next;
    }

    private static boolean isOf(OnContact change, SourceId contact, long time) {
        return change.time() == time && change.caseId().equals(contact);
    }

    private void tell(long time, Levels out) {
        boolean online = state != AgentState.OFFLINE;
        boolean available = state == AgentState.AVAILABLE;
        boolean idle = available && contacts.isEmpty();
        hold(0, online ? 1 : 0, time, out);
        hold(1, available ? 1 : 0, time, out);
        hold(2, state == AgentState.AWAY ? 1 : 0, time, out);
        hold(3, contacts.isEmpty() ? 0 : 1, time, out);
        hold(4, idle ? 1 : 0, time, out);
        hold(5, online ? slots : 0, time, out);
        queues.hold(available, time, out);
    }

    private void hold(int level, long n, long time, Levels out) {
        if (held[level] == n) {
            return;
        }
        if (held[level] != 0) {
            out.level(LEVELS[level], time, -held[level], since[level]);
        }
        if (n != 0) {
            out.level(LEVELS[level], time, n, time);
        }
        held[level] = n;
        since[level] = time;
    }

    /** Whether a state of that time was over before what is known now. */
    boolean isAfter(long time) {
        return stateAt > time;
    }

    /** Counts in nothing: there is nothing to remember. */
    boolean isNothing() {
        for (long n : held) {
            if (n != 0) {
                return false;
            }
        }
        return queues.isNothing();
    }

    AgentPresence copy() {
        AgentPresence copy = new AgentPresence();
        copy.state = state;
        copy.slots = slots;
        copy.stateAt = stateAt;
        copy.contacts.addAll(contacts);
        copy.queues = queues.copy();
        System.arraycopy(held, 0, copy.held, 0, held.length);
        System.arraycopy(since, 0, copy.since, 0, since.length);
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
        for (int level = 0; level < LEVELS.length; level++) {
            Varint.writeSigned(held[level], out);
            if (held[level] != 0) {
                out.writeLong(since[level]);
            }
        }
        queues.write(out);
    }

    static AgentPresence read(DataInput in, Versions stored) throws IOException {
        AgentPresence presence = new AgentPresence();
        presence.state = AgentState.CODES.read(in);
        presence.slots = Varint.readSigned(in);
        presence.stateAt = in.readLong();
        for (int i = Texts.readCount(in); i > 0; i--) {
            presence.contacts.add(SourceIdCodec.INSTANCE.read(in, stored));
        }
        for (int level = 0; level < LEVELS.length; level++) {
            presence.held[level] = Varint.readSigned(in);
            presence.since[level] = presence.held[level] == 0 ? 0 : in.readLong();
        }
        presence.queues = ServedQueues.read(in);
        return presence;
    }
}
