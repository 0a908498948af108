package io.bellwether.agents;

import io.bellwether.event.AgentState;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Series;
import io.bellwether.queue.OnContact;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one agent is doing at a moment: presence and contacts, which are orthogonal (an agent can be away and on a
 * contact). Which contacts is told by the fold of their cases; presence is told by {@code agent.state}.
 *
 * <p>An agent whose state is told again although it is the same sends heartbeats: when these cease, the agent is lost, and as
 * good as offline. Of a source that tells changes alone nothing of the kind follows. Mutable.
 */
final class AgentPresence {

    /** Where changes of levels go. */
    interface Levels {
        void level(Measure measure, Spot among, long time, long delta, long since);
    }

    /** Whoever is lost for so long is missed no more, ms. */
    static final long LOST_FOR_MILLIS = 24 * 3_600_000L;

    private static final long NEVER = Long.MIN_VALUE;
    private static final long NO_TIME = Long.MAX_VALUE;

    private AgentState state = AgentState.OFFLINE;
    private String reason = Series.NONE;
    private List<String> queues = List.of();
    private long slots;
    private long stateAt = NEVER;
    /** Whether heartbeats come. */
    private boolean beats;
    /** Since when heartbeats are missed; {@link #NEVER} where they are not. */
    private long lostAt = NEVER;

    private final AgentContacts contacts = new AgentContacts();
    private AgentCounts total = new AgentCounts(Spot.ALL);
    /** Among those of each queue in which anything is counted. */
    private final List<AgentCounts> byQueue = new ArrayList<>(2);

    private ServedQueues staffed = new ServedQueues();

    /**
     * Takes all that happened between two moments.
     *
     * @param events the agent's presence, in fold order
     * @param changes of contacts, in {@link AgentTimeline#CONTACT_ORDER}
     * @param until how far time has come: what follows from silence by then follows
     */
    void takeAll(List<ServiceEvent> events, List<OnContact> changes, long until, AgentSettings settings, Levels out) {
        int event = 0;
        int change = 0;
        while (true) {
            long told = Math.min(
                    event < events.size() ? events.get(event).time() : NO_TIME,
                    change < changes.size() ? changes.get(change).time() : NO_TIME);
            long silent = nextWake(settings);
            if (silent < told && (told != NO_TIME || silent <= until)) {
                expire(silent, settings);
                tell(silent, out);
            } else if (told != NO_TIME) {
                event = takeStates(events, event, told);
                change = contacts.take(changes, change, told, state != AgentState.OFFLINE);
                tell(told, out);
            } else {
                return;
            }
        }
    }

    private int takeStates(List<ServiceEvent> events, int from, long time) {
        int next = from;
        for (; next < events.size() && events.get(next).time() == time; next++) {
            take(events.get(next));
        }
        if (next > from && state == AgentState.OFFLINE) {
            contacts.clear();
        }
        return next;
    }

    private void take(ServiceEvent event) {
        String why = event.reason() == null || event.reason().isEmpty() ? Series.NONE : event.reason();
        List<String> served = event.queues() == null ? queues : queues(event);
        long most = event.slots() == null ? Math.max(slots, 1) : event.slots();
        boolean same = lostAt == NEVER
                && state == event.agentState()
                && reason.equals(why)
                && slots == most
                && queues.equals(served);
        state = event.agentState();
        reason = why;
        queues = served;
        slots = most;
        stateAt = event.time();
        beats = state != AgentState.OFFLINE && (beats || same);
        lostAt = NEVER;
    }

