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

    private static final byte[][] NO_CHUNKS = {};
    /** Room that is left for more, bytes; more of it where there are many already. */
    private static final int SPARE = 96;

    private static final int MOST_SPARE = 512;
    /** So much room may be left over: to spare it would cost a copy. */
    private static final int LEFT_OVER = 32;

    /** Chunks that have no room any more, so that what is there need not be moved for what comes; the first event is in one. */
    private byte[][] full = NO_CHUNKS;

    private byte[] last = NOTHING;
    /** So many bytes of the last chunk count. */
    private int length;

    private int count;

    int size() {
        return count;
    }

    /** Time of the first, epoch ms; not without one. */
    long firstTime() {
        return EventsOfCase.ofThread().firstTime(first());
    }

    private byte[] first() {
        return full.length == 0 ? last : full[0];
    }

    /** Appends one that comes after all that are there. */
    void add(ServiceEvent event) {
        Packing packed = Packing.of(out -> write(event, out));
        if (count++ == 0) {
            // It is often the only one of its case for a while: no room is kept for others yet.
            last = packed.toBytes();
            length = last.length;
        } else {
            append(packed);
        }
    }

    private void write(ServiceEvent event, DataOutput out) throws IOException {
        if (count == 0) {
            EventsOfCase.ofThread().writeFirst(event, out);
        } else {
            EventsOfCase.ofThread().writeNext(event, first(), out);
        }
    }

    private void append(Packing packed) {
        int fits = Math.min(packed.size(), last.length - length);
        packed.copy(0, last, length, fits);
        length += fits;
        int rest = packed.size() - fits;
        if (rest > 0) {
            full = Arrays.copyOf(full, full.length + 1);
            full[full.length - 1] = last;
            last = new byte[rest + Math.min(MOST_SPARE, SPARE * full.length)];
            packed.copy(fits, last, 0, rest);
            length = rest;
        }
    }

    void addAll(List<ServiceEvent> events) {
        events.forEach(this::add);
    }

    /** All of them, in a list of the caller's own. */
    List<ServiceEvent> unpack(SourceId caseId) {
        return unpack(caseId, Versions.CURRENT);
    }

    private List<ServiceEvent> unpack(SourceId caseId, Versions stored) {
        byte[] bytes = Packing.pack(this::writeBytes);
        return Packing.unpack(bytes, bytes.length, in -> EventsOfCase.ofThread().read(caseId, count, in, stored));
    }

    private void writeBytes(DataOutput out) throws IOException {
        for (byte[] chunk : full) {
            out.write(chunk);
        }
        out.write(last, 0, length);
    }

    /** Leaves no room for more: none is expected soon. */
    void trim() {
        if (last.length > length + LEFT_OVER) {
            last = Arrays.copyOf(last, length);
        }
    }

    /** A copy of its own. The bytes are shared: who adds to one of them must be done with the other. */
    PackedEvents copy() {
        PackedEvents copy = new PackedEvents();
        copy.full = full;
        copy.last = last;
        copy.length = length;
        copy.count = count;
        return copy;
    }

    void clear() {
        full = NO_CHUNKS;
        last = NOTHING;
        length = 0;
        count = 0;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(count);
        if (count > 0) {
            int size = length;
            for (byte[] chunk : full) {
                size += chunk.length;
            }
            out.writeInt(size);
            writeBytes(out);
        }
    }

    static PackedEvents read(DataInput in, Versions stored) throws IOException {
        PackedEvents events = new PackedEvents();
        events.count = in.readInt();
        if (events.count > 0) {
            events.length = in.readInt();
            events.last = new byte[events.length];
            in.readFully(events.last);
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
