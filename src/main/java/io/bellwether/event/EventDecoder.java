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
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;

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

    private final boolean swift;
    private final FieldSlots slots;
    private final ByteCursor bytes;
    private final RawEvent raw = new RawEvent(new StringPool(POOLED_STRINGS));
    private final ExtraFields extra;

    private boolean specVersion;
    private int dataFrom;
    private int dataTo;

    /**
     * A decoder.
     *
     * @param dimensions the settings' dimensions; those beyond the common fields are carried in {@code extra}
     * @throws IllegalArgumentException where one of them is an id or the text of messages
     */
    public EventDecoder(Collection<String> dimensions) {
        this(dimensions, true);
    }

    /** @param swift whether records of the usual form are read without a parser; the outcome is the same */
    EventDecoder(Collection<String> dimensions, boolean swift) {
        this.swift = swift;
        extra = new ExtraFields(dimensions);
        slots = new FieldSlots(extra.names());
        bytes = new ByteCursor(slots);
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
        return decode(null, value == null ? null : ByteBuffer.wrap(value), topic, partition, offset, latestTime);
    }

    /**
     * Reads one record that has a key, wherever its bytes are; nothing is kept of them but with a rejection, and then a copy.
     *
     * @param key null for none. It says nothing; it is kept with a rejection
     * @param value what remains of the buffer, which stays as it is; null for a record without a value
     */
    public Decoded decode(ByteBuffer key, ByteBuffer value, String topic, int partition, long offset, long latestTime) {
        if (value == null) {
            return decode(key, NOTHING, 0, 0, topic, partition, offset, latestTime);
        }
        if (value.hasArray()) {
            int from = value.arrayOffset() + value.position();
            int to = from + value.remaining();
            return decode(key, value.array(), from, to, topic, partition, offset, latestTime);
        }
        byte[] copy = Origin.bytes(value);
        return decode(key, copy, 0, copy.length, topic, partition, offset, latestTime);
    }

    private Decoded decode(
            ByteBuffer key, byte[] in, int from, int to, String topic, int partition, long offset, long latestTime) {
        Problem problem = parse(in, from, to);
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
        Origin origin = new Origin(topic, partition, offset, Origin.bytes(key));
        byte[] original = Arrays.copyOfRange(in, from, to);
        return new Decoded(null, new Rejection(problem.reason(), problem.detail(), origin, original));
    }

    private Problem parse(byte[] in, int from, int to) {
        if (to - from > MAX_BYTES) {
            return new Problem(
                    RejectionReason.TOO_LARGE, "record has " + (to - from) + " bytes, more than " + MAX_BYTES);
        }
        int start = from + byteOrderMark(in, from, to);
        return swift && readUsual(in, start, to) ? null : readAny(in, start, to);
    }

    /** Whether a record is of the usual form; then it was read. */
    boolean readUsual(byte[] in, int start, int end) {
        try {
            clear();
            bytes.open(in, start, end);
            readTop(bytes);
            if (!bytes.isAtEnd()) {
                return false;
            }
            if (hasData()) {
                keepEnvelope();
                bytes.open(in, dataFrom, dataTo);
                readData(bytes);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads a record whatever it is like. */
    private Problem readAny(byte[] in, int start, int end) {
        try {
            clear();
            Problem problem = readRecord(in, start, end);
            if (problem == null && hasData()) {
                keepEnvelope();
                readData(in);
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

    private void clear() {
        raw.clear();
        extra.clear();
        specVersion = false;
        dataTo = 0;
    }

    private boolean hasData() {
        return specVersion && dataTo > 0;
    }

    private void keepEnvelope() {
        raw.keepEnvelope();
        extra.keepEnvelope(slots);
    }

    private Problem readRecord(byte[] in, int start, int end) throws IOException {
        try (JsonParser parser = json.createParser(in, start, end - start)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                return new Problem(RejectionReason.NOT_JSON, "record is " + what(first) + ", not one JSON object");
            }
            readTop(new ParserCursor(parser, start, slots));
            return parser.nextToken() == null
                    ? null
                    : new Problem(
                            RejectionReason.NOT_JSON,
                            "record goes on after the JSON object: send one event per record");
        }
    }

    private void readData(byte[] in) throws IOException {
        try (JsonParser parser = json.createParser(in, dataFrom, dataTo - dataFrom)) {
            parser.nextToken();
            readData(new ParserCursor(parser, dataFrom, slots));
        }
    }

    @SuppressWarnings("ReferenceEquality") // each of the three is one object, and asked for with each field
    private void readTop(JsonCursor cursor) throws IOException {
        for (FieldSlots.Slot slot = cursor.nextField(); slot != null; slot = cursor.nextField()) {
            JsonToken token = cursor.nextToken();
            if (slot == FieldSlots.UNKNOWN) {
                cursor.skipChildren();
            } else if (slot == FieldSlots.SPEC_VERSION) {
                specVersion = raw.label(cursor, token) != null;
                cursor.skipChildren();
            } else if (slot == FieldSlots.DATA) {
                noteData(cursor, token);
            } else {
                read(slot, cursor, token);
            }
        }
    }

    /** Remembers where {@code data} lies: whether it is an envelope's is known only at the end of the record. */
    private void noteData(JsonCursor cursor, JsonToken token) throws IOException {
        dataTo = 0;
        dataFrom = token == JsonToken.START_OBJECT ? cursor.valueFrom() : 0;
        cursor.skipChildren();
        if (token == JsonToken.START_OBJECT) {
            dataTo = cursor.position();
        }
    }

    private void readData(JsonCursor cursor) throws IOException {
        for (FieldSlots.Slot slot = cursor.nextField(); slot != null; slot = cursor.nextField()) {
            JsonToken token = cursor.nextToken();
            if (slot.isNamed() && !slot.ofEnvelope()) {
                read(slot, cursor, token);
            } else {
                cursor.skipChildren();
            }
        }
    }

    private void read(FieldSlots.Slot slot, JsonCursor cursor, JsonToken token) throws IOException {
        if (slot.extra() >= 0) {
            extra.read(slot.extra(), cursor, token, raw);
        }
        if (slot.field() != null) {
            raw.read(slot.field(), cursor, token);
        } else {
            cursor.skipChildren();
        }
    }

    /** How many bytes it takes, if there is one. */
    private static int byteOrderMark(byte[] in, int from, int to) {
        boolean marked =
                to - from >= 3 && in[from] == (byte) 0xEF && in[from + 1] == (byte) 0xBB && in[from + 2] == (byte) 0xBF;
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
