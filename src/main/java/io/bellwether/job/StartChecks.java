package io.bellwether.job;

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

    private static final String FAILED = "kafka.topics.failed_deliveries";
    private static final int BROKER_SECONDS = 20;

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
        boolean starts = found.stream().noneMatch(Finding::isError);
        if (starts
                && found.removeIf(
                        finding -> finding.what().equals(FAILED) && finding.status() == Finding.Status.WARNING)) {
            found.add(make(settings.kafka()));
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

    /** The topic of failed deliveries is the job's own, and made where it is missing. */
    private static Finding make(KafkaSettings kafka) {
        String topic = kafka.failedDeliveries();
        String problem = BrokerProbe.create(kafka.clientProperties(), topic, BROKER_SECONDS);
        return problem.isEmpty()
                ? Finding.warning(FAILED, "made the topic " + topic + ", which was missing")
                : Finding.error(
                        FAILED, "there is no topic " + topic + " and it cannot be made (" + problem + "): create it");
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

    private static Map<String, String> settings(KafkaSettings kafka) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("tickets", kafka.tickets());
        names.put("chats", kafka.chats());
        names.put("agents", kafka.agents());
        names.put("rejected", kafka.rejected());
        names.put("failed_deliveries", kafka.failedDeliveries());
        return names;
    }

    /** What is to be said of topics that were described. */
    static List<Finding> topics(KafkaSettings kafka, Map<String, BrokerProbe.Topic> described) {
        List<Finding> found = new ArrayList<>();
        settings(kafka).forEach((setting, name) -> {
            boolean input = kafka.inputs().contains(name);
            found.add(topic(
                    kafka.servers(),
                    "kafka.topics." + setting,
                    name,
                    described.get(name),
                    input,
                    !input || kafka.heartbeat()));
        });
        return found;
    }

    private static Finding topic(
            String servers, String setting, String name, BrokerProbe.Topic topic, boolean read, boolean write) {
        if (topic == null || !topic.problem().isEmpty()) {
            return Finding.error(setting, "topic " + name + " " + (topic == null ? "is unknown" : topic.problem()));
        }
        if (topic.partitions() == 0 && setting.equals(FAILED)) {
            return Finding.warning(setting, "Kafka at " + servers + " has no topic " + name + "; a start makes it");
        }
        if (topic.partitions() == 0) {
            return Finding.error(
                    setting,
                    "Kafka at " + servers + " has no topic " + name + ": create it, for example with"
                            + " kafka-topics.sh --create --topic " + name + " --partitions 4, or name another");
        }
        if (read && topic.lacks(BrokerProbe.Right.READ)) {
            return Finding.error(setting, "topic " + name + " may not be read; grant READ to this client");
        }
        if (write && topic.lacks(BrokerProbe.Right.WRITE)) {
            return Finding.error(
                    setting,
                    "topic " + name + " may not be written to; grant WRITE to this client"
                            + (read ? ", or set kafka.heartbeat: false" : ""));
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
        found.add(store("influx.bucket", influx, influx.bucket()));
        if (influx.hasTrends()) {
            found.add(store("influx.trend_bucket", influx, influx.trendBucket()));
        }
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
