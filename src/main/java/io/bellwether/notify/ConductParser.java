package io.bellwether.notify;

import com.google.re2j.Pattern;
import io.bellwether.timeinterval.TimeInterval;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a routing file says beside receivers and routes. */
final class ConductParser {

    private static final long DEFAULT_BEAT_MILLIS = 60_000;
    private static final long MIN_BEAT_MILLIS = 10_000;
    private static final long MAX_BEAT_MILLIS = 86_400_000;
    private static final String TAKING_HEARTBEATS = Arrays.stream(ReceiverType.values())
            .filter(ReceiverType::takesHeartbeats)
            .map(ReceiverType::format)
            .collect(Collectors.joining(" or "));

    private final RoutingContext context;
    private final MatchParser matches;

    ConductParser(RoutingContext context) {
        this.context = context;
        this.matches = new MatchParser(context);
    }

    /** @param receivers those of the file */
    Conduct parse(YamlMap root, Map<String, TimeInterval> intervals, Map<String, Receiver> receivers) {
        List<InhibitRule> inhibit = new ArrayList<>();
        root.maps("inhibit").forEach(map -> inhibit.add(inhibit(map)));
        return new Conduct(
                intervals,
                inhibit,
                root.duration("stale_after", Conduct.DEFAULT.staleAfterMillis()),
                heartbeat(root, receivers),
                fallback(root, receivers),
                fold(root),
                Set.of());
    }

    private List<String> fold(YamlMap root) {
        List<String> labels = root.words("fold");
        labels.forEach(label -> matches.known(label, root, "fold"));
        if (labels.contains("uid") || labels.contains("severity")) {
            root.error(
                    "fold", "must be labels, such as [queue]: no alert on a number has the rule or severity of a case");
        }
        return labels;
    }

    private static FallbackReceiver fallback(YamlMap root, Map<String, Receiver> receivers) {
        String name = root.text("fallback", "");
        if (!name.isEmpty()) {
            requireReceiver(root, "fallback", name, receivers);
        }
        return name.isEmpty() ? null : new FallbackReceiver(name);
    }

    private static void requireReceiver(YamlMap map, String key, String name, Map<String, Receiver> receivers) {
        Set<String> known = receivers.keySet();
        if (!known.contains(name)) {
            map.error(
                    key,
                    "there is no receiver '" + name + "': one of " + String.join(", ", known)
                            + Nearest.hint(name, known));
        }
    }

    private static LifeSign heartbeat(YamlMap root, Map<String, Receiver> receivers) {
        if (!root.has("heartbeat")) {
            return null;
        }
        YamlMap map = root.section("heartbeat");
        String name = map.required("receiver", "the name of one of the receivers");
        Receiver receiver = receivers.get(name);
        if (!name.isEmpty() && receiver == null) {
            requireReceiver(map, "receiver", name, receivers);
        } else if (receiver != null && !receiver.type().takesHeartbeats()) {
            map.error(
                    "receiver",
                    "'" + name + "' can be told of alerts alone; take a receiver of type webhook with the format "
                            + TAKING_HEARTBEATS);
        }
        long every = map.duration("every", DEFAULT_BEAT_MILLIS);
        if (every < MIN_BEAT_MILLIS || every > MAX_BEAT_MILLIS) {
            map.error("every", "must be at least 10s and at most 24h");
        }
        map.done();
        return new LifeSign(name, every);
    }

    private InhibitRule inhibit(YamlMap map) {
        Map<String, Pattern> source = side(map, "source");
        Map<String, Pattern> target = side(map, "target");
        List<String> equal = map.words("equal");
        equal.forEach(label -> matches.known(label, map, "equal"));
        map.done();
        InhibitRule rule = new InhibitRule(source, target, equal);
        if (map.has("source") && map.has("target") && rule.isIdle()) {
            map.warn(
                    "target",
                    "keeps nobody quiet: it asks for what source asks for, and what is of both sides explains nothing;"
                            + " name in target what the source explains");
        }
        return rule;
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
