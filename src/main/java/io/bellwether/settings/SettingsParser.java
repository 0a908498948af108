package io.bellwether.settings;

import io.bellwether.cases.ForgetAfter;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.ingest.ClientProperties;
import io.bellwether.metric.ValueLimits;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.Placeholders;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads {@code bellwether.yaml}: unknown keys are errors, and all problems are told at once. */
public final class SettingsParser {

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** What Bellwether tells a Kafka client itself, with what to write instead. */
    private static final Map<String, String> KAFKA_KEYS = Map.of(
            "transactional.id", "records are written without transactions; remove it",
            "bootstrap.servers", "set kafka.bootstrap_servers",
            "group.id", "set kafka.group",
            "auto.offset.reset", "set kafka.start",
            "enable.auto.commit", "offsets are committed with checkpoints; remove it",
            "key.deserializer", "records are read as bytes; remove it",
            "value.deserializer", "records are read as bytes; remove it",
            "key.serializer", "records are written as bytes; remove it",
            "value.serializer", "records are written as bytes; remove it");

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = 24 * 60 * MINUTE;

    private static final int MOST_VALUES = 1_000_000;

    private final YamlMap root;

    private SettingsParser(YamlMap root) {
        this.root = root;
    }

    static KnownSettings load(Path file) throws SettingsException {
        if (Files.notExists(file)) {
            throw new SettingsException(file + ": there is no such file; begin with a copy of bellwether.yaml");
        }
        List<YamlProblem> problems = new ArrayList<>();
        String text = TextFile.read(file, file.toString(), problems);
        if (text == null) {
            throw new SettingsException(problems);
        }
        return read(file.toString(), text, System::getenv);
    }

    public static Settings parse(String file, String yaml, UnaryOperator<String> environment) throws SettingsException {
        return read(file, yaml, environment).whole();
    }

    /** Reads as far as it can be known; refused where anything but a variable is wrong, and then with the variables. */
    static KnownSettings read(String file, String yaml, UnaryOperator<String> environment) throws SettingsException {
        List<YamlProblem> problems = new ArrayList<>();
        Set<String> ofVariables = new HashSet<>();
        YamlMap root = YamlMap.root(file, yaml, problems, text -> {
            try {
                return Placeholders.resolve(text, environment);
            } catch (Placeholders.UnsetVariable e) {
                ofVariables.add(e.getMessage());
                throw e;
            }
        });
        Settings settings = root == null ? null : new SettingsParser(root).settings();
        if (!problems.stream().allMatch(problem -> ofVariables.contains(problem.message()))) {
            throw new SettingsException(problems);
        }
        return new KnownSettings(settings, problems);
    }

    static Settings defaults() {
        try {
            return parse("defaults", "parallelism: 2", name -> null);
        } catch (SettingsException e) {
            throw new IllegalStateException("the defaults contradict themselves", e);
        }
    }

