package io.bellwether.notify;

import com.google.re2j.Pattern;
import io.bellwether.timeinterval.TimeIntervals;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tree of routes of a routing file, and complains of what no alert comes to. */
final class RouteParser {

    private static final long LONGEST_WAIT_MILLIS = 3_600_000;
    private static final long LONGEST_INTERVAL_MILLIS = 86_400_000;
    private static final long SHORTEST_REPEAT_MILLIS = 60_000;

    /** What a route has that says nothing else and stands in none. */
    private static final Route BARE =
            new Route(Map.of(), List.of(), List.of("uid"), GroupTimes.DEFAULT, false, List.of(), List.of());

    private final RoutingContext context;
    private final Set<String> receivers;
    private final TimeIntervals intervals;
    private final MatchParser matches;

    /** @param receivers their names */
    RouteParser(RoutingContext context, Set<String> receivers, TimeIntervals intervals) {
        this.intervals = intervals;
        this.context = context;
        this.receivers = receivers;
        this.matches = new MatchParser(context);
    }

    List<Route> routes(List<YamlMap> maps) {
        return routes(maps, new Around(BARE, Conditions.NONE, List.of()));
    }

    /**
     * What a route stands in.
     *
     * @param route which says what it does not say itself
     * @param conditions of all that it stands in
     * @param earlier what takes alerts before all that
     */
    private record Around(Route route, Conditions conditions, List<RouteReach.Earlier> earlier) {}

    private List<Route> routes(List<YamlMap> maps, Around around) {
        List<Route> routes = new ArrayList<>();
        List<YamlMap> before = new ArrayList<>();
        for (YamlMap map : maps) {
            Map<String, Pattern> match = matches.parse(map.section("match"));
            Conditions all = around.conditions().and(match);
            Route own = own(map, match, around.route());
            List<RouteReach.Earlier> earlier = new ArrayList<>(around.earlier());
            for (int i = 0; i < routes.size(); i++) {
                if (leavesNothing(routes.get(i), own, map.has("routes"))) {
                    earlier.add(new RouteReach.Earlier(
                            routes.get(i).match(), before.get(i).line()));
                }
            }
            RouteSense.check(map, match, all, context.alerts());
            RouteReach.check(map, all, earlier, context.uids());
            List<Route> within = routes(map.maps("routes"), new Around(own, all, earlier));
            requireReceiver(map, own, within);
            map.done();
            routes.add(new Route(
                    own.match(), own.receivers(), own.groupBy(), own.times(), own.goesOn(), own.escalate(), within));
            before.add(map);
        }
        if (!routes.isEmpty() && routes.get(routes.size() - 1).goesOn()) {
            before.get(before.size() - 1).warn("continue", "has no effect: no route comes after this one here");
        }
        return routes;
    }

    /** Whether a route takes alerts so that one behind it tells nobody of them. */
    private static boolean leavesNothing(Route earlier, Route route, boolean hasRoutes) {
        if (!earlier.goesOn()) {
            return !earlier.receivers().isEmpty();
        }
        return earlier.routes().isEmpty()
                && !hasRoutes
                && !route.receivers().isEmpty()
                && earlier.receivers().containsAll(route.receivers());
    }

    private static void requireReceiver(YamlMap map, Route own, List<Route> within) {
        map.refuse("receivers", "the key is receiver, also for several: receiver: [a, b]");
        if (own.receivers().isEmpty() && within.isEmpty() && !map.has("receiver") && !map.has("receivers")) {
            map.error("receiver", "missing; the name of one of the receivers, or a list of them");
        }
    }

    /** The route without those within it. */
    private Route own(YamlMap map, Map<String, Pattern> match, Route around) {
        return new Route(
                match,
                isThere(map, "receiver") ? receivers(map) : around.receivers(),
                isThere(map, "group_by") ? groupBy(map) : around.groupBy(),
                times(map, around.times()),
                map.flag("continue", false),
                isThere(map, "escalate") ? escalate(map) : around.escalate(),
                List.of());
    }

    /** Asks for it, so that whoever writes another key hears of this one. */
    private static boolean isThere(YamlMap map, String key) {
        return map.value(key) != null;
    }

    private List<String> receivers(YamlMap map) {
        List<String> names = map.words("receiver");
        if (names.isEmpty() && map.isList("receiver")) {
            map.error("receiver", "names nobody; write one of the receivers, or a list of them");
        }
        names.forEach(name -> requireReceiver(map, name));
        requireOnce(map, "receiver", names, "a receiver");
        return names;
    }

    private void requireReceiver(YamlMap map, String name) {
        if (!receivers.contains(name)) {
            map.error(
                    "receiver",
                    "no receiver '" + name + "': one of " + String.join(", ", receivers)
                            + Nearest.hint(name, receivers));
        }
    }

    private List<EscalationStep> escalate(YamlMap map) {
        List<EscalationStep> steps = new ArrayList<>();
        long before = 0;
        for (YamlMap step : map.maps("escalate")) {
            String receiver = step.required("receiver", "the name of one of the receivers");
            if (!receiver.isEmpty()) {
                requireReceiver(step, receiver);
            }
            long after = step.duration("after", 0);
            if (after <= before || after > LONGEST_INTERVAL_MILLIS) {
                step.error("after", "must be longer than that of the step before, and at most 24h");
            }
            before = after;
            step.done();
            steps.add(new EscalationStep(after, receiver));
        }
        return steps;
    }

    private List<String> groupBy(YamlMap map) {
        List<String> groupBy = map.words("group_by");
        if (map.isList("group_by") && groupBy.isEmpty()) {
            map.error("group_by", "names no label; leave it out for [uid]");
        }
        groupBy.forEach(label -> matches.known(label, map, "group_by"));
        requireOnce(map, "group_by", groupBy, "a label");
        return groupBy.isEmpty() ? BARE.groupBy() : groupBy;
    }

    private static void requireOnce(YamlMap map, String key, List<String> names, String what) {
        if (new HashSet<>(names).size() < names.size()) {
            map.error(key, "names " + what + " twice");
        }
    }

    private GroupTimes times(YamlMap map, GroupTimes around) {
        long wait = map.duration("group_wait", around.waitMillis());
        long interval = map.duration("group_interval", around.intervalMillis());
        long repeat = map.duration("repeat_interval", around.repeatMillis());
        if (wait > LONGEST_WAIT_MILLIS) {
            map.error("group_wait", "must be at most " + LONGEST_WAIT_MILLIS / 60_000 + "m");
        }
        if (interval > LONGEST_INTERVAL_MILLIS) {
            map.error("group_interval", "must be at most " + LONGEST_INTERVAL_MILLIS / 3_600_000 + "h");
        }
        if (repeat > 0 && repeat < Math.max(interval, SHORTEST_REPEAT_MILLIS)) {
            map.error("repeat_interval", "must be at least 1m, and not shorter than group_interval; 0s for never");
        }
        return new GroupTimes(
                wait,
                interval,
                repeat,
                hours(map, "mute_times", around.muteTimes()),
                hours(map, "active_times", around.activeTimes()));
    }

    private List<String> hours(YamlMap map, String key, List<String> around) {
        if (!isThere(map, key)) {
            return around;
        }
        List<String> names = map.words(key);
        names.forEach(name -> intervals.requireKnown(name, map, key));
        requireOnce(map, key, names, "an interval");
        return names;
    }
}
