package io.bellwether.notify;

import io.bellwether.timeinterval.TimeIntervals;
import io.bellwether.yaml.Placeholders;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a routing file whole and names everything that is wrong with it. No message quotes a URL or a secret. */
final class RoutingParser {

    private final String file;
    private final RoutingContext context;
    private final ReceiverParser receivers;

    RoutingParser(String file, Variables variables, RoutingContext context) {
        this.file = file;
        this.context = context;
        this.receivers = new ReceiverParser(file, variables, context.needsVariables());
    }

    /** @param warnings where what works and is probably not meant is added */
    Routing parse(String text, List<YamlProblem> warnings) throws RoutingException {
        Map<String, Receiver> byName = new LinkedHashMap<>();
        List<Route> routes = new ArrayList<>();
        Conduct conduct = Conduct.DEFAULT;
        List<YamlProblem> problems = new ArrayList<>();
        YamlMap root = YamlMap.root(file, text, problems, Placeholders::literal);
        if (root != null) {
            List<YamlMap> named = root.maps("receivers");
            named.forEach(map -> receiver(map, byName));
            TimeIntervals intervals = TimeIntervals.of(file, root);
            routes.addAll(new RouteParser(context, byName.keySet(), intervals).routes(root.maps("routes")));
            conduct = new ConductParser(context).parse(root, intervals.byName(), byName);
            root.done();
            if (root.names().isEmpty()) {
                root.error("", "is empty: write receivers and routes into it, or remove it");
            }
            if (problems.stream().noneMatch(YamlProblem::error)) {
                checkUse(named, routes, conduct);
            }
        }
        if (problems.stream().anyMatch(YamlProblem::error)) {
            throw new RoutingException(problems);
        }
        warnings.addAll(problems);
        String note = routes.isEmpty() ? file + " has no routes: alerts are recorded, nobody is notified" : "";
        return new Routing(file, byName, routes, conduct, note);
    }

    /** A file without routes has a note of its own. */
    private static void checkUse(List<YamlMap> receivers, List<Route> routes, Conduct conduct) {
        Set<String> used = routes.stream().flatMap(Route::allReceivers).collect(Collectors.toCollection(HashSet::new));
        if (conduct.heartbeat() != null) {
            used.add(conduct.heartbeat().receiver());
        }
        if (conduct.fallback() != null) {
            used.add(conduct.fallback().receiver());
        }
        for (YamlMap map : receivers) {
            if (!routes.isEmpty() && map.has("name") && !used.contains(map.text("name", ""))) {
                map.warn("name", "no route leads to this receiver, so it hears nothing; add one, or remove it");
            }
        }
    }

    private void receiver(YamlMap map, Map<String, Receiver> into) {
        Receiver receiver = receivers.parse(map);
        if (into.putIfAbsent(receiver.name(), receiver) != null) {
            map.error("name", "a receiver '" + receiver.name() + "' stands above already");
        }
    }
}
