package io.bellwether.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of the canonical schema, in the order in which they are written. */
enum EventField {
    ID("id", Kind.ID),
    TYPE("type", Kind.LABEL),
    TIME("time", Kind.TIME),
    SOURCE("source", Kind.LABEL),
    SEQ("seq", Kind.LONG),
    CASE_ID("case_id", Kind.ID),
    CASE_SOURCE("case_source", Kind.LABEL),
    QUEUE("queue", Kind.LABEL),
    CHANNEL("channel", Kind.LABEL),
    PRIORITY("priority", Kind.LABEL),
    TIER("tier", Kind.LABEL),
    BRAND("brand", Kind.LABEL),
    CATEGORY("category", Kind.LABEL),
    LANGUAGE("language", Kind.LABEL),
    REGION("region", Kind.LABEL),
    AGENT_ID("agent_id", Kind.LABEL),
    AGENT_SOURCE("agent_source", Kind.LABEL),
    CUSTOMER_ID("customer_id", Kind.ID),
    STATUS("status", List.of(Status.values())),
    NATIVE_STATUS("native_status", Kind.LABEL),
    BACKFILL("backfill", Kind.FLAG),
    ACTOR("actor", List.of(Actor.values())),
    VISIBILITY("visibility", List.of(Visibility.values())),
    AUTOMATED("automated", Kind.FLAG),
    MESSAGE_ID("message_id", Kind.ID),
    TEXT("text", Kind.TEXT),
    SENTIMENT("sentiment", -1, 1),
    DUE_AT("due_at", Kind.TIME),
    FIRST_REPLY_DUE_AT("first_reply_due_at", Kind.TIME),
    INTO_CASE_ID("into_case_id", Kind.ID),
    STATE("state", List.of(AgentState.values())),
    REASON("reason", Kind.LABEL),
    QUEUES("queues", Kind.LIST),
    SLOTS("slots", Kind.WHOLE),
    KIND("kind", List.of(SurveyKind.values())),
    SCORE("score", 0, 1e6),
    SCALE("scale", 0, 1e6),
    AMOUNT("amount", -1e15, 1e15),
    BY("by", List.of("MERCHANT", "PLATFORM"));

    /** How a value is read. */
    enum Kind {
        /** Text of which nearly every event has another. */
        ID,
        /** Text with few values. */
        LABEL,
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

    /** The field's place in masks of fields. */
    final long bit = 1L << ordinal();

    final String wireName;
    final Kind kind;
    final double lowest;
    final double highest;
    private final Map<String, Object> words;

    EventField(String wireName, Kind kind) {
        this(wireName, kind, 0, MOST_SLOTS, Map.of());
    }

    EventField(String wireName, double lowest, double highest) {
        this(wireName, Kind.NUMBER, lowest, highest, Map.of());
    }

    EventField(String wireName, List<?> words) {
        this(wireName, Kind.WORD, 0, 0, byName(words));
    }

    EventField(String wireName, Kind kind, double lowest, double highest, Map<String, Object> words) {
        this.wireName = wireName;
        this.kind = kind;
        this.lowest = lowest;
        this.highest = highest;
        this.words = words;
    }

    private static Map<String, Object> byName(List<?> words) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Object word : words) {
            byName.put(word.toString(), word);
        }
        return Collections.unmodifiableMap(byName);
    }

    /** The value that a word of the vocabulary stands for, or null. */
    Object word(String text) {
        return words.get(text);
    }

    /** The vocabulary, empty where the field has none. */
    List<String> words() {
        return List.copyOf(words.keySet());
    }

    /** Whether a CloudEvents envelope says this field, and its data does not. */
    boolean ofEnvelope() {
        return this == ID || this == TYPE || this == TIME || this == SOURCE;
    }

    /** What the field must be, as the end of a sentence. */
    String expected() {
        return switch (kind) {
            case ID, LABEL -> "a text of at most " + LONGEST_TEXT + " characters";
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