    private Settings settings() {
        Settings.Kafka kafka = kafka(root.sectionOrDefaults("kafka"));
        YamlMap store = root.map("influx");
        InfluxSettings influx = store == null ? null : influx(store);
        String alertRules = text(root, "alert_rules", "alert-rules");
        List<String> dimensions = dimensions();
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
                redelivery(lateness),
                root.duration("max_future", 10 * MINUTE),
                multiple("level_refresh", positive(root, "level_refresh", window), window),
                new ValueLimits(
                        limit("max_values_per_dimension", ValueLimits.DEFAULT.perDimension()),
                        limit("max_agents", ValueLimits.DEFAULT.agents())),
                serviceLevel(root.sectionOrDefaults("service_level")),
                forget(root.sectionOrDefaults("forget"), lateness),
                checkpoint(root.sectionOrDefaults("checkpoint")),
                parallelism(),
                text(root, "sentiment_model", ""),
                OnnxSettingsParser.parse(root, "sentiment_onnx"));
        root.done();
        return settings;
    }

    private static String text(YamlMap map, String key, String fallback) {
        String text = map.textOrNull(key);
        return text == null ? fallback : text;
    }

    private Settings.Kafka kafka(YamlMap map) {
        YamlMap topics = map.sectionOrDefaults("topics");
        String start = text(map, "start", "earliest");
        if (!start.equals("earliest") && !start.equals("latest")) {
            map.error("start", "must be earliest or latest, not " + start);
        }
        Settings.Kafka kafka = new Settings.Kafka(
                needed(map, "bootstrap_servers", "localhost:9092"),
                needed(map, "group", "bellwether"),
                topic(topics, "tickets", "service.tickets"),
                topic(topics, "chats", "service.chats"),
                topic(topics, "agents", "service.agents"),
                topic(topics, "rejected", "service.rejected"),
                topic(topics, "failed_deliveries", "service.failed-deliveries"),
                map.flag("heartbeat", true),
                start,
                properties(map.sectionOrDefaults("properties")));
        if (kafka.inputs().contains(kafka.rejected())) {
            topics.error("rejected", "is one of the topics that events come from: what is rejected would come again");
        }
        if (kafka.inputs().contains(kafka.failedDeliveries())) {
            topics.error("failed_deliveries", "is one of the topics that events come from: its records are none");
        }
        topics.done();
        map.done();
        return kafka;
    }

    private static String needed(YamlMap map, String key, String fallback) {
        String text = text(map, key, fallback);
        if (text.isEmpty()) {
            map.error(key, "must not be empty; leave the key out for " + fallback);
        }
        return text;
    }

    private static String topic(YamlMap topics, String key, String fallback) {
        String topic = needed(topics, key, fallback);
        if (!topic.isEmpty() && (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals(".."))) {
            topics.error(key, "is no topic: letters, digits, . _ and - only, at most 249");
        }
        return topic;
    }

    private static Map<String, String> properties(YamlMap map) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String name : map.names()) {
            properties.put(name, text(map, name, ""));
            String instead = KAFKA_KEYS.get(name);
            if (instead != null) {
                map.error(name, "is not taken from here; " + instead);
            }
        }
        Map<String, String> judged = new LinkedHashMap<>(properties);
        // what a variable is to tell cannot be judged without it
        judged.keySet()
                .removeIf(name -> KAFKA_KEYS.containsKey(name)
                        || map.textOrNull(name) == null && !map.value(name).isNull());
        ClientProperties.problems(judged).forEach(map::error);
        return properties;
    }

    private InfluxSettings influx(YamlMap map) {
        String url = text(map, "url", "http://localhost:8086");
        String org = text(map, "org", "bellwether");
        String bucket = text(map, "bucket", "bellwether");
        String token = token(map);
        String trends = text(map, "trend_bucket", "");
        long batch = map.whole("batch_size", InfluxSettings.DEFAULT_BATCH_SIZE);
        long buffered = map.whole("max_buffered", InfluxSettings.DEFAULT_MAX_BUFFERED);
        Duration flush = duration(map, "flush_interval", InfluxSettings.DEFAULT_FLUSH_INTERVAL);
        Duration connect = duration(map, "connect_timeout", InfluxSettings.DEFAULT_CONNECT_TIMEOUT);
        Duration request = duration(map, "request_timeout", InfluxSettings.DEFAULT_REQUEST_TIMEOUT);
        Duration least = duration(map, "min_retry_delay", InfluxSettings.DEFAULT_MIN_RETRY_DELAY);
        Duration most = duration(map, "max_retry_delay", InfluxSettings.DEFAULT_MAX_RETRY_DELAY);
        map.done();
        try {
            return new InfluxSettings(
                    url,
                    org,
                    bucket,
                    token,
                    trends,
                    (int) Math.min(Integer.MAX_VALUE, batch),
                    (int) Math.min(Integer.MAX_VALUE, buffered),
                    flush,
                    connect,
                    request,
                    least,
                    most);
        } catch (IllegalArgumentException e) {
            // "influx.url must be …": the key, then what is wrong with it
            String[] words = e.getMessage().split(" ", 2);
            map.error(words[0].substring(words[0].indexOf('.') + 1), words[1]);
            return null;
        }
    }

    private static Duration duration(YamlMap map, String key, Duration fallback) {
        return Duration.ofMillis(map.duration(key, fallback.toMillis()));
    }

    /** The token, which is sent in an HTTP header. No complaint quotes it. */
    private static String token(YamlMap map) {
        String token = text(map, "token", "");
        if (token.chars().anyMatch(c -> c < ' ' || c > '~')) {
            map.error(
                    "token",
                    "has a character that no HTTP header can hold: only ASCII without control characters; blanks and"
                            + " line breaks around it do no harm");
        }
        return token;
    }

    private List<String> dimensions() {
        YamlValue value = root.value("dimensions");
        if (value == null) {
            return List.of("queue", "channel", "priority", "tier");
        }
        List<String> dimensions = root.words("dimensions");
        Set<String> seen = new HashSet<>();
        for (YamlValue item : value.items()) {
            String name = item.isText() ? item.text("") : "";
            String problem = DimensionNames.problem(name);
            if (!name.isEmpty() && !problem.isEmpty()) {
                item.error(problem);
            } else if (!name.isEmpty() && !seen.add(name)) {
                item.error(name + " stands here twice; remove one");
            }
        }
        return dimensions;
    }

    private List<List<String>> rollups(List<String> dimensions) {
        List<List<String>> rollups =
                root.list("rollups").stream().map(YamlValue::words).toList();
        if (!root.has("rollups")) {
            return defaultRollups(dimensions);
        }
        Set<Set<String>> seen = new HashSet<>();
        for (List<String> rollup : rollups) {
            for (String dimension : rollup) {
                if (!dimensions.contains(dimension)) {
                    root.error(
                            "rollups",
                            dimension + " is none of the dimensions " + dimensions
                                    + Nearest.hint(dimension, dimensions));
                }
            }
            if (Set.copyOf(rollup).size() < rollup.size()) {
                root.error("rollups", rollup + " names a dimension twice; remove one");
            } else if (!seen.add(Set.copyOf(rollup))) {
                root.error("rollups", rollup + " stands here twice, whatever the order of its names; remove one");
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

    private static ServiceLevel serviceLevel(YamlMap map) {
        ServiceLevel all = limits(map, ServiceLevel.DEFAULT);
        Map<String, ServiceLevel> byQueue = new LinkedHashMap<>();
        YamlMap queues = map.sectionOrDefaults("queues");
        for (String queue : queues.names()) {
            YamlMap own = queues.section(queue);
            byQueue.put(queue, limits(own, all));
            own.done();
        }
        map.done();
        return new ServiceLevel(all.thresholdMillis(), all.shortAbandonMillis(), byQueue);
    }

    /** @param usual what holds where nothing is said */
    private static ServiceLevel limits(YamlMap map, ServiceLevel usual) {
        long threshold = map.duration("threshold", usual.thresholdMillis());
        long shortAbandon = map.duration("short_abandon", usual.shortAbandonMillis());
        if (shortAbandon > threshold) {
            map.error(
                    "short_abandon",
                    "must be at most threshold (" + Durations.shortest(threshold) + "), not "
                            + Durations.shortest(shortAbandon)
                            + ": who has waited too long has not left before long; write both");
        }
        return new ServiceLevel(threshold, shortAbandon, Map.of());
    }

    private long redelivery(long lateness) {
        long redelivery = root.duration("redelivery", Math.max(7 * DAY, lateness));
        if (redelivery < lateness) {
            root.error("redelivery", "must be at least the lateness: a late event is to be told from one sent again");
        }
        return redelivery;
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
        if (parallelism < 1 || parallelism > Settings.MOST_SUBTASKS) {
            root.error("parallelism", "must be 1 to " + Settings.MOST_SUBTASKS + ", not " + parallelism);
            return 1;
        }
        return (int) parallelism;
    }

    private int limit(String key, int fallback) {
        long limit = root.whole(key, fallback);
        if (limit < 1 || limit > MOST_VALUES) {
            root.error(key, "must be 1 to " + MOST_VALUES + ", not " + limit);
            return fallback;
        }
        return (int) limit;
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
