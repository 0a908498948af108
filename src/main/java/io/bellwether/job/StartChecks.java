package io.bellwether.job;

import io.bellwether.file.Finding;
import io.bellwether.file.Unusable;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.influx.StoreProbe;
import io.bellwether.ingest.BrokerProbe;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be known of servers before a job starts. {@code bellwether check} prints it, {@code bellwether run} refuses to
 * start with an error of it.
 *
 * <p>A broker must be there: without it no job can be built. A store may be away, for an outage must not keep the job from
 * starting again; what it says while it is there counts.
 */
public final class StartChecks {

    private static final int BROKER_SECONDS = 20;

    /** How long what nobody reads at once is kept; control commands hold for a year at most. */
    private static final Map<String, String> MONTH = Map.of("retention.ms", "2592000000");

    /** Of each clock the newest is kept, and of one that ended nothing. */
    private static final Map<String, String> NEWEST =
            Map.of("cleanup.policy", "compact", "delete.retention.ms", "3600000", "segment.ms", "600000");

    private static final Map<String, String> YEAR = Map.of("retention.ms", "31622400000");

    /**
     * What a topic is for.
     *
     * @param settings with which it is made where it is missing; null for a topic that somebody has to make
     * @param optional whether the job does without it
     */
    private record Use(boolean read, boolean write, Map<String, String> settings, boolean optional) {}

    private static final String PREFIX = "kafka.topics.";
    private static final String MADE_BY_START = "; a start makes it";

    private StartChecks() {}

    /** Everything about the servers that the settings name. */
    static List<Finding> servers(Settings settings) {
        List<Finding> found = new ArrayList<>(broker(settings.kafka()));
        found.addAll(store(settings.influx()));
        return found;
    }

    /**
     * Asks the servers.
     *
     * @return remarks for whoever starts the job
     * @throws Unusable with every error
     */
    public static List<String> require(Settings settings) throws Unusable {
        List<Finding> found = new ArrayList<>(servers(settings));
        if (found.stream().noneMatch(Finding::isError)) {
            found.replaceAll(finding -> isToBeMade(finding) ? make(settings.kafka(), finding) : finding);
        }
        if (found.stream().anyMatch(Finding::isError)) {
            throw new Unusable(found.stream()
                    .filter(Finding::isError)
                    .map(finding -> finding.what() + ": " + finding.message())
                    .collect(Collectors.joining("\n")));
        }
        return found.stream()
                .filter(finding -> finding.status() == Finding.Status.WARNING)
                .map(finding -> finding.what() + ": " + finding.message())
                .toList();
    }

    private static boolean isToBeMade(Finding finding) {
        return finding.what().startsWith(PREFIX)
                && finding.status() == Finding.Status.WARNING
                && finding.message().endsWith(MADE_BY_START);
    }

    /** The job's own topics are made where they are missing. */
    private static Finding make(KafkaSettings kafka, Finding missing) {
        String setting = missing.what().substring(PREFIX.length());
        String topic = settings(kafka).get(setting);
        Use use = use(kafka, setting, topic);
        String problem = BrokerProbe.create(kafka.clientProperties(), topic, use.settings(), BROKER_SECONDS);
        if (problem.isEmpty()) {
            return Finding.warning(missing.what(), "made the topic " + topic + ", which was missing");
        }
        String message = "there is no topic " + topic + " and it cannot be made (" + problem + "): create it";
        return use.optional() ? Finding.warning(missing.what(), message) : Finding.error(missing.what(), message);
    }

    public static List<Finding> broker(KafkaSettings kafka) {
        Map<String, String> settings = settings(kafka);
        try {
            return topics(
                    kafka,
                    BrokerProbe.describe(kafka.clientProperties(), Set.copyOf(settings.values()), BROKER_SECONDS));
        } catch (IllegalStateException e) {
            return List.of(Finding.error("kafka.bootstrap_servers", e.getMessage()));
        }
    }

    private static Use use(KafkaSettings kafka, String setting, String topic) {
        return switch (setting) {
            case "control" -> new Use(true, false, YEAR, true);
            case "alerts" -> new Use(false, true, MONTH, true);
            case "clocks", "contacts", "presence" -> new Use(true, true, NEWEST, true);
            case "failed_deliveries" -> new Use(false, true, MONTH, false);
            default -> {
                boolean input = kafka.inputs().contains(topic);
                yield new Use(input, !input || kafka.heartbeat(), null, false);
            }
        };
    }

    private static Map<String, String> settings(KafkaSettings kafka) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("tickets", kafka.tickets());
        names.put("chats", kafka.chats());
        names.put("agents", kafka.agents());
        names.put("rejected", kafka.rejected());
        names.put("failed_deliveries", kafka.failedDeliveries());
        names.put("control", kafka.control());
        names.put("alerts", kafka.alerts());
        names.putAll(kafka.ofRows());
        return names;
    }

    /** What is to be said of topics that were described. */
    static List<Finding> topics(KafkaSettings kafka, Map<String, BrokerProbe.Topic> described) {
        List<Finding> found = new ArrayList<>();
        settings(kafka)
                .forEach((setting, name) -> found.add(topic(
                        kafka.servers(), PREFIX + setting, name, described.get(name), use(kafka, setting, name))));
        return found;
    }

    private static Finding topic(String servers, String setting, String name, BrokerProbe.Topic topic, Use use) {
        if (topic == null || !topic.problem().isEmpty()) {
            String message = "topic " + name + " " + (topic == null ? "is unknown" : topic.problem());
            return use.optional() ? Finding.warning(setting, message) : Finding.error(setting, message);
        }
        if (topic.partitions() == 0 && use.settings() != null) {
            return Finding.warning(setting, "Kafka at " + servers + " has no topic " + name + MADE_BY_START);
        }
        if (topic.partitions() == 0) {
            return Finding.error(
                    setting,
                    "Kafka at " + servers + " has no topic " + name + ": create it, for example with"
                            + " kafka-topics.sh --create --topic " + name + " --partitions 4, or name another");
        }
        if (use.read() && topic.lacks(BrokerProbe.Right.READ)) {
            return Finding.error(setting, "topic " + name + " may not be read; grant READ to this client");
        }
        if (use.write() && topic.lacks(BrokerProbe.Right.WRITE)) {
            return Finding.error(
                    setting,
                    "topic " + name + " may not be written to; grant WRITE to this client"
                            + (use.read() ? ", or set kafka.heartbeat: false" : ""));
        }
        return Finding.ok(
                setting,
                "topic " + name + ", " + topic.partitions() + (topic.partitions() == 1 ? " partition" : " partitions")
                        + (topic.rights() == null ? " (the broker does not tell rights)" : ""));
    }

    public static List<Finding> store(InfluxSettings influx) {
        if (influx == null) {
            return List.of(Finding.warning("influx", "is not set: no figure is written anywhere"));
        }
        List<Finding> found = new ArrayList<>();
        influx.buckets().forEach((setting, bucket) -> found.add(store(setting, influx, bucket)));
        return found;
    }

    private static Finding store(String setting, InfluxSettings influx, String bucket) {
        StoreProbe.Answer answer = StoreProbe.ask(influx, bucket);
        String message = "the store at " + influx.url() + " " + answer.message();
        return switch (answer.kind()) {
            case TAKES -> Finding.ok(setting, message);
            case REFUSES -> Finding.error(setting, message);
            case AWAY ->
                Finding.warning(
                        setting,
                        message + (message.endsWith("?") ? "" : ".")
                                + " The job starts all the same, and points wait.");
        };
    }
}
