package io.bellwether.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one record as they were read, valid or not; whether that matters is known only when the type is.
 * Reused from record to record, of which it keeps the last. A field that comes twice has its last value; null and the empty text are absence. Texts
 * are {@link PlainText}, but for those of messages: they are scored and dropped.
 */
final class RawEvent {
    private static final int SIZE = EventField.values().length;

    private final RawScalar scalar;
    private final String[] texts = new String[SIZE];
    private final Object[] words = new Object[SIZE];
    private final long[] times = new long[SIZE];
    private final double[] numbers = new double[SIZE];
    private final Map<EventField, List<String>> lists = new EnumMap<>(EventField.class);
    private long named;
    private long present;
    private long bad;

    RawEvent(StringPool pool) {
        scalar = new RawScalar(pool);
    }

    void clear() {
        named = 0;
        present = 0;
        bad = 0;
    }

    /** Forgets what a CloudEvents envelope does not say. */
    void keepEnvelope() {
        for (EventField field : EventField.ALL) {
            if (!field.ofEnvelope()) {
                named &= ~field.bit;
                present &= ~field.bit;
                bad &= ~field.bit;
            }
        }
    }

    boolean has(EventField field) {
        return (present & field.bit) != 0;
    }

    /** Whether the field is there, be it with null or an empty text. */
    boolean isNamed(EventField field) {
        return (named & field.bit) != 0;
    }

    boolean isBad(EventField field) {
        return (bad & field.bit) != 0;
    }

    /** The bits of the fields whose values cannot be used. */
    long bad() {
        return bad;
    }

    String text(EventField field) {
        return has(field) ? texts[field.ordinal()] : null;
    }

    /** The unusable value of a field with a vocabulary or of a time; null where it was no text. */
    String offending(EventField field) {
        return isBad(field) ? texts[field.ordinal()] : null;
    }

    /** The bits of the fields that are there. */
    long present() {
        return present;
    }

    /** The value of a field as {@link ServiceEvent#get} gives it; null where it is not there. */
    Object value(EventField field) {
        if (!has(field)) {
            return null;
        }
        int at = field.ordinal();
        return switch (field.kind) {
            case ID, LABEL, DIMENSION, TEXT -> texts[at];
            case WORD -> words[at];
            case TIME, LONG -> times[at];
            case NUMBER -> numbers[at];
            case WHOLE -> (int) numbers[at];
            case FLAG -> Boolean.TRUE;
            case LIST -> List.copyOf(lists.get(field));
        };
    }

    /** The event's own time; meaningless unless present. */
    long time() {
        return times[EventField.TIME.ordinal()];
    }

    /** Takes the value at which the cursor stands, to its end. */
    void read(EventField field, JsonCursor cursor, JsonToken token) throws IOException {
        named |= field.bit;
        present &= ~field.bit;
        bad &= ~field.bit;
        texts[field.ordinal()] = null;
        if (!load(cursor, token)) {
            return;
        }
        if (accept(field, cursor, token)) {
            present |= isSaid(field) ? field.bit : 0;
        } else {
            bad |= field.bit;
            cursor.skipChildren();
        }
    }

    /** A flag that is false says nothing. */
    private boolean isSaid(EventField field) {
        return field.kind != EventField.Kind.FLAG || numbers[field.ordinal()] != 0;
    }

    /** Loads the characters of a scalar; whether the value counts as one at all. */
    private boolean load(JsonCursor cursor, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        if (!token.isScalarValue()) {
            return true;
        }
        return scalar.load(cursor);
    }

    /** A scalar as text, from the pool; null where it is no scalar, or counts as none. */
    String label(JsonCursor cursor, JsonToken token) throws IOException {
        return token.isScalarValue() && load(cursor, token) ? scalar.label() : null;
    }

    private boolean accept(EventField field, JsonCursor cursor, JsonToken token) throws IOException {
        boolean isScalar = token.isScalarValue();
        return switch (field.kind) {
            case ID -> isScalar && keep(field, scalar.text());
            case LABEL, DIMENSION -> isScalar && keep(field, scalar.label());
            case TEXT -> isScalar && keepAny(field, scalar.message());
            case WORD -> isScalar && acceptWord(field, scalar.label());
            case TIME -> acceptTime(field, cursor, token);
            case NUMBER, WHOLE -> acceptNumber(field, cursor, token);
            case LONG -> acceptLong(field, cursor, token);
            case FLAG -> isScalar && acceptFlag(field);
            case LIST -> acceptList(field, cursor, token);
        };
    }

    private boolean keep(EventField field, String text) {
        return fits(text) && keepAny(field, text);
    }

    private boolean keepAny(EventField field, String text) {
        texts[field.ordinal()] = text;
        return true;
    }

    /** Whether a text is within {@link EventField#LONGEST_TEXT}. */
    static boolean fits(String text) {
        return text.length() <= EventField.LONGEST_TEXT
                || text.codePointCount(0, text.length()) <= EventField.LONGEST_TEXT;
    }

    private boolean acceptWord(EventField field, String text) {
        texts[field.ordinal()] = text;
        words[field.ordinal()] = field.word(text);
        return words[field.ordinal()] != null;
    }

    private boolean acceptTime(EventField field, JsonCursor cursor, JsonToken token) throws IOException {
        long time = scalar.time(cursor, token);
        times[field.ordinal()] = time;
        if (time == EventTime.INVALID && token.isScalarValue()) {
            texts[field.ordinal()] = scalar.text();
        }
        return time != EventTime.INVALID;
    }

    private boolean acceptNumber(EventField field, JsonCursor cursor, JsonToken token) throws IOException {
        if (!token.isNumeric()) {
            return false;
        }
        double number = cursor.number();
        numbers[field.ordinal()] = number;
        return number >= field.lowest
                && number <= field.highest
                && (field != EventField.SCALE || number > 0)
                && (field.kind != EventField.Kind.WHOLE || number == Math.rint(number));
    }

    private boolean acceptLong(EventField field, JsonCursor cursor, JsonToken token) throws IOException {
        long number = scalar.whole(cursor, token);
        times[field.ordinal()] = number;
        return number >= 0;
    }

    private boolean acceptFlag(EventField field) {
        int flag =
                switch (scalar.label()) {
                    case "true", "1" -> 1;
                    case "false", "0" -> 0;
                    default -> -1;
                };
        numbers[field.ordinal()] = flag;
        return flag >= 0;
    }

    /** On refusal the cursor stands where {@code skipChildren} would not leave the list, so this reads to its end. */
    private boolean acceptList(EventField field, JsonCursor cursor, JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            return false;
        }
        List<String> items = new ArrayList<>();
        lists.put(field, items);
        boolean valid = true;
        for (JsonToken item = cursor.nextItem(); item != null; item = cursor.nextItem()) {
            if (!item.isScalarValue()) {
                cursor.skipChildren();
                valid = false;
            } else if (valid && load(cursor, item)) {
                String text = scalar.label();
                valid = fits(text) && items.size() < EventField.LONGEST_LIST;
                items.add(text);
            }
        }
        return valid;
    }
}
