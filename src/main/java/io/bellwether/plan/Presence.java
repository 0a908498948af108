package io.bellwether.plan;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many agents were there at the ends of a queue's panes; the newest version of each counts. */
final class Presence {

    /** Nobody who serves the queue was ever seen. */
    static final long NOBODY_SEEN = -1;

    private final NavigableMap<Long, Long> byEnd = new TreeMap<>();
    /** Whether somebody was seen before what is kept. */
    private boolean seenBefore;

    /** @return whether that is news */
    boolean put(long end, long agents) {
        Long before = byEnd.put(end, agents);
        return before == null || before != agents;
    }

    /** Agents at a time, {@link #NOBODY_SEEN} where none was seen until then: then nobody tells who is there. */
    long at(long time) {
        Map.Entry<Long, Long> last = byEnd.floorEntry(time);
        return last == null || !isSeen(byEnd.headMap(time, true)) ? NOBODY_SEEN : last.getValue();
    }

    private boolean isSeen(Map<Long, Long> until) {
        return seenBefore || until.values().stream().anyMatch(agents -> agents > 0);
    }

    /** The last end of a pane until a time; the least of numbers for none. */
    long lastUntil(long time) {
        Long last = byEnd.floorKey(time);
        return last == null ? Long.MIN_VALUE : last;
    }

    /** The first end of a pane; the greatest of numbers for none. */
    long firstEnd() {
        return byEnd.isEmpty() ? Long.MAX_VALUE : byEnd.firstKey();
    }

    /** One that knows what ends after a time alone. */
    Presence after(long time) {
        Presence later = new Presence();
        later.byEnd.putAll(byEnd.tailMap(time, false));
        return later;
    }

    /** Lets go of what was before a time, but for the last. */
    void forgetBefore(long time) {
        Long last = byEnd.floorKey(time);
        if (last != null) {
            NavigableMap<Long, Long> old = byEnd.headMap(last, false);
            seenBefore = isSeen(old);
            old.clear();
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(seenBefore);
        Varint.writeUnsigned(byEnd.size(), out);
        for (Map.Entry<Long, Long> one : byEnd.entrySet()) {
            out.writeLong(one.getKey());
            Varint.writeUnsigned(one.getValue(), out);
        }
    }

    static Presence read(DataInput in) throws IOException {
        Presence presence = new Presence();
        presence.seenBefore = in.readBoolean();
        for (int i = Texts.readCount(in); i > 0; i--) {
            presence.byEnd.put(in.readLong(), Varint.readUnsigned(in));
        }
        return presence;
    }
}
