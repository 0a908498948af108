package io.bellwether.event;

import io.bellwether.state.Coded;
import io.bellwether.state.Packing;
import io.bellwether.state.Part;
import io.bellwether.state.Unpacking;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How events of one case are written one behind the other, in a quarter of the bytes: the first without the id of the
 * case, every other as what it says otherwise than the first. A text that is not the same begins mostly the same. Without
 * the texts of messages, as ever. Holds scratch memory; not thread-safe.
 */
public final class EventsOfCase {

    /** How they are written. */
    public static final Part PART = new Part("events-of-case", 1, new EventCodec());

    /** In the mask of what an event says otherwise: its source. No field has that code. */
    private static final long SOURCE = 1L << 63;

    private static final ThreadLocal<EventsOfCase> OF_THREAD = ThreadLocal.withInitial(EventsOfCase::new);

    private final EventCodec codec = new EventCodec();
    private final Packing body = new Packing();
    private final Unpacking reader = new Unpacking(new byte[0], 0);

    private EventsOfCase() {}

    /** The calling thread's own. */
    public static EventsOfCase ofThread() {
        return OF_THREAD.get();
    }

    /** Writes the first event. */
    public void writeFirst(ServiceEvent event, DataOutput out) throws IOException {
        codec.write(event, said(event), out);
    }

    private static long said(ServiceEvent event) {
        return event.mask() & ~(EventField.TEXT.codeBit | EventField.CASE_ID.codeBit);
    }

    /** Time of the first event of bytes that begin with it, epoch ms. */
    public long firstTime(byte[] bytes) {
        return Packing.unpack(bytes, bytes.length, in -> {
            in.readByte();
            Varint.readUnsigned(in);
            return Varint.readSigned(in);
        });
    }

    /**
     * Writes another event.
     *
     * @param bytes that begin with the first one
     */
    public void writeNext(ServiceEvent event, byte[] bytes, DataOutput out) throws IOException {
        body.shorten(0);
        Unpacking first = reader;
        first.of(bytes, bytes.length);
        first.readByte();
        long firstSaid = Varint.readUnsigned(first);
        long firstTime = Varint.readSigned(first);
        Varint.writeSigned(event.time() - firstTime, body);
        writeId(event.id(), first, bytes);
        long own = writeRest(event.source(), true, first, bytes) ? SOURCE : 0;
        long said = said(event);
        for (long rest = (said | firstSaid) & ~(EventCodec.EXTRA | EventCodec.ORIGIN); rest != 0; rest &= rest - 1) {
            long bit = Long.lowestOneBit(rest);
            EventField field = EventField.OF_CODE[Long.numberOfTrailingZeros(bit)];
            if ((said & bit) == 0) {
                skip(field, first);
            } else if ((firstSaid & bit) == 0) {
                own |= bit;
                codec.write(field, event.get(field), event.time(), body);
            } else if (writeOwn(field, event, firstTime, first, bytes)) {
                own |= bit;
            }
        }
        own |= writeOthers(event, (firstSaid & EventCodec.EXTRA) == 0 ? null : first);
        EventType.CODES.write(event.type(), out);
        Varint.writeUnsigned(said | EventCodec.others(event), out);
        Varint.writeUnsigned(own, out);
        body.writeTo(out);
    }

    /** Always another. */
    private void writeId(String id, Unpacking first, byte[] bytes) throws IOException {
        int length = codec.bytes.readCount(first);
        int from = first.position();
        first.skipBytes(length);
        if (!codec.bytes.writeRest(id, bytes, from, from + length, body)) {
            Varint.writeUnsigned(length, body);
            Varint.writeUnsigned(0, body);
        }
    }

    /** @param label whether it is a text with few values */
    private boolean writeRest(String text, boolean label, Unpacking first, byte[] bytes) throws IOException {
        int length = codec.bytes.readCount(first);
        int from = first.position();
        first.skipBytes(length);
        return !(label && codec.bytes.isLabel(text, bytes, from, from + length))
                && codec.bytes.writeRest(text, bytes, from, from + length, body);
    }

