package io.bellwether.notify;

import io.bellwether.timeinterval.TimeInterval;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what a routing file says beside receivers and routes. */
final class ConductParser {

    private final RoutingContext context;
    private final MatchParser matches;

    ConductParser(RoutingContext context) {
        this.context = context;
        this.matches = new MatchParser(context);
    }

    Conduct parse(YamlMap root, Map<String, TimeInterval> intervals) {
        List<InhibitRule> inhibit = new ArrayList<>();
        root.maps("inhibit").forEach(map -> inhibit.add(inhibit(map)));
        return new Conduct(intervals, inhibit, root.duration("stale_after", Conduct.DEFAULT.staleAfterMillis()));
    }

    private InhibitRule inhibit(YamlMap map) {
        Map<String, Pattern> source = side(map, "source");
        Map<String, Pattern> target = side(map, "target");
        List<String> equal = map.words("equal");
        equal.forEach(label -> matches.known(label, map, "equal"));
        map.done();
        return new InhibitRule(source, target, equal);
    }

    private Map<String, Pattern> side(YamlMap map, String key) {
        if (!map.has(key)) {
            map.error(key, "missing; conditions as in the match of a route, such as {uid: events-behind}");
        }
        Map<String, Pattern> match = matches.parse(map.section(key));
        if (key.equals("source") && map.isMap(key) && map.map(key).names().isEmpty()) {
            map.error(
                    key,
                    "asks for nothing, so that any alert would keep others quiet; name the one that explains them");
        }
        RouteSense.checkSide(map, key, match, context.alerts());
        return match;
    }
}
