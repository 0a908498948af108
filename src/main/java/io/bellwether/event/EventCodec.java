package io.bellwether.event;

import io.bellwether.state.Codec;
import io.bellwether.state.Coded;
import io.bellwether.state.Packing;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an event is written: the type, a mask of what is present, then the present parts. The text of a message is never
 * written: an event that comes back has none. Holds scratch memory; not thread-safe.
 */
public final class EventCodec extends Codec<ServiceEvent> {

    private static final long serialVersionUID = 1L;

    static final long EXTRA = 1L << 18;
    static final long ORIGIN = 1L << 35;

    private static final ThreadLocal<EventCodec> OF_THREAD = ThreadLocal.withInitial(EventCodec::new);

    final transient StoredBytes bytes = new StoredBytes();
    /** Every number and text is put together here first: one kind of output is faster than many calls of another. */
    private final transient Packing whole = new Packing();

    /** A codec with its own scratch memory. */
    public EventCodec() {
        super("event", 1, ServiceEvent.class);
    }

    /** The calling thread's codec: state is also written by the threads of a snapshot. */
    public static EventCodec ofThread() {
        return OF_THREAD.get();
    }

    @Override
    public EventCodec forThread() {
        return new EventCodec();
    }

    private Object readResolve() {
        return new EventCodec();
    }

    /** Writes all of an event but its text. */
    @Override
    public void write(ServiceEvent event, DataOutput out) throws IOException {
        whole.shorten(0);
        write(event, event.mask() & ~EventField.TEXT.codeBit, whole);
        whole.writeTo(out);
    }

    /** @param said the fields that are written */
    void write(ServiceEvent event, long said, DataOutput out) throws IOException {
        EventType.CODES.write(event.type(), out);
        Varint.writeUnsigned(said | others(event), out);
        Varint.writeSigned(event.time(), out);
        bytes.writeText(event.id(), out);
        bytes.writeLabel(event.source(), out);
        for (long rest = said; rest != 0; rest &= rest - 1) {
            EventField field = EventField.OF_CODE[Long.numberOfTrailingZeros(rest)];
            write(field, event.get(field), event.time(), out);
        }
        if (!event.extra().isEmpty()) {
            writeExtra(event.extra(), out);
        }
        if (event.origin() != null) {
            writeOrigin(event.origin(), out);
        }
    }

    /** The bits of what an event has beside its fields. */
    static long others(ServiceEvent event) {
        return (event.extra().isEmpty() ? 0 : EXTRA) | (event.origin() == null ? 0 : ORIGIN);
    }

    @Override
    public ServiceEvent read(DataInput in, Versions stored) throws IOException {
        return read(in, stored, null);
    }

    /** @param caseId that of the event where it was not written, else null */
    ServiceEvent read(DataInput in, Versions stored, String caseId) throws IOException {
        EventType type = EventType.CODES.of(in.readUnsignedByte());
        long mask = Varint.readUnsigned(in);
        long time = Varint.readSigned(in);
        String id = bytes.readText(in);
        String source = bytes.readLabel(in);
        long written = mask & ~(EXTRA | ORIGIN);
        long said = caseId == null ? written : written | EventField.CASE_ID.codeBit;
        Object[] values = new Object[Long.bitCount(said)];
        int next = 0;
        for (long rest = said; rest != 0; rest &= rest - 1) {
            boolean known = (Long.lowestOneBit(rest) & written) == 0;
            values[next++] = known ? caseId : read(field(Long.numberOfTrailingZeros(rest)), time, in);
        }
        Map<String, String> extra = (mask & EXTRA) == 0 ? null : readExtra(in);
        Origin origin = (mask & ORIGIN) == 0 ? null : readOrigin(in);
        return new ServiceEvent(id, type, time, source, said, values, extra, origin);
    }

    static EventField field(int code) throws IOException {
        EventField field = EventField.OF_CODE[code];
        if (field == null) {
            throw new IOException("no field has code " + code);
        }
        return field;
    }

