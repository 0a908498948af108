package io.bellwether.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The fields that the settings name as dimensions beyond those that every event has. Reused from record to record. */
final class ExtraFields {
    private final String[] names;
    private final String[] values;
    private final boolean[] bad;
    private boolean any;

    ExtraFields(Collection<String> dimensions) {
        for (String name : dimensions) {
            String problem = Dimensions.problem(name);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException("dimensions: " + problem);
            }
        }
        TreeSet<String> extra = new TreeSet<>(dimensions);
        extra.removeAll(Dimensions.COMMON);
        names = extra.toArray(String[]::new);
        values = new String[names.length];
        bad = new boolean[names.length];
    }

    List<String> names() {
        return List.of(names);
    }

    void clear() {
        if (any) {
            Arrays.fill(values, null);
            Arrays.fill(bad, false);
            any = false;
        }
    }

    /** Forgets what a CloudEvents envelope does not say. */
    void keepEnvelope(FieldSlots slots) {
        for (int i = 0; i < names.length; i++) {
            if (!slots.of(names[i]).ofEnvelope()) {
                values[i] = null;
                bad[i] = false;
            }
        }
    }

    /** Looks at the value at which the cursor stands, without going on. */
    void read(int index, JsonCursor cursor, JsonToken token, RawEvent raw) throws IOException {
        any = true;
        values[index] = raw.label(cursor, token);
        bad[index] = token.isStructStart() || values[index] != null && !RawEvent.fits(values[index]);
    }

    Problem problem() {
        for (int i = 0; any && i < bad.length; i++) {
            if (bad[i]) {
                return new Problem(
                        RejectionReason.BAD_FIELD,
                        names[i] + " must be a text of at most " + EventField.LONGEST_TEXT
                                + " characters: the settings name it as a dimension");
            }
        }
        return null;
    }

    Map<String, String> toMap() {
        if (!any) {
            return Map.of();
        }
        int size = 0;
        int last = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                size++;
                last = i;
            }
        }
        return switch (size) {
            case 0 -> Map.of();
            case 1 -> Map.of(names[last], values[last]);
            default -> several(size);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
    private Map<String, String> several(int size) {
        Map.Entry<String, String>[] entries = new Map.Entry[size];
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                entries[at++] = Map.entry(names[i], values[i]);
            }
        }
        return Map.ofEntries(entries);
    }
}
