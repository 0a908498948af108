package io.bellwether.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the bytes of a record into an event or a rejection; never throws, whatever the bytes are. Reads the canonical
 * JSON of docs/events.md, flat or as {@code data} of a CloudEvents 1.0 structured envelope. Fast and reusable; not
 * thread-safe: one decoder per thread.
 */
public final class EventDecoder {
    /** The largest record in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 100;
    private static final int POOLED_STRINGS = 4096;
    private static final byte[] NOTHING = new byte[0];

    /** Names are not interned in the JVM: what a source calls its fields must not fill a table that never shrinks. */
    private final JsonFactory json = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_BYTES)
                    .build())
            .build();

    private final Map<String, EventField> fields = new HashMap<>();
    private final Map<String, Slot> slots = new HashMap<>();
    private final RawEvent raw = new RawEvent(new StringPool(POOLED_STRINGS));
    private final ExtraFields extra;

    private boolean specVersion;
    private int dataFrom;
    private int dataTo;

    /** Where a field goes: a field of the schema, a further dimension (from 0; −1: none), or both. */
    private record Slot(EventField field, int extra) {
        boolean ofEnvelope() {
            return field != null && field.ofEnvelope();
        }
    }

    /**
     * A decoder.
     *
     * @param dimensions the settings' dimensions; those beyond the common fields are carried in {@code extra}
     * @throws IllegalArgumentException where one of them is an id or the text of messages
     */
    public EventDecoder(Collection<String> dimensions) {
        extra = new ExtraFields(dimensions);
        List<String> names = extra.names();
        for (EventField field : EventField.values()) {
            fields.put(field.wireName, field);
            slots.put(field.wireName, new Slot(field, names.indexOf(field.wireName)));
        }
        for (int i = 0; i < names.size(); i++) {
            slots.putIfAbsent(names.get(i), new Slot(null, i));
        }
    }

    /**
     * Reads one record.
     *
     * @param value the bytes, null for a record without a value
     * @param topic Kafka topic, or the file's name in a replay
     * @param partition partition; 0 in a replay
     * @param offset offset, or the line number from 1
     * @param latestTime the latest acceptable event time, epoch ms; {@link Long#MAX_VALUE} accepts all
     */
    public Decoded decode(byte[] value, String topic, int partition, long offset, long latestTime) {
        return decode(null, value, topic, partition, offset, latestTime);
    }

    /**
     * Reads one record that has a key. The key says nothing; it is kept with a rejection.
     *
     * @param key null for none
     */
    public Decoded decode(byte[] key, byte[] value, String topic, int partition, long offset, long latestTime) {
        Problem problem = parse(value == null ? NOTHING : value);
        EventType type = problem == null ? EventCheck.type(raw) : null;
        if (problem == null) {
            problem = EventCheck.problem(raw, type, latestTime);
        }
        if (problem == null) {
            problem = extra.problem();
        }
        if (problem == null) {
            return new Decoded(EventCheck.event(raw, type, extra.toMap()), null);
        }
        byte[] original = value == null ? NOTHING : value;
        Origin origin = new Origin(topic, partition, offset, key);
        return new Decoded(null, new Rejection(problem.reason(), problem.detail(), origin, original));
    }

    private Problem parse(byte[] value) {
        raw.clear();
        extra.clear();
        if (value.length > MAX_BYTES) {
            return new Problem(
                    RejectionReason.TOO_LARGE, "record has " + value.length + " bytes, more than " + MAX_BYTES);
        }
        int start = skipByteOrderMark(value);
        try {
            Problem problem = readRecord(value, start);
            if (problem == null && specVersion && dataTo > 0) {
                readData(value, start);
            }
            return problem;
        } catch (StreamConstraintsException e) {
            return notJson("nested deeper than " + MAX_DEPTH + " levels, or a number or a name is too long", e);
        } catch (JsonProcessingException e) {
            return notJson("malformed", e);
        } catch (IOException | RuntimeException e) {
            // no input may stop the job; the reader's own message may quote the text, its kind does not
            return new Problem(
                    RejectionReason.NOT_JSON,
                    "record cannot be read as JSON: " + e.getClass().getSimpleName());
        }
    }

    private Problem readRecord(byte[] value, int start) throws IOException {
        specVersion = false;
        dataTo = 0;
        try (JsonParser parser = json.createParser(value, start, value.length - start)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                return new Problem(RejectionReason.NOT_JSON, "record is " + what(first) + ", not one JSON object");
            }
            readTop(parser);
            return parser.nextToken() == null
                    ? null
                    : new Problem(
                            RejectionReason.NOT_JSON,
                            "record goes on after the JSON object: send one event per record");
        }
    }

    private void readTop(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Slot slot = slots.get(name);
            if (slot != null) {
                read(slot, parser, token);
            } else if (name.equals("specversion")) {
                specVersion = raw.label(parser, token) != null;
                parser.skipChildren();
            } else if (name.equals("data")) {
                noteData(parser, token);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Remembers where {@code data} lies: whether it is an envelope's is known only at the end of the record. */
    private void noteData(JsonParser parser, JsonToken token) throws IOException {
        dataTo = 0;
        if (token == JsonToken.START_OBJECT) {
            dataFrom = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            dataTo = (int) parser.currentLocation().getByteOffset();
        } else {
            parser.skipChildren();
        }
    }

    private void readData(byte[] value, int start) throws IOException {
        raw.keepEnvelope();
        extra.keepEnvelope(fields);
        try (JsonParser parser = json.createParser(value, start + dataFrom, dataTo - dataFrom)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                Slot slot = slots.get(name);
                if (slot == null || slot.ofEnvelope()) {
                    parser.skipChildren();
                } else {
                    read(slot, parser, token);
                }
            }
        }
    }

    private void read(Slot slot, JsonParser parser, JsonToken token) throws IOException {
        if (slot.extra >= 0) {
            extra.read(slot.extra, parser, token, raw);
        }
        if (slot.field != null) {
            raw.read(slot.field, parser, token);
        } else {
            parser.skipChildren();
        }
    }

    private static int skipByteOrderMark(byte[] value) {
        boolean marked =
                value.length >= 3 && value[0] == (byte) 0xEF && value[1] == (byte) 0xBB && value[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private static String what(JsonToken first) {
        if (first == null) {
            return "empty";
        }
        return first == JsonToken.START_ARRAY ? "a list" : "a single value";
    }

    private static Problem notJson(String what, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new Problem(RejectionReason.NOT_JSON, "record is not one JSON object: " + what + where);
    }
}
