package io.bellwether.settings;

import io.bellwether.gateway.Adapters;
import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.PullPlan;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import io.bellwether.gateway.sender.SenderPlan;
import io.bellwether.gateway.sender.SenderPlanParser;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code gateway} of {@code bellwether.yaml}. */
final class GatewaySettingsParser {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final int KIB = 1024;
    private static final int LARGEST_PORT = 65_535;
    private static final int MOST_KIB = 64 * KIB;
    private static final int MOST_IN_FLIGHT = 100_000;
    private static final int MOST_SHAPES = 1_000;
    private static final String PULLED = "wecom";
    private static final String WECOM = "https://qyapi.weixin.qq.com";
    private static final long PULL_EVERY_MILLIS = 600_000;

    private final List<String> dimensions;

    private GatewaySettingsParser(List<String> dimensions) {
        this.dimensions = dimensions;
    }

    /**
     * What the section says, with defaults for the rest.
     *
     * @param dimensions of the settings: what events may carry
     */
    static GatewaySettings parse(YamlMap map, List<String> dimensions) {
        GatewaySettings usual = GatewaySettings.DEFAULT;
        GatewaySettings settings = new GatewaySettings(
                map.textOr("host", usual.host()),
                map.whole("port", usual.port(), 0, LARGEST_PORT),
                map.textOr("public_url", usual.publicUrl()),
                map.textOr("keystore", usual.keystore()),
                map.textOr("keystore_password", usual.keystorePassword()),
                KIB * map.whole("max_body_kb", usual.largestBody() / KIB, 1, MOST_KIB),
                map.whole("max_in_flight", usual.mostInFlight(), 1, MOST_IN_FLIGHT),
                map.positive("answer_within", usual.answerWithinMillis()),
                map.textOr("state_topic", usual.stateTopic()),
                map.whole("keep_shapes", usual.keptShapes(), 0, MOST_SHAPES),
                new GatewaySettingsParser(dimensions).sources(map.sectionOrDefaults("sources")));
        map.done();
        return settings;
    }

    private List<GatewaySource> sources(YamlMap map) {
        List<GatewaySource> sources = new ArrayList<>();
        for (String name : map.names()) {
            if (!NAME.matcher(name).matches()) {
                map.error(
                        name,
                        "cannot be a source's name: 1 to 63 of a-z, 0-9, _ and -, beginning with a letter or digit");
            }
            sources.add(source(name, map.map(name)));
        }
        return sources;
    }

    private GatewaySource source(String name, YamlMap map) {
        String adapter = adapter(map);
        String mapping = map.textOr("mapping", "");
        if (adapter.equals(GatewaySource.GENERIC) && mapping.isEmpty()) {
            map.error("mapping", "missing; the file of your mapping (docs/gateway.md)");
        }
        PullPlan pull = map.has("pull") ? pull(map, adapter) : null;
        GatewaySource source = new GatewaySource(
                adapter,
                mapping,
                new Secrets(
                        words(map, "secret"),
                        map.textOr("token", ""),
                        map.textOr("aes_key", ""),
                        map.textOr("receiver", "")),
                words(map, "secret_file"),
                signature(map, pull),
                map.flag("unsigned", false),
                pull,
                options(name, map));
        map.done();
        return source;
    }

    /** Who is told that there is something to fetch is told so by WeCom's callback. */
    private static SenderPlan signature(YamlMap map, PullPlan pull) {
        if (map.has("signature")) {
            return SenderPlanParser.parse(map.map("signature"));
        }
        return pull == null ? null : SenderPlanParser.wecom();
    }

    private static PullPlan pull(YamlMap source, String adapter) {
        YamlMap map = source.map("pull");
        if (!adapter.equals(PULLED)) {
            source.error("pull", "nothing is fetched of " + adapter + ": of " + PULLED + " alone");
        } else if (source.textOr("receiver", "").isEmpty()) {
            source.error("receiver", "missing; the id of the company (corpid), by which WeCom is asked");
        }
        String url = map.textOr("url", WECOM).replaceAll("/+$", "");
        if (!url.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
            map.error("url", "must be http:// or https:// with a host, not " + url);
        }
        PullPlan plan = new PullPlan(
                url, words(map, "secret"), words(map, "secret_file"), map.positive("every", PULL_EVERY_MILLIS));
        map.done();
        return plan;
    }

    private static String adapter(YamlMap map) {
        String adapter = map.required("adapter", "a product, or generic for a mapping of your own");
        Set<String> known = new TreeSet<>(Adapters.names());
        known.add(GatewaySource.GENERIC);
        if (!adapter.isEmpty() && !known.contains(adapter)) {
            map.error(
                    "adapter",
                    "there is none called " + adapter + ": one of " + String.join(", ", known)
                            + Nearest.hint(adapter, known));
        }
        return adapter;
    }

    private SourceOptions options(String name, YamlMap map) {
        Map<String, Map<String, String>> tables = new HashMap<>();
        YamlMap section = map.sectionOrDefaults("tables");
        section.names().forEach(table -> tables.put(table, section.textByName(table)));
        return new SourceOptions(
                name,
                Set.copyOf(words(map, "bots")),
                Set.copyOf(words(map, "light_agents")),
                tables,
                map.textByName("values"),
                map.zone("zone", "UTC"),
                dimensions,
                false);
    }

    /** Texts as they are, be they one or a list. */
    private static List<String> words(YamlMap map, String key) {
        YamlValue value = map.value(key);
        return value == null || value.isNull() ? List.of() : value.words();
    }
}
