package io.bellwether.settings;

import static io.bellwether.settings.KafkaSettings.DEFAULT;

import io.bellwether.ingest.ClientProperties;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code kafka} of {@code bellwether.yaml}. */
final class KafkaSettingsParser {

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** What Bellwether tells a Kafka client itself, with what to write instead. */
    private static final Map<String, String> SET_ELSEWHERE = Map.of(
            "transactional.id", "records are written without transactions; remove it",
            "bootstrap.servers", "set kafka.bootstrap_servers",
            "group.id", "set kafka.group",
            "auto.offset.reset", "set kafka.start",
            "enable.auto.commit", "offsets are committed with checkpoints; remove it",
            "key.deserializer", "records are read as bytes; remove it",
            "value.deserializer", "records are read as bytes; remove it",
            "key.serializer", "records are written as bytes; remove it",
            "value.serializer", "records are written as bytes; remove it");

    private static final Map<String, String> ROWS =
            Map.of("clocks", "clock", "contacts", "contact", "presence", "agent");

    private KafkaSettingsParser() {}

    /** What the section says, with defaults for the rest. */
    static KafkaSettings parse(YamlMap map) {
        YamlMap topics = map.sectionOrDefaults("topics");
        String start = map.textOr("start", DEFAULT.start());
        if (!start.equals("earliest") && !start.equals("latest")) {
            map.error("start", "must be earliest or latest, not " + start);
        }
        KafkaSettings kafka = new KafkaSettings(
                servers(map),
                needed(map, "group", DEFAULT.group()),
                topic(topics, "tickets", DEFAULT.tickets()),
                topic(topics, "chats", DEFAULT.chats()),
                topic(topics, "agents", DEFAULT.agents()),
                topic(topics, "rejected", DEFAULT.rejected()),
                topic(topics, "failed_deliveries", DEFAULT.failedDeliveries()),
                topic(topics, "control", DEFAULT.control()),
                topic(topics, "alerts", DEFAULT.alerts()),
                optional(topics, "clocks"),
                optional(topics, "contacts"),
                optional(topics, "presence"),
                map.flag("heartbeat", DEFAULT.heartbeat()),
                start,
                properties(map.sectionOrDefaults("properties")));
        apart(topics, kafka);
        topics.done();
        map.done();
        return kafka;
    }

    /** What the job writes must not come back to it as something else. */
    private static void apart(YamlMap topics, KafkaSettings kafka) {
        if (kafka.inputs().contains(kafka.rejected())) {
            topics.error("rejected", "is one of the topics that events come from: what is rejected would come again");
        }
        if (kafka.inputs().contains(kafka.failedDeliveries())) {
            topics.error("failed_deliveries", "is one of the topics that events come from: its records are none");
        }
        if (kafka.inputs().contains(kafka.control())) {
            topics.error("control", "is one of the topics that events come from: its records are commands");
        }
        List<String> written = List.of(kafka.rejected(), kafka.failedDeliveries(), kafka.alerts());
        if (written.contains(kafka.control())) {
            topics.error("control", "is a topic that the job writes to: it would take its own records for commands");
        }
        if (kafka.inputs().contains(kafka.alerts())) {
            topics.error("alerts", "is one of the topics that events come from: its records are none");
        }
        rowsApart(topics, kafka);
    }

    private static void rowsApart(YamlMap topics, KafkaSettings kafka) {
        List<String> others =
                new ArrayList<>(List.of(kafka.rejected(), kafka.failedDeliveries(), kafka.control(), kafka.alerts()));
        others.addAll(kafka.inputs());
        kafka.ofRows().forEach((setting, topic) -> {
            if (others.contains(topic)) {
                topics.error(
                        setting,
                        "is a topic of something else: it keeps the newest of each " + ROWS.get(setting)
                                + " and must be its own");
            }
            others.add(topic);
        });
    }

    private static String servers(YamlMap map) {
        String servers = needed(map, "bootstrap_servers", DEFAULT.servers());
        String problem = servers.isEmpty() ? "" : ClientProperties.servers(servers);
        if (!problem.isEmpty()) {
            map.error("bootstrap_servers", problem);
        }
        return servers;
    }

    private static String needed(YamlMap map, String key, String fallback) {
        String text = map.textOr(key, fallback);
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

    /** A topic that may be left away. */
    private static String optional(YamlMap topics, String key) {
        return topics.textOr(key, "").isEmpty() ? "" : topic(topics, key, "");
    }

    private static Map<String, String> properties(YamlMap map) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String name : map.names()) {
            properties.put(name, map.textOr(name, ""));
            String instead = SET_ELSEWHERE.get(name);
            if (instead != null) {
                map.error(name, "is not taken from here; " + instead);
            }
        }
        Map<String, String> judged = new LinkedHashMap<>(properties);
        // what a variable is to tell cannot be judged without it
        judged.keySet()
                .removeIf(name -> SET_ELSEWHERE.containsKey(name)
                        || map.textOrNull(name) == null && !map.value(name).isNull());
        ClientProperties.problems(judged).forEach(map::error);
        return properties;
    }
}