    /** Writes what an event says otherwise of a field of which the first says something; false where it says the same. */
    private boolean writeOwn(EventField field, ServiceEvent event, long firstTime, Unpacking first, byte[] bytes)
            throws IOException {
        Object value = event.get(field);
        if (isText(field)) {
            return writeRest((String) value, EventCodec.isLabel(field), first, bytes);
        }
        boolean same =
                switch (field.kind) {
                    case WORD -> first.readUnsignedByte() == ((Coded) value).code();
                    case TIME -> firstTime + Varint.readSigned(first) == (Long) value;
                    case LONG -> Varint.readUnsigned(first) == (Long) value;
                    case WHOLE -> Varint.readSigned(first) == (Integer) value;
                    case NUMBER -> first.readLong() == Double.doubleToLongBits((Double) value);
                    case FLAG -> true;
                    default -> {
                        skip(field, first);
                        yield false;
                    }
                };
        if (!same) {
            codec.write(field, value, event.time(), body);
        }
        return !same;
    }

    private static boolean isText(EventField field) {
        return switch (field.kind) {
            case ID, LABEL, DIMENSION, TEXT -> true;
            case WORD -> field.table == null;
            default -> false;
        };
    }

    private void skip(EventField field, Unpacking in) throws IOException {
        if (isText(field)) {
            in.skipBytes(codec.bytes.readCount(in));
        } else {
            codec.read(field, 0, in);
        }
    }

    /** @param first where its further dimensions come next; null where it has none */
    private long writeOthers(ServiceEvent event, Unpacking first) throws IOException {
        long own = 0;
        if (!event.extra().isEmpty()) {
            int before = body.size();
            codec.writeExtra(event.extra(), body);
            if (first != null && body.isNext(before, first)) {
                body.shorten(before);
            } else {
                own |= EventCodec.EXTRA;
            }
        }
        if (event.origin() != null) {
            codec.writeOrigin(event.origin(), body);
            own |= EventCodec.ORIGIN;
        }
        return own;
    }

    /**
     * Reads what was written.
     *
     * @param count of events
     * @param stored what was written
     * @return a list of the caller's own, with room for one more
     */
    public List<ServiceEvent> read(SourceId caseId, int count, DataInput in, Versions stored) throws IOException {
        List<ServiceEvent> events = new ArrayList<>(count + 1);
        for (int i = 0; i < count; i++) {
            events.add(i == 0 ? codec.read(in, stored, caseId.id()) : readNext(events.get(0), in));
        }
        return events;
    }

    private ServiceEvent readNext(ServiceEvent first, DataInput in) throws IOException {
        EventType type = EventType.CODES.of(in.readUnsignedByte());
        long mask = Varint.readUnsigned(in);
        long own = Varint.readUnsigned(in);
        long time = first.time() + Varint.readSigned(in);
        String id = codec.bytes.readRest(first.id(), in);
        String source = (own & SOURCE) == 0 ? first.source() : codec.bytes.readLabelRest(first.source(), in);
        long said = mask & ~(EventCodec.EXTRA | EventCodec.ORIGIN) | EventField.CASE_ID.codeBit;
        Object[] values = new Object[Long.bitCount(said)];
        int next = 0;
        for (long rest = said; rest != 0; rest &= rest - 1) {
            EventField field = EventCodec.field(Long.numberOfTrailingZeros(rest));
            Object other = first.get(field);
            values[next++] = (own & field.codeBit) == 0 ? other : readOwn(field, other, time, in);
        }
        Map<String, String> extra = (mask & EventCodec.EXTRA) == 0
                ? null
                : (own & EventCodec.EXTRA) == 0 ? first.extra() : codec.readExtra(in);
        Origin origin = (mask & EventCodec.ORIGIN) == 0 ? null : codec.readOrigin(in);
        return new ServiceEvent(id, type, time, source, said, values, extra, origin);
    }

    private Object readOwn(EventField field, Object other, long time, DataInput in) throws IOException {
        if (other == null || !isText(field)) {
            return codec.read(field, time, in);
        }
        return field.kind == EventField.Kind.ID
                ? codec.bytes.readRest((String) other, in)
                : codec.bytes.readLabelRest((String) other, in);
    }
}
