package io.bellwether.notify;

import io.bellwether.rule.Severity;
import io.bellwether.rule.Transition;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is told what: receivers and an ordered table of routes, the first that matches wins. Immutable; secrets stay
 * unresolved ({@link Template}).
 *
 * @param file where it was read from, for messages
 * @param note empty, or one sentence saying why nothing will be delivered
 */
public record Routing(String file, Map<String, Receiver> receivers, List<Route> routes, String note)
        implements Serializable {

    public Routing {
        receivers = new LinkedHashMap<>(receivers);
        routes = new ArrayList<>(routes);
    }

    /** Delivers nothing. */
    public static Routing none(String file, String why) {
        return new Routing(file, Map.of(), List.of(), why);
    }

    /**
     * Reads a routing file. A file that is missing is no error: alerts are then recorded and delivered to nobody, and
     * {@link #note()} says so.
     *
     * @param variables what {@code ${NAME}} is checked against now; values are looked up again at delivery
     */
    public static Routing load(Path file, Variables variables) throws IOException, RoutingException {
        if (Files.notExists(file)) {
            return none(
                    file.toString(),
                    "no routing file " + file + ": alerts are recorded, nobody is notified; write one to deliver them");
        }
        return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8), variables);
    }

    /** Reads the text of a routing file; {@code file} names it in errors. */
    public static Routing parse(String file, String yaml, Variables variables) throws RoutingException {
        return new RoutingParser(file, variables).parse(yaml);
    }

    /** Whether there is anything to deliver to. */
    public boolean isEmpty() {
        return routes.isEmpty();
    }

    /**
     * Where a transition goes. A first message goes to the route of its severity. What follows goes there too and, so that
     * nobody who was told is left waiting for the end, to the routes that the other severities would take; these are not
     * {@link Notification#primary()}. Shadow transitions go nowhere.
     */
    public List<Notification> destinations(Transition transition) {
        if (transition.shadow()) {
            return List.of();
        }
        Map<String, Notification> byGroup = new LinkedHashMap<>();
        add(byGroup, transition, transition.severity(), true);
        if (transition.kind() != Transition.Kind.FIRING) {
            for (Severity severity : Severity.values()) {
                add(byGroup, transition, severity.wireName(), false);
            }
        }
        return List.copyOf(byGroup.values());
    }

    private void add(Map<String, Notification> into, Transition transition, String severity, boolean primary) {
        for (Route route : routes) {
            if (route.matches(transition, severity)) {
                Map<String, String> group = route.group(transition, severity);
                String key = groupKey(route.receiver(), group);
                into.putIfAbsent(
                        key,
                        new Notification(
                                route.receiver(),
                                key,
                                group,
                                route.groupWaitMillis(),
                                primary,
                                Change.of(transition, route.receiver())));
                return;
            }
        }
    }

    private static String groupKey(String receiver, Map<String, String> group) {
        StringBuilder key = new StringBuilder(receiver).append('{');
        group.forEach((name, value) -> key.append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\","));
        return key.append('}').toString();
    }
}
