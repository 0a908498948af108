package io.bellwether.event;

import io.bellwether.state.CodeTable;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fields of the canonical schema, in the order in which they are written as JSON: each is declared here and in the JSON
 * Schema, and nowhere else. Decoder, encoder, state and dimensions go by what stands here; a field without an accessor of
 * its own is read with {@link ServiceEvent#get}.
 *
 * <p>A number behind the name is the field's code in state: never changed, never used again, below 63. 18 and 35 are those
 * of further dimensions and of the origin.
 */
public enum EventField {
    ID("id", Kind.ID),
    TYPE("type", Kind.LABEL),
    TIME("time", Kind.TIME),
    SOURCE("source", Kind.LABEL),
    SEQ("seq", 32, Kind.LONG),
    CASE_ID("case_id", 0, Kind.ID),
    CASE_SOURCE("case_source", 33, Kind.LABEL),
    QUEUE("queue", 1, Kind.DIMENSION),
    CHANNEL("channel", 2, Kind.DIMENSION),
    PRIORITY("priority", 3, Kind.DIMENSION),
    TIER("tier", 4, Kind.DIMENSION),
    BRAND("brand", 13, Kind.DIMENSION),
    CATEGORY("category", 12, Kind.DIMENSION),
    LANGUAGE("language", 10, Kind.DIMENSION),
    REGION("region", 14, Kind.DIMENSION),
    AGENT_ID("agent_id", 5, Kind.DIMENSION),
    AGENT_SOURCE("agent_source", 34, Kind.LABEL),
    CUSTOMER_ID("customer_id", 6, Kind.ID),
    CUSTOMER_SOURCE("customer_source", 56, Kind.LABEL),
    STATUS("status", 7, Status.CODES),
    NATIVE_STATUS("native_status", 17, Kind.LABEL),
    BACKFILL("backfill", 19, Kind.FLAG),
    ACTOR("actor", 8, Actor.CODES),
    VISIBILITY("visibility", 9, Visibility.CODES),
    AUTOMATED("automated", 15, Kind.FLAG),
    ASSIST("assist", 50, List.of("FULL_AUTO", "SEMI_AUTO")),
    MESSAGE_ID("message_id", 16, Kind.ID),
    TEXT("text", 36, Kind.TEXT),
    SENTIMENT("sentiment", 11, -1, 1),
    TOPICS("topics", 55, Kind.LIST),
    DUE_AT("due_at", 20, Kind.TIME),
    FIRST_REPLY_DUE_AT("first_reply_due_at", 21, Kind.TIME),
    INTO_CASE_ID("into_case_id", 22, Kind.ID),
    STATE("state", 23, AgentState.CODES),
    REASON("reason", 24, Kind.LABEL),
    QUEUES("queues", 25, Kind.LIST),
    SLOTS("slots", 26, Kind.WHOLE),
    KIND("kind", 27, SurveyKind.CODES),
    SCORE("score", 28, 0, 1e6),
    SCALE("scale", 29, 0, 1e6),
    AMOUNT("amount", 30, -1e15, 1e15),
    BY("by", 31, List.of("MERCHANT", "PLATFORM")),
    /** The chat goes to somebody outside the organisation. */
    EXTERNAL("external", 40, Kind.FLAG),
    /** Start of the interval that is planned. */
    INTERVAL_START("interval_start", 57, Kind.TIME),
    /** How many are planned. */
    AGENTS("agents", 58, Kind.WHOLE);

    /** How a value is read. */
    public enum Kind {
        /** Text of which nearly every event has another. */
        ID,
        /** Text with few values. */
        LABEL,
        /** A label by which metrics may be broken down. */
        DIMENSION,
        /** Text of a message: of any length, and never quoted. */
        TEXT,
        /** One of a vocabulary. */
        WORD,
        TIME,
        NUMBER,
        WHOLE,
        /** A whole number of up to 63 bits; as digits in a text too, since many writers of JSON lose the last ones. */
        LONG,
        FLAG,
        LIST
    }

    /** The longest text of a field, in code points; it bounds what state keeps of one event. */
    static final int LONGEST_TEXT = 1024;

    /** The most entries of a list. */
    static final int LONGEST_LIST = 1000;

    /** The most contacts at once that an agent can be said to take. */
    static final int MOST_SLOTS = 1_000_000;

    /** All but the four that every event has, by their codes. */
    static final List<EventField> BY_CODE = Stream.of(values())
            .filter(field -> field.code >= 0)
            .sorted(Comparator.comparingInt(field -> field.code))
            .toList();

    /** The fields by which metrics may be broken down, by their codes. */
    public static final List<EventField> DIMENSIONS =
            BY_CODE.stream().filter(field -> field.kind == Kind.DIMENSION).toList();

    /** All, by their ordinals. */
    static final EventField[] ALL = values();

    /** By their codes; null where no field has a code. */
    static final EventField[] OF_CODE = new EventField[Long.SIZE];

    static {
        for (EventField field : BY_CODE) {
            OF_CODE[field.code] = field;
        }
    }

    /** The field's place in masks of what was read. */
    final long bit = 1L << ordinal();

    /** Its bit in the masks of events, in memory and in state; none of the four that every event has. */
    final long codeBit;

    final int code;
    final String wireName;
    final Kind kind;
    final double lowest;
    final double highest;

    /** How a word is written in state; null where it is written as text. */
    final CodeTable<?> table;

    private final Map<String, Object> words;

    /** One of the four that every event has. */
    EventField(String wireName, Kind kind) {
        this(wireName, -1, kind);
    }

    EventField(String wireName, int code, Kind kind) {
        this(wireName, code, kind, 0, MOST_SLOTS, null, Map.of());
    }

    EventField(String wireName, int code, double lowest, double highest) {
        this(wireName, code, Kind.NUMBER, lowest, highest, null, Map.of());
    }

    EventField(String wireName, int code, CodeTable<?> table) {
        this(wireName, code, Kind.WORD, 0, 0, table, byName(table.constants()));
    }

    EventField(String wireName, int code, List<String> words) {
        this(wireName, code, Kind.WORD, 0, 0, null, byName(words));
    }

    EventField(
            String wireName,
            int code,
            Kind kind,
            double lowest,
            double highest,
            CodeTable<?> table,
            Map<String, Object> words) {
        this.wireName = wireName;
        this.code = code;
        this.codeBit = code < 0 ? 0 : 1L << code;
        this.kind = kind;
        this.lowest = lowest;
        this.highest = highest;
        this.table = table;
        this.words = words;
    }

    private static Map<String, Object> byName(List<?> words) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Object word : words) {
            byName.put(word.toString(), word);
        }
        return Collections.unmodifiableMap(byName);
    }

    /** Its bit in masks of what an event or a case says, also in state; 0 for the four that every event has. */
    public long codeBit() {
        return codeBit;
    }

    /** The name in JSON. */
    public String wireName() {
        return wireName;
    }

    /** The field of that name in JSON, or null where the schema has none. */
    public static EventField byWireName(String name) {
        for (EventField field : ALL) {
            if (field.wireName.equals(name)) {
                return field;
            }
        }
        return null;
    }

    /** The value that a word of the vocabulary stands for, or null. */
    Object word(String text) {
        return words.get(text);
    }

    /** How a value is read. */
    public Kind kind() {
        return kind;
    }

    /** The vocabulary, empty where the field has none. */
    public List<String> words() {
        return List.copyOf(words.keySet());
    }

    /** Whether a CloudEvents envelope says this field, and its data does not. */
    boolean ofEnvelope() {
        return this == ID || this == TYPE || this == TIME || this == SOURCE;
    }

    /** What the field must be, as the end of a sentence. */
    String expected() {
        return switch (kind) {
            case ID, LABEL, DIMENSION -> "a text of at most " + LONGEST_TEXT + " characters";
            case TEXT -> "a text";
            case WORD -> "one of " + String.join(", ", words.keySet());
            case TIME -> "RFC 3339 with an offset (2026-03-01T08:00:00Z) or epoch milliseconds, from 1970 to 9999";
            case NUMBER ->
                this == SCALE
                        ? "a number above 0 and at most " + number(highest)
                        : "a number from " + number(lowest) + " to " + number(highest);
            case WHOLE -> "a whole number from 0 to " + MOST_SLOTS;
            case LONG -> "a whole number from 0 to " + Long.MAX_VALUE + ", or its digits in a text";
            case FLAG -> "true or false";
            case LIST -> "a list of at most " + LONGEST_LIST + " texts of at most " + LONGEST_TEXT + " characters";
        };
    }

    private static String number(double value) {
        return Long.toString((long) value);
    }
}