    /** Whether it is a text that has few values. */
    static boolean isLabel(EventField field) {
        return field.kind == EventField.Kind.LABEL || field.kind == EventField.Kind.DIMENSION;
    }

    void write(EventField field, Object value, long time, DataOutput out) throws IOException {
        switch (field.kind) {
            case ID, TEXT -> bytes.writeText((String) value, out);
            case LABEL, DIMENSION -> bytes.writeLabel((String) value, out);
            case WORD -> writeWord(field, value, out);
            case TIME -> Varint.writeSigned((Long) value - time, out);
            case LONG -> Varint.writeUnsigned((Long) value, out);
            case WHOLE -> Varint.writeSigned((Integer) value, out);
            case NUMBER -> out.writeDouble((Double) value);
            case LIST -> writeList((List<?>) value, out);
            case FLAG -> {
                // its bit says it
            }
        }
    }

    Object read(EventField field, long time, DataInput in) throws IOException {
        return switch (field.kind) {
            case ID, TEXT -> bytes.readText(in);
            case LABEL, DIMENSION -> bytes.readLabel(in);
            case WORD -> field.table == null ? bytes.readLabel(in) : field.table.of(in.readUnsignedByte());
            case TIME -> time + Varint.readSigned(in);
            case LONG -> Varint.readUnsigned(in);
            case WHOLE -> (int) Varint.readSigned(in);
            case NUMBER -> in.readDouble();
            case LIST -> readList(in);
            case FLAG -> Boolean.TRUE;
        };
    }

    private void writeWord(EventField field, Object value, DataOutput out) throws IOException {
        if (field.table == null) {
            bytes.writeText((String) value, out);
        } else {
            out.writeByte(((Coded) value).code());
        }
    }

    private void writeList(List<?> texts, DataOutput out) throws IOException {
        Varint.writeUnsigned(texts.size(), out);
        for (Object text : texts) {
            bytes.writeText((String) text, out);
        }
    }

    private List<String> readList(DataInput in) throws IOException {
        int count = bytes.readCount(in);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(bytes.readLabel(in));
        }
        return List.copyOf(texts);
    }

    void writeOrigin(Origin origin, DataOutput out) throws IOException {
        bytes.writeText(origin.topic(), out);
        Varint.writeSigned(origin.partition(), out);
        Varint.writeSigned(origin.offset(), out);
        Varint.writeUnsigned(origin.keySize(), out);
        Varint.writeUnsigned(origin.key() == null ? 0 : origin.key().length + 1, out);
        if (origin.key() != null) {
            out.write(origin.key());
        }
        Varint.writeUnsigned(origin.happenedAt() - Origin.THEN, out);
    }

    Origin readOrigin(DataInput in) throws IOException {
        String topic = bytes.readLabel(in);
        int partition = (int) Varint.readSigned(in);
        long offset = Varint.readSigned(in);
        int keySize = (int) Varint.readUnsigned(in);
        int stored = bytes.readCount(in);
        byte[] key = stored == 0 ? null : new byte[stored - 1];
        if (key != null) {
            in.readFully(key);
        }
        return new Origin(topic, partition, offset, key, keySize, Varint.readUnsigned(in) + Origin.THEN);
    }

    void writeExtra(Map<String, String> extra, DataOutput out) throws IOException {
        Varint.writeUnsigned(extra.size(), out);
        Map<String, String> sorted = extra.size() == 1 ? extra : new TreeMap<>(extra);
        for (Map.Entry<String, String> entry : sorted.entrySet()) {
            bytes.writeText(entry.getKey(), out);
            bytes.writeText(entry.getValue(), out);
        }
    }

    Map<String, String> readExtra(DataInput in) throws IOException {
        int count = bytes.readCount(in);
        Map<String, String> extra = new HashMap<>();
        for (int i = 0; i < count; i++) {
            extra.put(bytes.readLabel(in), bytes.readLabel(in));
        }
        return extra;
    }
}
