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

    /** In the order of the schema, without the four that every event has. */
    private static final List<EventField> FIELDS =
            Stream.of(EventField.values()).filter(field -> field.codeBit != 0).toList();

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
            text(ID, event.id(), to);
            text(TYPE, event.type().wireName(), to);
            time(TIME, event.time(), to);
            text(SOURCE, event.source(), to);
            for (EventField field : FIELDS) {
                write(field, event.get(field), to);
                if (field == AGENT_ID && isGivenBack(event)) {
                    name(AGENT_ID, to);
                    to.writeNull();
                }
            }
            extra(event.extra(), to);
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("event " + event.id() + " cannot be written as JSON", e);
        }
        return out.toByteArray();
    }

    /** A ticket that is taken from its agent says so by saying nothing. */
    private static boolean isGivenBack(ServiceEvent event) {
        return event.type() == EventType.TICKET_ASSIGNED && event.agentId() == null && event.queue() == null;
    }

    private void write(EventField field, Object value, JsonGenerator to) throws IOException {
        if (value == null) {
            return;
        }
        switch (field.kind) {
            case ID, LABEL, DIMENSION, TEXT -> text(field, (String) value, to);
            case WORD -> text(field, value.toString(), to);
            case TIME -> time(field, (Long) value, to);
            case NUMBER -> number(field, (Double) value, to);
            case WHOLE, LONG -> {
                name(field, to);
                to.writeNumber(((Number) value).longValue());
            }
            case FLAG -> {
                name(field, to);
                to.writeBoolean(true);
            }
            case LIST -> list(field, (List<?>) value, to);
        }
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
        name(field, to);
        to.writeString(Surrogates.repair(value));
    }

    /** Whole numbers without a fraction, as a person would write them. */
    private static void number(EventField field, double value, JsonGenerator to) throws IOException {
        name(field, to);
        long whole = (long) value;
        if (Double.compare(whole, value) == 0) {
            to.writeNumber(whole);
        } else {
            to.writeNumber(value);
        }
    }

    private void time(EventField field, long value, JsonGenerator to) throws IOException {
        name(field, to);
        to.writeString(time, 0, EventTime.format(value, time));
    }

    private static void list(EventField field, List<?> values, JsonGenerator to) throws IOException {
        name(field, to);
        to.writeStartArray();
        for (Object value : values) {
            to.writeString(Surrogates.repair((String) value));
        }
        to.writeEndArray();
    }
}
