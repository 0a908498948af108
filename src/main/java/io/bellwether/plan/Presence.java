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
    private boolean seen;

    /** @return whether that is news */
    boolean put(long end, long agents) {
        seen |= agents > 0;
        Long before = byEnd.put(end, agents);
        return before == null || before != agents;
    }

    /** Agents at a time, {@link #NOBODY_SEEN} where that is not known. */
    long at(long time) {
        Map.Entry<Long, Long> last = seen ? byEnd.floorEntry(time) : null;
        return last == null ? NOBODY_SEEN : last.getValue();
    }

    /** Lets go of what was before a time, but for the last. */
    void forgetBefore(long time) {
        Long last = byEnd.floorKey(time);
        if (last != null) {
            byEnd.headMap(last, false).clear();
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(seen);
        Varint.writeUnsigned(byEnd.size(), out);
        for (Map.Entry<Long, Long> one : byEnd.entrySet()) {
            out.writeLong(one.getKey());
            Varint.writeUnsigned(one.getValue(), out);
        }
    }

    static Presence read(DataInput in) throws IOException {
        Presence presence = new Presence();
        presence.seen = in.readBoolean();
        for (int i = Texts.readCount(in); i > 0; i--) {
            presence.byEnd.put(in.readLong(), Varint.readUnsigned(in));
        }
        return presence;
    }
}
