package io.bellwether.agents;

import io.bellwether.event.SourceId;
import io.bellwether.event.SourceIdCodec;
import io.bellwether.queue.OnContact;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The contacts that an agent has, and those that they wrap up. That work follows a contact is believed of an agent once it was
 * told that some was done, until its end is not told in time: a source that never tells it makes nobody work for ever. Mutable.
 */
final class AgentContacts {

    private static final long NEVER = Long.MAX_VALUE;

    private final TreeSet<SourceId> had = new TreeSet<>();
    /** When each of those that are wrapped up was over. */
    private final TreeMap<SourceId, Long> wrappedUp = new TreeMap<>();

    private boolean wrapsUp;

    int had() {
        return had.size();
    }

    int wrappedUp() {
        return wrappedUp.size();
    }

    /** Whoever is gone is on nothing, also if nobody says of a contact that it is over. */
    void clear() {
        had.clear();
        wrappedUp.clear();
    }

    /**
     * Takes what was said at one time. What was said of one contact counts as its sum.
     *
     * @param changes in {@link AgentTimeline#CONTACT_ORDER}
     * @param mayWrapUp whether the agent is there
     * @return the place of the first that is later
     */
    int take(List<OnContact> changes, int from, long time, boolean mayWrapUp) {
        int next = from;
        while (next < changes.size() && changes.get(next).time() == time) {
            SourceId contact = changes.get(next).caseId();
            int has = 0;
            int ended = 0;
            int done = 0;
            for (; next < changes.size() && isOf(changes.get(next), contact, time); next++) {
                OnContact change = changes.get(next);
                switch (change.step()) {
                    case HAS -> has += change.delta();
                    case ENDED -> ended += change.delta();
                    case WRAPPED_UP -> done += change.delta();
                }
            }
            take(contact, time, has + ended, ended < 0 && mayWrapUp && wrapsUp);
            if (done > 0) {
                wrapsUp = true;
                wrappedUp.remove(contact);
            }
        }
        return next;
    }

    private void take(SourceId contact, long time, int sum, boolean workFollows) {
        if (sum > 0) {
            had.add(contact);
            wrappedUp.remove(contact);
        } else if (sum < 0 && had.remove(contact) && workFollows) {
            wrappedUp.put(contact, time);
        }
    }

    private static boolean isOf(OnContact change, SourceId contact, long time) {
        return change.time() == time && change.caseId().equals(contact);
    }

    /** When the first wrap-up has lasted for so long, epoch ms. */
    long firstUnfinished(long millis) {
        if (wrappedUp.isEmpty()) {
            return NEVER;
        }
        long first = NEVER;
        for (long endedAt : wrappedUp.values()) {
            first = Math.min(first, endedAt + millis);
        }
        return first;
    }

    /** Wrap-ups that have lasted for so long by then are over. */
    void giveUp(long millis, long time) {
        if (wrappedUp.values().removeIf(endedAt -> endedAt + millis <= time)) {
            wrapsUp = false;
        }
    }

    void takeFrom(AgentContacts other) {
        had.addAll(other.had);
        wrappedUp.putAll(other.wrappedUp);
        wrapsUp = other.wrapsUp;
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(had.size(), out);
        for (SourceId contact : had) {
            SourceIdCodec.INSTANCE.write(contact, out);
        }
        Varint.writeUnsigned(wrappedUp.size(), out);
        for (Map.Entry<SourceId, Long> entry : wrappedUp.entrySet()) {
            SourceIdCodec.INSTANCE.write(entry.getKey(), out);
            out.writeLong(entry.getValue());
        }
        out.writeBoolean(wrapsUp);
    }

    void read(DataInput in, Versions stored) throws IOException {
        for (int i = Texts.readCount(in); i > 0; i--) {
            had.add(SourceIdCodec.INSTANCE.read(in, stored));
        }
        for (int i = Texts.readCount(in); i > 0; i--) {
            SourceId contact = SourceIdCodec.INSTANCE.read(in, stored);
            wrappedUp.put(contact, in.readLong());
        }
        wrapsUp = in.readBoolean();
    }
}
