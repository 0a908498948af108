package io.bellwether;

import io.bellwether.cases.ForgetAfter;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.yaml.Placeholders;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads {@code bellwether.yaml}: unknown keys are errors, and all problems are told at once. */
final class SettingsParser {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = 24 * 60 * MINUTE;

    private final YamlMap root;
    private final UnaryOperator<String> environment;

    private SettingsParser(YamlMap root, UnaryOperator<String> environment) {
        this.root = root;
        this.environment = environment;
    }

    static Settings load(Path file) throws SettingsException {
        try {
            return parse(file.toString(), Files.readString(file), System::getenv);
        } catch (NoSuchFileException e) {
            throw new SettingsException(file + ": there is no such file; begin with a copy of bellwether.yaml");
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read: " + e.getMessage());
        }
    }

    static Settings parse(String file, String yaml, UnaryOperator<String> environment) throws SettingsException {
        List<YamlProblem> problems = new ArrayList<>();
        YamlMap root = YamlMap.root(file, yaml, problems);
        Settings settings = root == null ? null : new SettingsParser(root, environment).settings();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    static Settings defaults() {
        try {
            return parse("defaults", "parallelism: 2", name -> null);
        } catch (SettingsException e) {
            throw new IllegalStateException("the defaults contradict themselves", e);
        }
    }

    private Settings settings() {
        Settings.Kafka kafka = kafka(root.section("kafka"));
        YamlMap store = root.map("influx");
        InfluxSettings influx = store == null ? null : influx(store);
        String alertRules = text(root, "alert_rules", "alert-rules");
        List<String> named = root.words("dimensions");
        List<String> dimensions = root.has("dimensions") ? named : List.of("queue", "channel", "priority", "tier");
        List<List<String>> rollups = rollups(dimensions);
        long window = positive(root, "window", 10 * SECOND);
        long interval = multiple("interval", positive(root, "interval", 30 * MINUTE), window);
        long lateness = root.duration("lateness", 10 * MINUTE);
        Settings settings = new Settings(
                kafka,
                influx,
                alertRules,
                dimensions,
                rollups,
                window,
                interval,
                root.duration("disorder", 2 * SECOND),
                lateness,
                root.duration("max_future", 10 * MINUTE),
                multiple("level_refresh", positive(root, "level_refresh", window), window),
                serviceLevel(root.section("service_level"), true),
                forget(root.section("forget"), lateness),
                checkpoint(root.section("checkpoint")),
                parallelism(),
                text(root, "sentiment_model", ""),
                OnnxSettingsParser.parse(root, "sentiment_onnx", this::text));
        root.done();
        return settings;
    }

    private String text(YamlMap map, String key, String fallback) {
        String raw = map.textOrNull(key);
        if (raw == null) {
            return fallback;
        }
        try {
            return Placeholders.resolve(raw, environment);
        } catch (IllegalArgumentException e) {
            map.error(key, e.getMessage());
            return fallback;
        }
    }

    private Settings.Kafka kafka(YamlMap map) {
        YamlMap topics = map.section("topics");
        String start = text(map, "start", "earliest");
        if (!start.equals("earliest") && !start.equals("latest")) {
            map.error("start", "must be earliest or latest, not " + start);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        YamlMap further = map.section("properties");
        further.names().forEach(name -> properties.put(name, text(further, name, "")));
        Settings.Kafka kafka = new Settings.Kafka(
                text(map, "bootstrap_servers", "localhost:9092"),
                text(map, "group", "bellwether"),
                text(topics, "tickets", "service.tickets"),
                text(topics, "chats", "service.chats"),
                text(topics, "agents", "service.agents"),
                text(topics, "rejected", "service.rejected"),
                map.flag("heartbeat", true),
                start,
                properties);
        topics.done();
        map.done();
        return kafka;
    }

    private InfluxSettings influx(YamlMap map) {
        String url = text(map, "url", "http://localhost:8086");
        String org = text(map, "org", "bellwether");
        String bucket = text(map, "bucket", "bellwether");
        String token = text(map, "token", "");
        String trends = text(map, "trend_bucket", "");
        map.done();
        try {
            return InfluxSettings.of(url, org, bucket, token).withTrendBucket(trends);
        } catch (IllegalArgumentException e) {
            root.error("influx", e.getMessage());
            return null;
        }
    }

    private List<List<String>> rollups(List<String> dimensions) {
        List<List<String>> rollups =
                root.list("rollups").stream().map(YamlValue::words).toList();
        if (!root.has("rollups")) {
            return defaultRollups(dimensions);
        }
        for (List<String> rollup : rollups) {
            for (String dimension : rollup) {
                if (!dimensions.contains(dimension)) {
                    root.error("rollups", dimension + " is none of the dimensions " + dimensions);
                }
            }
        }
        return rollups;
    }

    private static List<List<String>> defaultRollups(List<String> dimensions) {
        List<List<String>> usual = List.of(
                List.of(),
                List.of("queue"),
                List.of("queue", "channel"),
                List.of("queue", "priority"),
                List.of("queue", "tier"),
                List.of("channel"));
        return usual.stream().filter(dimensions::containsAll).toList();
    }

    private ServiceLevel serviceLevel(YamlMap map, boolean outer) {
        long threshold = map.duration("threshold", ServiceLevel.DEFAULT.thresholdMillis());
        long shortAbandon = map.duration("short_abandon", ServiceLevel.DEFAULT.shortAbandonMillis());
        Map<String, ServiceLevel> byQueue = new LinkedHashMap<>();
        if (outer) {
            YamlMap queues = map.section("queues");
            queues.names().forEach(queue -> byQueue.put(queue, serviceLevel(queues.section(queue), false)));
        }
        map.done();
        return new ServiceLevel(threshold, shortAbandon, byQueue);
    }

    private ForgetAfter forget(YamlMap map, long lateness) {
        long closed = map.duration("closed_after", Math.max(10 * MINUTE, lateness));
        if (closed < lateness) {
            map.error("closed_after", "must be at least the lateness: a late event may still correct the case");
        }
        ForgetAfter forget = new ForgetAfter(
                closed, map.duration("solved_after", 45 * DAY), map.duration("silent_after", 365 * DAY));
        map.done();
        return forget;
    }

    private Settings.Checkpoint checkpoint(YamlMap map) {
        Settings.Checkpoint checkpoint =
                new Settings.Checkpoint(positive(map, "interval", 10 * SECOND), text(map, "directory", ""));
        map.done();
        return checkpoint;
    }

    private int parallelism() {
        long parallelism = root.whole("parallelism", 2);
        if (parallelism < 1 || parallelism > 1024) {
            root.error("parallelism", "must be 1 to 1024, not " + parallelism);
            return 1;
        }
        return (int) parallelism;
    }

    private static long positive(YamlMap map, String key, long fallback) {
        long millis = map.duration(key, fallback);
        if (millis <= 0) {
            map.error(key, "must be longer than nothing");
            return fallback;
        }
        return millis;
    }

    private long multiple(String key, long millis, long window) {
        if (millis % window != 0) {
            root.error(key, "must be a multiple of window");
        }
        return millis;
    }
}
