package io.bellwether.notify;

import io.bellwether.rule.Severity;
import io.bellwether.timeinterval.TimeIntervals;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.Placeholders;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads a routing file whole and names everything that is wrong with it. No message quotes a URL or a secret. */
final class RoutingParser {

    /** A dollar sign before a name, which ends nothing and so matches nothing. */
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\\\)\\$[A-Za-z_{]");

    private static final long LONGEST_WAIT_MILLIS = 3_600_000;

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
        List<YamlProblem> problems = new ArrayList<>();
        YamlMap root = YamlMap.root(file, text, problems, Placeholders::literal);
        if (root != null) {
            List<YamlMap> named = root.maps("receivers");
            named.forEach(map -> receiver(map, byName));
            for (YamlMap map : root.maps("routes")) {
                Route route = route(map, byName.keySet());
                RouteSense.check(map, route.match(), context.alerts());
                RouteReach.check(map, route, routes, context.uids());
                routes.add(route);
            }
            TimeIntervals.of(file, root);
            root.done();
            if (root.names().isEmpty()) {
                root.error("", "is empty: write receivers and routes into it, or remove it");
            }
            if (problems.stream().noneMatch(YamlProblem::error)) {
                checkUse(named, routes);
            }
        }
        if (problems.stream().anyMatch(YamlProblem::error)) {
            throw new RoutingException(problems);
        }
        warnings.addAll(problems);
        String note = routes.isEmpty() ? file + " has no routes: alerts are recorded, nobody is notified" : "";
        return new Routing(file, byName, routes, note);
    }

    /** A file without routes has a note of its own. */
    private static void checkUse(List<YamlMap> receivers, List<Route> routes) {
        Set<String> used = routes.stream().map(Route::receiver).collect(Collectors.toSet());
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

    private Route route(YamlMap map, Set<String> names) {
        String receiver = map.required("receiver", "the name of one of the receivers");
        if (!receiver.isEmpty() && !names.contains(receiver)) {
            map.error(
                    "receiver",
                    "no receiver '" + receiver + "': one of " + String.join(", ", names)
                            + Nearest.hint(receiver, names));
        }
        List<String> groupBy = map.words("group_by");
        if (map.has("group_by") && map.isList("group_by") && groupBy.isEmpty()) {
            map.error("group_by", "names no label; leave it out for [uid]");
        }
        groupBy.forEach(label -> known(label, map, "group_by"));
        if (new HashSet<>(groupBy).size() < groupBy.size()) {
            map.error("group_by", "names a label twice");
        }
        long groupWait = map.duration("group_wait", 0);
        if (groupWait > LONGEST_WAIT_MILLIS) {
            map.error("group_wait", "must be at most " + LONGEST_WAIT_MILLIS / 60_000 + "m");
        }
        Map<String, Pattern> match = match(map.section("match"));
        map.done();
        return new Route(match, receiver, groupBy.isEmpty() ? List.of("uid") : groupBy, groupWait);
    }

    private Map<String, Pattern> match(YamlMap map) {
        Map<String, Pattern> match = new LinkedHashMap<>();
        for (String label : map.names()) {
            YamlValue value = map.value(label);
            known(label, map, label);
            if (value.isNull()) {
                value.error("has nothing behind it; write a regular expression, or \"\" for alerts without " + label);
                continue;
            }
            if (value.isMap() || value.isList()) {
                value.error("must be one regular expression, such as \"page|warning\"");
                continue;
            }
            String text = value.written("");
            try {
                match.put(label, Pattern.compile(text));
                requireSense(label, match.get(label), value);
            } catch (PatternSyntaxException e) {
                value.error("is not a regular expression: " + e.getDescription());
            }
        }
        return match;
    }

    /** What no alert can ever match is a mistake. */
    private void requireSense(String label, Pattern pattern, YamlValue value) {
        String text = pattern.pattern();
        if (text.startsWith("!")) {
            value.error("a ! does not negate a regular expression; write what is meant, or a route before this one");
        } else if (VARIABLE.matcher(text).find()) {
            value.error(
                    "no variable is replaced here, and nothing matches a $ before a letter; write the value itself");
        } else if (label.equals("severity")
                && Arrays.stream(Severity.values()).noneMatch(severity -> pattern.matcher(severity.wireName())
                        .matches())) {
            value.error("matches no severity; there are "
                    + Arrays.stream(Severity.values()).map(Severity::wireName).collect(Collectors.joining(", ")));
        } else if (label.equals("uid") && text.isEmpty()) {
            value.error("matches no alert: each has a uid; write one, or remove the condition");
        }
    }

    /** A label that no alert has is empty everywhere: as a condition, or in a group, it says nothing. */
    private void known(String label, YamlMap map, String key) {
        if (context.labels().isEmpty() || label.equals("uid") || label.equals("severity")) {
            return;
        }
        if (!context.labels().contains(label)) {
            Set<String> all = new TreeSet<>(context.labels());
            all.addAll(List.of("uid", "severity"));
            map.error(
                    key,
                    "no alert has a label " + label + "; there are " + String.join(", ", all)
                            + Nearest.hint(label, all));
        }
    }
}
