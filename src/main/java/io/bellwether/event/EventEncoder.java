package io.bellwether.event;

import static io.bellwether.event.EventField.*;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes events as canonical JSON: fields in the order of the schema, then further dimensions by name; times as RFC 3339
 * in UTC; nothing that is absent or false. What it writes, {@link EventDecoder} reads back, texts included. Reusable;
 * not thread-safe.
 */
public final class EventEncoder {
    private static final SerializedString[] NAMES = Stream.of(EventField.values())
            .map(f -> new SerializedString(f.wireName))
            .toArray(SerializedString[]::new);
    private static final Set<String> OWN_NAMES =
            Stream.of(EventField.values()).map(f -> f.wireName).collect(Collectors.toUnmodifiableSet());

    private final JsonFactory json = new JsonFactory();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final char[] time = new char[24];

    /** An encoder with its own scratch memory. */
    public EventEncoder() {}

    /** One JSON object in UTF-8, without a line end. */
    public byte[] encode(ServiceEvent event) {
        out.reset();
        try (JsonGenerator to = json.createGenerator(out)) {
            to.writeStartObject();
            head(event, to);
            common(event, to);
            message(event, to);
            other(event, to);
            extra(event.extra(), to);
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("event " + event.id() + " cannot be written as JSON", e);
        }
        return out.toByteArray();
    }

    private void head(ServiceEvent event, JsonGenerator to) throws IOException {
        text(ID, event.id(), to);
        text(TYPE, event.type().wireName(), to);
        time(TIME, event.time(), to);
        text(SOURCE, event.source(), to);
        if (event.seq() != null) {
            name(SEQ, to);
            to.writeNumber(event.seq().longValue());
        }
        text(CASE_ID, event.caseId(), to);
        text(CASE_SOURCE, event.caseSource(), to);
    }

    private static void common(ServiceEvent event, JsonGenerator to) throws IOException {
        text(QUEUE, event.queue(), to);
        text(CHANNEL, event.channel(), to);
        text(PRIORITY, event.priority(), to);
        text(TIER, event.tier(), to);
        text(BRAND, event.brand(), to);
        text(CATEGORY, event.category(), to);
        text(LANGUAGE, event.language(), to);
        text(REGION, event.region(), to);
        text(AGENT_ID, event.agentId(), to);
        if (event.type() == EventType.TICKET_ASSIGNED && event.agentId() == null && event.queue() == null) {
            name(AGENT_ID, to);
            to.writeNull();
        }
        text(AGENT_SOURCE, event.agentSource(), to);
        text(CUSTOMER_ID, event.customerId(), to);
        word(STATUS, event.status(), to);
        text(NATIVE_STATUS, event.nativeStatus(), to);
        flag(BACKFILL, event.backfill(), to);
    }

    private void message(ServiceEvent event, JsonGenerator to) throws IOException {
        word(ACTOR, event.actor(), to);
        word(VISIBILITY, event.visibility(), to);
        flag(AUTOMATED, event.automated(), to);
        text(MESSAGE_ID, event.messageId(), to);
        text(TEXT, event.text(), to);
        number(SENTIMENT, event.sentiment(), to);
        time(DUE_AT, event.dueAt(), to);
        time(FIRST_REPLY_DUE_AT, event.firstReplyDueAt(), to);
        text(INTO_CASE_ID, event.intoCaseId(), to);
    }

    private static void other(ServiceEvent event, JsonGenerator to) throws IOException {
        word(STATE, event.agentState(), to);
        text(REASON, event.reason(), to);
        list(QUEUES, event.queues(), to);
        if (event.slots() != null) {
            name(SLOTS, to);
            to.writeNumber(event.slots().intValue());
        }
        word(KIND, event.surveyKind(), to);
        number(SCORE, event.score(), to);
        number(SCALE, event.scale(), to);
        number(AMOUNT, event.amount(), to);
        text(BY, event.by(), to);
    }

    /** A dimension that is a field of the schema as well has been written as that. */
    private static void extra(Map<String, String> extra, JsonGenerator to) throws IOException {
        if (extra.isEmpty()) {
            return;
        }
        for (Map.Entry<String, String> entry : new TreeMap<>(extra).entrySet()) {
            if (!OWN_NAMES.contains(entry.getKey())) {
                to.writeStringField(entry.getKey(), Surrogates.repair(entry.getValue()));
            }
        }
    }

    private static void name(EventField field, JsonGenerator to) throws IOException {
        to.writeFieldName(NAMES[field.ordinal()]);
    }

    private static void text(EventField field, String value, JsonGenerator to) throws IOException {
        if (value != null) {
            name(field, to);
            to.writeString(Surrogates.repair(value));
        }
    }

    private static void word(EventField field, Enum<?> value, JsonGenerator to) throws IOException {
        if (value != null) {
            name(field, to);
            to.writeString(value.name());
        }
    }

    private static void flag(EventField field, boolean value, JsonGenerator to) throws IOException {
        if (value) {
            name(field, to);
            to.writeBoolean(true);
        }
    }

    /** Whole numbers without a fraction, as a person would write them. */
    private static void number(EventField field, Double value, JsonGenerator to) throws IOException {
        if (value == null) {
            return;
        }
        name(field, to);
        long whole = value.longValue();
        if (Double.valueOf(whole).equals(value)) {
            to.writeNumber(whole);
        } else {
            to.writeNumber(value.doubleValue());
        }
    }

    private void time(EventField field, Long value, JsonGenerator to) throws IOException {
        if (value != null) {
            name(field, to);
            to.writeString(time, 0, EventTime.format(value, time));
        }
    }

    private static void list(EventField field, List<String> values, JsonGenerator to) throws IOException {
        if (values != null) {
            name(field, to);
            to.writeStartArray();
            for (String value : values) {
                to.writeString(Surrogates.repair(value));
            }
            to.writeEndArray();
        }
    }
}
