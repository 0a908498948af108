package io.bellwether.notify;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a route asks for: what stands in it, and in those that it stands in.
 *
 * @param byLabel regular expressions that the whole of a label must match, all of them
 */
record Conditions(Map<String, List<Pattern>> byLabel) {

    static final Conditions NONE = new Conditions(Map.of());

    Conditions and(Map<String, Pattern> more) {
        Map<String, List<Pattern>> all = new LinkedHashMap<>(byLabel);
        more.forEach((label, pattern) -> {
            List<Pattern> patterns = new ArrayList<>(all.getOrDefault(label, List.of()));
            patterns.add(pattern);
            all.put(label, patterns);
        });
        return new Conditions(all);
    }

    List<Pattern> of(String label) {
        return byLabel.getOrDefault(label, List.of());
    }

    boolean allow(String label, String value) {
        return of(label).stream().allMatch(pattern -> pattern.matcher(value).matches());
    }

    /** Whether one of them is this one, as it is written. */
    boolean has(String label, Pattern pattern) {
        return of(label).stream().anyMatch(own -> own.pattern().equals(pattern.pattern()));
    }
}
