package io.bellwether.notify;

import com.google.re2j.Pattern;
import io.bellwether.alert.Transition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A route and those within it, which are asked first: it takes itself what none of them takes. What a route within another
 * does not say, it has from that one.
 *
 * @param match regular expressions that the whole of {@code uid}, {@code severity} or a label must match; none match all
 * @param receivers where it leads; of none where it takes nothing itself, and then what its routes leave goes on
 * @param groupBy {@code uid}, {@code severity} or labels; alerts that agree in them share a message
 * @param times when groups are told
 * @param goesOn whether the routes behind it are asked about what it took
 * @param escalate who is told later, if it still fires
 * @param routes those within it
 */
public record Route(
        Map<String, Pattern> match,
        List<String> receivers,
        List<String> groupBy,
        GroupTimes times,
        boolean goesOn,
        List<EscalationStep> escalate,
        List<Route> routes)
        implements Serializable {

    public Route {
        receivers = List.copyOf(receivers);
        groupBy = List.copyOf(groupBy);
        escalate = List.copyOf(escalate);
        routes = List.copyOf(routes);
    }

    /** Those of a list, and of the lists within, that take an alert of this severity; in order. */
    static List<Route> taking(List<Route> routes, Transition transition, String severity) {
        List<Route> taking = new ArrayList<>();
        collect(routes, transition, severity, taking);
        return taking;
    }

    private static void collect(List<Route> routes, Transition transition, String severity, List<Route> into) {
        for (Route route : routes) {
            int before = into.size();
            if (matches(route.match, transition, severity)) {
                collect(route.routes, transition, severity, into);
                if (into.size() == before && !route.receivers.isEmpty()) {
                    into.add(route);
                }
            }
            if (into.size() > before && !route.goesOn) {
                return;
            }
        }
    }

    /** The receivers of this one and of those within. */
    Stream<String> allReceivers() {
        return Stream.concat(
                Stream.concat(receivers.stream(), escalate.stream().map(EscalationStep::receiver)),
                routes.stream().flatMap(Route::allReceivers));
    }

    static boolean matches(Map<String, Pattern> match, Transition transition, String severity) {
        for (Map.Entry<String, Pattern> condition : match.entrySet()) {
            String value = value(condition.getKey(), transition, severity);
            if (!condition.getValue().matcher(value).matches()) {
                return false;
            }
        }
        return true;
    }

    Map<String, String> group(Transition transition, String severity) {
        Map<String, String> group = new TreeMap<>();
        for (String name : groupBy) {
            group.put(name, value(name, transition, severity));
        }
        return group;
    }

    /** A missing label equals an empty one. */
    static String value(String name, Transition transition, String severity) {
        return switch (name) {
            case "uid" -> transition.uid();
            case "severity" -> severity;
            default -> transition.labels().getOrDefault(name, "");
        };
    }
}
