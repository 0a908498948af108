package io.bellwether.event;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which fields of an event can be dimensions. */
public final class Dimensions {

    private static final Map<String, EventField> FIELDS = fields();

    /** The dimensions that every event may tell, by the names that settings and rules may use; further ones are extra. */
    public static final Set<String> COMMON = Set.copyOf(FIELDS.keySet());

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_.-]{0,63}");
    private static final Set<EventField.Kind> UNBOUNDED =
            EnumSet.of(EventField.Kind.ID, EventField.Kind.TIME, EventField.Kind.TEXT, EventField.Kind.LONG);

    /** Of an envelope, beside the fields. */
    private static final Set<String> OF_ENVELOPE = Set.of("data", "specversion");

    private Dimensions() {}

    private static Map<String, EventField> fields() {
        Map<String, EventField> fields = new HashMap<>();
        EventField.DIMENSIONS.forEach(field -> fields.put(field.wireName, field));
        fields.put("agent", EventField.AGENT_ID);
        return fields;
    }

    /** The field that tells one of {@link #COMMON}; null for any other. */
    static EventField field(String dimension) {
        return FIELDS.get(dimension);
    }

    /** Why a field cannot be a dimension, and what to do; empty where it can. */
    public static String problem(String name) {
        if (isUnbounded(name) || name.isEmpty()) {
            return "\"" + name + "\" cannot be a dimension: ids, times and message texts would make a series each;"
                    + " remove it";
        }
        return NAME.matcher(name).matches()
                ? ""
                : "\"" + name
                        + "\" cannot be a dimension: letters, digits, _ . and - only, a letter or _ first, at most 64";
    }

    private static boolean isUnbounded(String name) {
        return OF_ENVELOPE.contains(name)
                || Stream.of(EventField.values())
                        .anyMatch(field -> field.wireName.equals(name) && UNBOUNDED.contains(field.kind));
    }
}
