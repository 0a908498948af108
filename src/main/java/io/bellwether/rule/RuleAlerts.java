package io.bellwether.rule;

import io.bellwether.metric.Series;
import io.bellwether.metric.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the alerts of one rule can be: what is not certain counts as possible. A label that is neither {@code fixed} nor
 * {@code open} is missing from them, and so equals an empty one.
 *
 * @param severities that they can have
 * @param fixed labels whose few values are known
 * @param open labels that may have any value
 */
public record RuleAlerts(String uid, Set<String> severities, Map<String, List<String>> fixed, Set<String> open) {

    public RuleAlerts {
        severities = Set.copyOf(severities);
        fixed = Map.copyOf(fixed);
        open = Set.copyOf(open);
    }

    /**
     * Of a rule.
     *
     * @param dimensions of the settings, which alerts on cases have as labels
     */
    public static RuleAlerts of(Rule rule, Collection<String> dimensions) {
        Map<String, List<String>> fixed = new HashMap<>();
        Set<String> open = new HashSet<>();
        Stream<Severity> severities;
        if (rule instanceof SeriesRule series) {
            open.addAll(series.by());
            open.addAll(series.metric().measurement().tags());
            fixed.putAll(series.where());
            severities = series.severities().stream();
        } else {
            SignalRule signal = (SignalRule) rule;
            if (SignalEnds.subject(signal.kind()) == SignalEnds.Subject.CASE) {
                open.addAll(dimensions);
                open.add(ownLabel(signal.kind()));
            }
            signal.where().forEach((name, values) -> fixed.put(name, orMissing(values)));
            fixed.remove("level");
            severities = signal.severities().values().stream();
        }
        rule.about().labels().forEach((name, value) -> fixed.put(name, List.of(value)));
        return new RuleAlerts(rule.uid(), severities.map(Severity::wireName).collect(Collectors.toSet()), fixed, open);
    }

    /** The label that alerts on a signal of that kind have beside dimensions. */
    static String ownLabel(Signal.Kind kind) {
        return kind == Signal.Kind.PLATFORM_AT_RISK ? Signal.PLATFORM : "clock";
    }

    /** A case that has no value there is no label's. */
    private static List<String> orMissing(List<String> values) {
        List<String> all = new ArrayList<>(values);
        if (all.remove(Series.NONE)) {
            all.add("");
        }
        return all;
    }

    /** Whether one of them can have a value that matches. */
    public boolean canHave(String label, Predicate<String> matches) {
        return switch (label) {
            case "uid" -> matches.test(uid);
            case "severity" -> severities.stream().anyMatch(matches);
            default ->
                fixed.containsKey(label)
                        ? fixed.get(label).stream().anyMatch(matches)
                        : open.contains(label) || matches.test("");
        };
    }

    /** The values that they can have there, as far as they are known. */
    public Stream<String> known(String label) {
        return label.equals("severity") ? severities.stream() : fixed.getOrDefault(label, List.of()).stream();
    }
}
