package io.bellwether.event;

import static io.bellwether.event.StoredMask.*;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Codec;
import io.bellwether.state.Coded;
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

    private static final ThreadLocal<EventCodec> OF_THREAD = ThreadLocal.withInitial(EventCodec::new);

    private final transient StoredBytes bytes = new StoredBytes();

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
        long mask = StoredMask.of(event);
        EventType.CODES.write(event.type(), out);
        Varint.writeUnsigned(mask, out);
        Varint.writeSigned(event.time(), out);
        bytes.writeText(event.id(), out);
        bytes.writeText(event.source(), out);
        writeCommon(event, mask, out);
        writeMessage(event, mask, out);
        writeOther(event, mask, out);
        if (has(mask, ORIGIN)) {
            writeOrigin(event.origin(), out);
        }
    }

    @Override
    public ServiceEvent read(DataInput in, Versions stored) throws IOException {
        EventBuilder event = new EventBuilder().type(EventType.CODES.of(in.readUnsignedByte()));
        long mask = Varint.readUnsigned(in);
        long time = Varint.readSigned(in);
        event.time(time).id(bytes.readText(in)).source(bytes.readLabel(in));
        readCommon(event, mask, in);
        readMessage(event, time, mask, in);
        readOther(event, mask, in);
        return event.origin(has(mask, ORIGIN) ? readOrigin(in) : null).build();
    }

    private void writeOrigin(Origin origin, DataOutput out) throws IOException {
        bytes.writeText(origin.topic(), out);
        Varint.writeSigned(origin.partition(), out);
        Varint.writeSigned(origin.offset(), out);
        Varint.writeUnsigned(origin.keySize(), out);
        Varint.writeUnsigned(origin.key() == null ? 0 : origin.key().length + 1, out);
        if (origin.key() != null) {
            out.write(origin.key());
        }
    }

    private Origin readOrigin(DataInput in) throws IOException {
        String topic = bytes.readLabel(in);
        int partition = (int) Varint.readSigned(in);
        long offset = Varint.readSigned(in);
        int keySize = (int) Varint.readUnsigned(in);
        int stored = bytes.readCount(in);
        byte[] key = stored == 0 ? null : new byte[stored - 1];
        if (key != null) {
            in.readFully(key);
        }
        return new Origin(topic, partition, offset, key, keySize);
    }

    private void writeCommon(ServiceEvent e, long mask, DataOutput out) throws IOException {
        bytes.writeIfAny(e.caseId(), out);
        bytes.writeIfAny(e.queue(), out);
        bytes.writeIfAny(e.channel(), out);
        bytes.writeIfAny(e.priority(), out);
        bytes.writeIfAny(e.tier(), out);
        bytes.writeIfAny(e.brand(), out);
        bytes.writeIfAny(e.category(), out);
        bytes.writeIfAny(e.language(), out);
        bytes.writeIfAny(e.region(), out);
        bytes.writeIfAny(e.agentId(), out);
        bytes.writeIfAny(e.customerId(), out);
        if (has(mask, STATUS)) {
            Status.CODES.write(e.status(), out);
        }
        bytes.writeIfAny(e.nativeStatus(), out);
        if (has(mask, EXTRA)) {
            writeExtra(e.extra(), out);
        }
    }

    private void readCommon(EventBuilder event, long mask, DataInput in) throws IOException {
        event.caseId(text(mask, CASE_ID, in))
                .queue(label(mask, QUEUE, in))
                .channel(label(mask, CHANNEL, in))
                .priority(label(mask, PRIORITY, in))
                .tier(label(mask, TIER, in))
                .brand(label(mask, BRAND, in))
                .category(label(mask, CATEGORY, in))
                .language(label(mask, LANGUAGE, in))
                .region(label(mask, REGION, in))
                .agentId(label(mask, AGENT_ID, in))
                .customerId(text(mask, CUSTOMER_ID, in))
                .status(code(mask, STATUS, Status.CODES, in))
                .nativeStatus(label(mask, NATIVE_STATUS, in))
                .extra(has(mask, EXTRA) ? readExtra(in) : null)
                .backfill(has(mask, BACKFILL));
    }

    private void writeMessage(ServiceEvent e, long mask, DataOutput out) throws IOException {
        if (has(mask, ACTOR)) {
            Actor.CODES.write(e.actor(), out);
        }
        if (has(mask, VISIBILITY)) {
            Visibility.CODES.write(e.visibility(), out);
        }
        bytes.writeIfAny(e.messageId(), out);
        bytes.writeIfAny(e.sentiment(), out);
        if (has(mask, DUE_AT)) {
            Varint.writeSigned(e.dueAt() - e.time(), out);
        }
        if (has(mask, FIRST_REPLY_DUE_AT)) {
            Varint.writeSigned(e.firstReplyDueAt() - e.time(), out);
        }
        bytes.writeIfAny(e.intoCaseId(), out);
    }

    private void readMessage(EventBuilder event, long time, long mask, DataInput in) throws IOException {
        event.actor(code(mask, ACTOR, Actor.CODES, in))
                .visibility(code(mask, VISIBILITY, Visibility.CODES, in))
                .automated(has(mask, AUTOMATED))
                .messageId(text(mask, MESSAGE_ID, in))
                .sentiment(number(mask, SENTIMENT, in))
                .dueAt(has(mask, DUE_AT) ? Long.valueOf(time + Varint.readSigned(in)) : null)
                .firstReplyDueAt(has(mask, FIRST_REPLY_DUE_AT) ? Long.valueOf(time + Varint.readSigned(in)) : null)
                .intoCaseId(text(mask, INTO_CASE_ID, in));
    }

    private void writeOther(ServiceEvent e, long mask, DataOutput out) throws IOException {
        if (has(mask, AGENT_STATE)) {
            AgentState.CODES.write(e.agentState(), out);
        }
        bytes.writeIfAny(e.reason(), out);
        if (has(mask, QUEUES)) {
            Varint.writeUnsigned(e.queues().size(), out);
            for (String queue : e.queues()) {
                bytes.writeText(queue, out);
            }
        }
        if (has(mask, SLOTS)) {
            Varint.writeSigned(e.slots(), out);
        }
        if (has(mask, SURVEY_KIND)) {
            SurveyKind.CODES.write(e.surveyKind(), out);
        }
        bytes.writeIfAny(e.score(), out);
        bytes.writeIfAny(e.scale(), out);
        bytes.writeIfAny(e.amount(), out);
        bytes.writeIfAny(e.by(), out);
        writeNames(e, mask, out);
    }

    private void writeNames(ServiceEvent e, long mask, DataOutput out) throws IOException {
        if (has(mask, SEQ)) {
            Varint.writeUnsigned(e.seq(), out);
        }
        bytes.writeIfAny(e.caseSource(), out);
        bytes.writeIfAny(e.agentSource(), out);
    }

    private void readOther(EventBuilder event, long mask, DataInput in) throws IOException {
        event.agentState(code(mask, AGENT_STATE, AgentState.CODES, in))
                .reason(label(mask, REASON, in))
                .queues(has(mask, QUEUES) ? readQueues(in) : null)
                .slots(has(mask, SLOTS) ? Integer.valueOf((int) Varint.readSigned(in)) : null)
                .surveyKind(code(mask, SURVEY_KIND, SurveyKind.CODES, in))
                .score(number(mask, SCORE, in))
                .scale(number(mask, SCALE, in))
                .amount(number(mask, AMOUNT, in))
                .by(label(mask, BY, in))
                .seq(has(mask, SEQ) ? Long.valueOf(Varint.readUnsigned(in)) : null)
                .caseSource(label(mask, CASE_SOURCE, in))
                .agentSource(label(mask, AGENT_SOURCE, in));
    }

    private List<String> readQueues(DataInput in) throws IOException {
        int count = bytes.readCount(in);
        List<String> queues = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            queues.add(bytes.readLabel(in));
        }
        return queues;
    }

    private void writeExtra(Map<String, String> extra, DataOutput out) throws IOException {
        Varint.writeUnsigned(extra.size(), out);
        Map<String, String> sorted = extra.size() == 1 ? extra : new TreeMap<>(extra);
        for (Map.Entry<String, String> entry : sorted.entrySet()) {
            bytes.writeText(entry.getKey(), out);
            bytes.writeText(entry.getValue(), out);
        }
    }

    private Map<String, String> readExtra(DataInput in) throws IOException {
        int count = bytes.readCount(in);
        Map<String, String> extra = new HashMap<>();
        for (int i = 0; i < count; i++) {
            extra.put(bytes.readLabel(in), bytes.readLabel(in));
        }
        return extra;
    }

    private String text(long mask, int bit, DataInput in) throws IOException {
        return has(mask, bit) ? bytes.readText(in) : null;
    }

    private String label(long mask, int bit, DataInput in) throws IOException {
        return has(mask, bit) ? bytes.readLabel(in) : null;
    }

    private static Double number(long mask, int bit, DataInput in) throws IOException {
        return has(mask, bit) ? Double.valueOf(in.readDouble()) : null;
    }

    private static <E extends Enum<E> & Coded> E code(long mask, int bit, CodeTable<E> table, DataInput in)
            throws IOException {
        return has(mask, bit) ? table.of(in.readUnsignedByte()) : null;
    }
}
