package io.bellwether.rule;

import io.bellwether.metric.Series;
import io.bellwether.metric.Signal;
import io.bellwether.timeinterval.TimeInterval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule on the signals of single cases.
 *
 * @param kind the signal that fires it; which signals resolve it follows from {@link Signal.Kind}
 * @param where allowed values of {@code clock}, {@code level} and the case's dimensions
 * @param severities by the signal's level; level 0 stands for every level that is not named
 * @param active when its alerts may begin; null for always
 */
public record SignalRule(
        About about,
        Signal.Kind kind,
        Map<String, List<String>> where,
        Map<Integer, Severity> severities,
        TimeInterval active)
        implements Rule {

    public SignalRule {
        Map<String, List<String>> copy = new HashMap<>();
        where.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        where = Map.copyOf(copy);
        severities = Map.copyOf(severities);
    }

    /** Whether a signal is one that fires this rule, backfill aside. */
    public boolean opensOn(Signal signal) {
        if (signal.kind() != kind || severityOf(signal.level()) == null) {
            return false;
        }
        for (Map.Entry<String, List<String>> wanted : where.entrySet()) {
            if (!wanted.getValue().contains(attribute(signal, wanted.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether an alert may begin then; what is open goes on at any hour. */
    public boolean mayBegin(long time) {
        return active == null || active.contains(time);
    }

    /** The severity of a signal's level, or null where the rule does not name it. */
    public Severity severityOf(int level) {
        Severity own = severities.get(level);
        return own != null ? own : severities.get(0);
    }

    private static String attribute(Signal signal, String name) {
        return switch (name) {
            case "clock" -> signal.clock();
            case "level" -> Integer.toString(signal.level());
            default -> signal.dimensions().getOrDefault(name, Series.NONE);
        };
    }
}