    private static List<String> queues(ServiceEvent event) {
        return event.queues().stream()
                .filter(queue -> !queue.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** When something follows from silence, epoch ms; {@link Long#MAX_VALUE} where nothing does. */
    long nextWake(AgentSettings settings) {
        return Math.min(nextLoss(settings), contacts.firstUnfinished(settings.wrapUpMillis()));
    }

    private long nextLoss(AgentSettings settings) {
        if (lostAt != NEVER) {
            return lostAt + LOST_FOR_MILLIS;
        }
        return beats && settings.lostAfterMillis() > 0 ? stateAt + settings.lostAfterMillis() : NO_TIME;
    }

    private void expire(long time, AgentSettings settings) {
        contacts.giveUp(settings.wrapUpMillis(), time);
        if (nextLoss(settings) > time) {
            return;
        }
        if (lostAt == NEVER) {
            state = AgentState.OFFLINE;
            beats = false;
            lostAt = time;
            contacts.clear();
        } else {
            lostAt = NEVER;
        }
    }

    private void tell(long time, Levels out) {
        long[] wanted = wanted();
        String away = state == AgentState.AWAY ? reason : null;
        total.hold(wanted, away, time, out);
        for (int i = byQueue.size() - 1; i >= 0; i--) {
            if (!queues.contains(byQueue.get(i).queue())) {
                byQueue.remove(i).release(time, out);
            }
        }
        for (String queue : queues) {
            ofQueue(queue).hold(wanted, away, time, out);
        }
        byQueue.removeIf(AgentCounts::isNothing);
        staffed.hold(state == AgentState.AVAILABLE ? queues : List.of(), time, out);
    }

    /** In the order of the levels of {@link AgentCounts}. */
    private long[] wanted() {
        boolean online = state != AgentState.OFFLINE;
        boolean available = state == AgentState.AVAILABLE;
        boolean onContact = contacts.had() > 0;
        boolean wrapsUp = !onContact && contacts.wrappedUp() > 0;
        long taken = (long) contacts.had() + contacts.wrappedUp();
        return new long[] {
            online ? 1 : 0,
            available ? 1 : 0,
            state == AgentState.AWAY ? 1 : 0,
            onContact ? 1 : 0,
            available && !onContact && !wrapsUp ? 1 : 0,
            online ? slots : 0,
            wrapsUp ? 1 : 0,
            taken,
            available ? Math.max(0, slots - taken) : 0,
            lostAt == NEVER ? 0 : 1
        };
    }

    private AgentCounts ofQueue(String queue) {
        for (AgentCounts counts : byQueue) {
            if (counts.queue().equals(queue)) {
                return counts;
            }
        }
        AgentCounts counts = new AgentCounts(new Spot(queue, null));
        byQueue.add(counts);
        return counts;
    }

    /** Whether a state of that time was over before what is known now. */
    boolean isAfter(long time) {
        return stateAt > time;
    }

    /** Counts in nothing: there is nothing to remember. */
    boolean isNothing() {
        return total.isNothing() && byQueue.isEmpty() && staffed.isNothing();
    }

    AgentPresence copy() {
        AgentPresence copy = new AgentPresence();
        copy.state = state;
        copy.reason = reason;
        copy.queues = queues;
        copy.slots = slots;
        copy.stateAt = stateAt;
        copy.beats = beats;
        copy.lostAt = lostAt;
        copy.contacts.takeFrom(contacts);
        copy.total = total.copy();
        byQueue.forEach(counts -> copy.byQueue.add(counts.copy()));
        copy.staffed = staffed.copy();
        return copy;
    }

    void write(DataOutput out) throws IOException {
        AgentState.CODES.write(state, out);
        Texts.write(reason, out);
        Texts.writeAll(queues, out);
        Varint.writeSigned(slots, out);
        out.writeLong(stateAt);
        out.writeBoolean(beats);
        out.writeLong(lostAt);
        contacts.write(out);
        total.write(out);
        Varint.writeUnsigned(byQueue.size(), out);
        for (AgentCounts counts : byQueue) {
            Texts.write(counts.queue(), out);
            counts.write(out);
        }
        staffed.write(out);
    }

    static AgentPresence read(DataInput in, Versions stored) throws IOException {
        AgentPresence presence = new AgentPresence();
        presence.state = AgentState.CODES.read(in);
        presence.reason = Texts.read(in);
        presence.queues = List.copyOf(Texts.readAll(in));
        presence.slots = Varint.readSigned(in);
        presence.stateAt = in.readLong();
        presence.beats = in.readBoolean();
        presence.lostAt = in.readLong();
        presence.contacts.read(in, stored);
        presence.total = AgentCounts.read(Spot.ALL, in);
        for (int i = Texts.readCount(in); i > 0; i--) {
            presence.byQueue.add(AgentCounts.read(new Spot(Texts.read(in), null), in));
        }
        presence.staffed = ServedQueues.read(in);
        return presence;
    }
}
