package io.bellwether.agents;

import io.bellwether.event.AgentState;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Series;
import io.bellwether.queue.OnContact;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
    /** Whether heartbeats come; of whoever is lost, that they came. */
    private boolean beats;
    /** Since when heartbeats are missed; {@link #NEVER} where they are not. */
    private long lostAt = NEVER;

    private final AgentContacts contacts = new AgentContacts();
    private AgentPlaces places = new AgentPlaces();

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
        List<String> told = event.queues() == null ? queues : queues(event.queues());
        // the same object as long as they are the same: what goes by them need not look at each
        List<String> served = told.equals(queues) ? queues : told;
        long most = event.slots() == null ? Math.max(slots, 1) : event.slots();
        boolean same = lostAt == NEVER
                && state == event.agentState()
                && reason.equals(why)
                && slots == most
                && queues == served;
        state = event.agentState();
        reason = why;
        queues = served;
        slots = most;
        stateAt = event.time();
        beats = state != AgentState.OFFLINE && (beats || same);
        lostAt = NEVER;
    }

    /** In order, each once, as most sources tell them. */
    private static List<String> queues(List<String> told) {
        return areInOrder(told)
                ? told
                : told.stream()
                        .filter(queue -> !queue.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static boolean areInOrder(List<String> told) {
        String before = "";
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).compareTo(before) <= 0) {
                return false;
            }
            before = told.get(i);
        }
        return true;
    }

    /** When something follows from silence, epoch ms; {@link Long#MAX_VALUE} where nothing does. */
    long nextWake(AgentSettings settings) {
        return Math.min(nextLoss(settings), contacts.firstUnfinished(settings.wrapUpMillis()));
    }

    private long nextLoss(AgentSettings settings) {
        if (lostAt != NEVER) {
            return lostAt + LOST_FOR_MILLIS;
        }
        boolean awaited = beats && state != AgentState.OFFLINE && settings.lostAfterMillis() > 0;
        return awaited ? stateAt + settings.lostAfterMillis() : NO_TIME;
    }

    private void expire(long time, AgentSettings settings) {
        contacts.giveUp(settings.wrapUpMillis(), time);
        if (nextLoss(settings) > time) {
            return;
        }
        if (lostAt == NEVER) {
            beLost(time);
        } else {
            lostAt = NEVER;
        }
    }

    /**
     * Other settings hold from now on: who is lost by them is, and who cannot be by them is not, but offline until heard of.
     *
     * @param now not before anything that was told
     */
    void goOnBy(AgentSettings settings, long now, Levels out) {
        contacts.giveUp(settings.wrapUpMillis(), now);
        if (settings.lostAfterMillis() == 0) {
            lostAt = NEVER;
        }
        loseUntil(now, settings);
        tell(now, out);
    }

    /** Whoever would have been lost by now is; for a day at most. */
    private void loseUntil(long now, AgentSettings settings) {
        if (lostAt == NEVER && nextLoss(settings) <= now) {
            beLost(nextLoss(settings));
        }
        if (lostAt != NEVER && nextLoss(settings) <= now) {
            lostAt = NEVER;
        }
    }

    private void beLost(long time) {
        state = AgentState.OFFLINE;
        lostAt = time;
        contacts.clear();
    }

    /**
     * Takes a state that came too late to be put in its place: the last that is known of the agent, to be told from now on.
     * What follows from silence follows as of when the state was, so whoever would be lost by now is. Whether heartbeats come
     * is not for it to say: of such states some may be missing, and so nothing hangs on their order but which is the last.
     */
    void takeTooLate(ServiceEvent event, long now, AgentSettings settings, Levels out) {
        boolean watched = beats;
        take(event);
        beats = watched;
        if (state == AgentState.OFFLINE) {
            contacts.clear();
        }
        loseUntil(now, settings);
        tell(now, out);
    }

    private void tell(long time, Levels out) {
        String away = state == AgentState.AWAY ? reason : null;
        places.hold(this::wanted, away, queues, served(), time, out);
    }

    /** Of which queues the agent is staff. */
    private List<String> served() {
        return state == AgentState.AVAILABLE ? queues : List.of();
    }

    /** How often the agent is to count in a level. */
    private long wanted(Measure level) {
        boolean online = state != AgentState.OFFLINE;
        boolean available = state == AgentState.AVAILABLE;
        boolean onContact = contacts.had() > 0;
        boolean wrapsUp = !onContact && contacts.wrappedUp() > 0;
        long taken = (long) contacts.had() + contacts.wrappedUp();
        return switch (level) {
            case AGENTS_ONLINE -> online ? 1 : 0;
            case AGENTS_AVAILABLE -> available ? 1 : 0;
            case AGENTS_AWAY -> state == AgentState.AWAY ? 1 : 0;
            case AGENTS_ON_CONTACT -> onContact ? 1 : 0;
            case AGENTS_IDLE -> available && !onContact && !wrapsUp ? 1 : 0;
            case AGENTS_SLOTS -> online ? slots : 0;
            case AGENTS_WRAP_UP -> wrapsUp ? 1 : 0;
            case AGENTS_SLOTS_TAKEN -> taken;
            case AGENTS_SLOTS_FREE -> available ? Math.max(0, slots - taken) : 0;
            case AGENTS_LOST -> lostAt == NEVER ? 0 : 1;
            default -> throw new IllegalArgumentException(level + " is no level that an agent counts in");
        };
    }

    /** Whether a state of that time was over before what is known now. */
    boolean isAfter(long time) {
        return stateAt > time;
    }

    /** What is told of the agent while they count in anything; null where they do not. */
    PresentAgent present(SourceId agent) {
        long lost = lostAt == NEVER ? 0 : lostAt;
        PresentAgents.Said said = new PresentAgents.Said(state, reason, queues, slots, lost);
        return isNothing() ? null : PresentAgents.of(agent, said, contacts, places.total());
    }

    /** Counts in nothing: there is nothing to remember. */
    boolean isNothing() {
        return places.isNothing();
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
        copy.places = places.copy();
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
        places.write(out);
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
        presence.places = AgentPlaces.read(presence.queues, presence.served(), in);
        return presence;
    }
}
