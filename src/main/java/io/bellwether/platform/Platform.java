package io.bellwether.platform;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A platform on which shops serve customers, and by whose rules they are measured.
 *
 * @param name the tag in metrics, and the name of its file
 * @param title for people
 * @param zone whose days and hours count
 * @param match which chats are of the platform: for each field the values of which one must be there
 * @param versions of its rules, by the day from which they are valid
 */
public record Platform(
        String name, String title, ZoneId zone, Map<String, Set<String>> match, List<PlatformRules> versions)
        implements Serializable {

    /** The name under which {@link #match} asks for the system whose chat it is. */
    static final String SOURCE = "source";

    public Platform {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        match.forEach((field, values) -> copy.put(field, Set.copyOf(values)));
        match = copy;
        versions = List.copyOf(versions);
    }

    /** The rules of a local day; null where the file has none for so early a day. */
    PlatformRules rulesOn(long day) {
        PlatformRules found = null;
        for (PlatformRules rules : versions) {
            if (rules.validFrom() <= day) {
                found = rules;
            }
        }
        return found;
    }

    LocalDays days() {
        return new LocalDays(zone);
    }

    /** Whether a chat is of the platform, of which a field's value is known, or null. */
    boolean matches(UnaryOperator<String> field) {
        for (Map.Entry<String, Set<String>> asked : match.entrySet()) {
            String value = field.apply(asked.getKey());
            if (value == null || !asked.getValue().contains(value)) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing that is known speaks against it. */
    boolean mayMatch(UnaryOperator<String> field) {
        for (Map.Entry<String, Set<String>> asked : match.entrySet()) {
            String value = field.apply(asked.getKey());
            if (value != null && !asked.getValue().contains(value)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a version of its rules has an indicator. */
    boolean knows(String indicator) {
        return versions.stream().flatMap(rules -> rules.indicators().stream()).anyMatch(one -> one.id()
                .equals(indicator));
    }

    /** How many days an indicator's official figure looks back, by the newest rules that know it; 1 where none does. */
    int daysOf(String indicator) {
        int days = 1;
        for (PlatformRules rules : versions) {
            for (Indicator one : rules.indicators()) {
                days = one.id().equals(indicator) ? one.days() : days;
            }
        }
        return days;
    }
}
