package io.bellwether.notify;

import com.google.re2j.Pattern;
import io.bellwether.alert.Transition;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * While an alert of the source fires, nobody is told of alerts of the target that agree with it in some labels: it explains
 * them. What is of both sides keeps nobody quiet who is so, too, and never itself.
 *
 * @param source regular expressions, as a route's
 * @param equal {@code uid}, {@code severity} or labels in which both agree; a missing label equals an empty one
 */
public record InhibitRule(Map<String, Pattern> source, Map<String, Pattern> target, List<String> equal)
        implements Serializable {

    public InhibitRule {
        source = new LinkedHashMap<>(source);
        target = new LinkedHashMap<>(target);
        equal = List.copyOf(equal);
    }

    /** Whether it can never act, since whatever is a target is a source, too, and the other way round. */
    boolean isIdle() {
        return written(source).equals(written(target));
    }

    private static Map<String, String> written(Map<String, Pattern> side) {
        Map<String, String> written = new LinkedHashMap<>();
        side.forEach((label, pattern) -> written.put(label, pattern.pattern()));
        return written;
    }

    boolean isSource(Transition alert, String severity) {
        return Route.matches(source, alert, severity);
    }

    boolean inhibits(Transition open, Transition alert) {
        if (open.alertId().equals(alert.alertId())
                || !isSource(open, open.severity())
                || !Route.matches(target, alert, alert.severity())) {
            return false;
        }
        boolean bothOfBoth = isSource(alert, alert.severity()) && Route.matches(target, open, open.severity());
        return !bothOfBoth
                && equal.stream().allMatch(name -> Route.value(name, open, open.severity())
                        .equals(Route.value(name, alert, alert.severity())));
    }
}
