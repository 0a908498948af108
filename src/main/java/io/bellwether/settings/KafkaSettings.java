package io.bellwether.settings;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The broker and its topics.
 *
 * @param rejected dead letters
 * @param failedDeliveries alerts that a receiver was not told of and never will be
 * @param control what people say of alerts: silences, acknowledgements
 * @param alerts each change of an alert, and what was decided of telling it
 * @param clocks what is known of each clock that runs; empty where nobody is to know
 * @param contacts each contact that waits or that an agent has; empty where nobody is to know
 * @param presence what is known of each agent who is there; empty where nobody is to know
 * @param heartbeat whether heartbeats may be written to the input topics
 * @param start {@code earliest} or {@code latest}: where to begin without a checkpoint
 * @param properties further settings of the Kafka client
 */
public record KafkaSettings(
        String servers,
        String group,
        String tickets,
        String chats,
        String agents,
        String rejected,
        String failedDeliveries,
        String control,
        String alerts,
        String clocks,
        String contacts,
        String presence,
        boolean heartbeat,
        String start,
        Map<String, String> properties)
        implements Serializable {

    public static final KafkaSettings DEFAULT = new KafkaSettings(
            "localhost:9092",
            "bellwether",
            "service.tickets",
            "service.chats",
            "service.agents",
            "service.rejected",
            "service.failed-deliveries",
            "service.control",
            "service.alerts",
            "",
            "",
            "",
            true,
            "earliest",
            Map.of());

    /** The topics that events come from. */
    public List<String> inputs() {
        return Stream.of(tickets, chats, agents).distinct().toList();
    }

    /** The topics of which Kafka keeps the newest record of each key, by the names of their settings; those that are set. */
    public Map<String, String> ofRows() {
        Map<String, String> set = new LinkedHashMap<>();
        set.put("clocks", clocks);
        set.put("contacts", contacts);
        set.put("presence", presence);
        set.values().removeIf(String::isEmpty);
        return set;
    }

    /** What a Kafka client needs. */
    public Properties clientProperties() {
        Properties all = new Properties();
        all.putAll(properties);
        all.put("bootstrap.servers", servers);
        return all;
    }
}
