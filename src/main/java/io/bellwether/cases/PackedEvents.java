package io.bellwether.cases;

import io.bellwether.event.EventsOfCase;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.state.Packing;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A case's events in fold order, packed: they are read only when one comes late. */
final class PackedEvents {

    private static final byte[] NOTHING = {};
    /** Where the case's id is neither asked for nor kept. */
    private static final SourceId OF_NO_MATTER = new SourceId("", "");

    private static final int SPARE = 96;
    /** So much room may be left over: to spare it would cost a copy. */
    private static final int LEFT_OVER = 32;

    private byte[] bytes = NOTHING;
    private int length;
    private int count;
    private long firstTime;

    int size() {
        return count;
    }

    /** Time of the first, epoch ms; of no meaning without one. */
    long firstTime() {
        return firstTime;
    }

    /** Appends one that comes after all that are there. */
    void add(ServiceEvent event) {
        if (count == 0) {
            // It is often the only one of its case for a while: no room is kept for others yet.
            bytes = Packing.pack(out -> EventsOfCase.ofThread().writeFirst(event, out));
            length = bytes.length;
            firstTime = event.time();
        } else {
            bytes = Packing.append(
                    bytes,
                    length,
                    out -> EventsOfCase.ofThread().writeNext(event, bytes, length, out),
                    Math.max(SPARE, length / 2));
            length += Packing.written();
        }
        count++;
    }

    void addAll(List<ServiceEvent> events) {
        events.forEach(this::add);
    }

    /** All of them, in a list of the caller's own. */
    List<ServiceEvent> unpack(SourceId caseId) {
        return unpack(caseId, Versions.CURRENT);
    }

    private List<ServiceEvent> unpack(SourceId caseId, Versions stored) {
        return Packing.unpack(bytes, length, in -> EventsOfCase.ofThread().read(caseId, count, in, stored));
    }

    /** Leaves no room for more: none is expected soon. */
    void trim() {
        if (bytes.length > length + LEFT_OVER) {
            bytes = Arrays.copyOf(bytes, length);
        }
    }

    /** A copy of its own. The bytes are shared: who adds to one of them must be done with the other. */
    PackedEvents copy() {
        PackedEvents copy = new PackedEvents();
        copy.bytes = bytes;
        copy.length = length;
        copy.count = count;
        copy.firstTime = firstTime;
        return copy;
    }

    void clear() {
        bytes = NOTHING;
        length = 0;
        count = 0;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(count);
        if (count > 0) {
            out.writeLong(firstTime);
            out.writeInt(length);
            out.write(bytes, 0, length);
        }
    }

    static PackedEvents read(DataInput in, Versions stored) throws IOException {
        PackedEvents events = new PackedEvents();
        events.count = in.readInt();
        if (events.count > 0) {
            events.firstTime = in.readLong();
            events.length = in.readInt();
            events.bytes = new byte[events.length];
            in.readFully(events.bytes);
        }
        return stored.areCurrent() ? events : events.renewed(stored);
    }

    /** The same in the present form. */
    private PackedEvents renewed(Versions stored) {
        PackedEvents events = new PackedEvents();
        events.addAll(unpack(OF_NO_MATTER, stored));
        return events;
    }
}
